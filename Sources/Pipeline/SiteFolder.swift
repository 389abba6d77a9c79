import Foundation
import Site
import Storage
import Text

/// The folder that a site is written to, with the list of what we wrote there.
///
/// Nothing that is not on the list is ever overwritten or removed: whatever else lies in the folder belongs to somebody.
struct SiteFolder {
  static let manifestName = ".colophon-manifest"

  let path: String

  struct ForeignFile: UserError {
    let path: String
    var description: String {
      "'\(path)' stands where the site would write a file, and was not written by build-book: move it away, or name "
        + "another folder with --output"
    }
  }

  struct Changes: Sendable, Hashable {
    var written: [String] = []
    var removed: [String] = []
    var unchanged = 0
  }

  /// Makes the folder hold these files.
  ///
  /// - Parameter keeping: paths of an earlier build that stay although they are not among the files.
  func write(_ files: [SiteFile], keeping: (String) -> Bool) throws -> Changes {
    let listed = Set(manifest)
    let sorted = files.sorted { $0.path < $1.path }
    let pending = sorted.filter { content(of: $0.path) != $0.bytes }
    for file in pending where !listed.contains(file.path) && exists(file.path) {
      throw ForeignFile(path: full(file.path))
    }
    let current = Set(sorted.map(\.path))
    let kept = listed.subtracting(current).filter(keeping)
    let obsolete = listed.subtracting(current).subtracting(kept).sorted()
    var changes = Changes(
      written: pending.map(\.path), removed: obsolete.filter(exists), unchanged: files.count - pending.count)

    try AtomicFile.createFolder(path)
    // A build that is stopped half-way must find, next time, that all of these files are its own.
    try writeManifest(listed.union(current))
    for file in pending {
      try AtomicFile.createFolder((full(file.path) as NSString).deletingLastPathComponent)
      try AtomicFile.write(file.bytes, to: full(file.path))
    }
    for path in obsolete { remove(path) }
    try writeManifest(current.union(kept))
    changes.removed.sort()
    return changes
  }

  /// What the folder holds that is not as these files say, without writing anything.
  func differences(from files: [SiteFile], keeping: (String) -> Bool) -> [String] {
    let current = Set(files.map(\.path))
    let changed = files.filter { content(of: $0.path) != $0.bytes }.map(\.path)
    let obsolete = manifest.filter { !current.contains($0) && !keeping($0) && exists($0) }
    return (changed + obsolete).sorted()
  }

  // MARK: The list

  private var manifest: [String] {
    guard let bytes = content(of: Self.manifestName) else { return [] }
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst().map(String.init)
      // A list that somebody edited must not lead us out of the folder.
      .filter { !$0.hasPrefix("/") && !$0.split(separator: "/").contains("..") }
  }

  private func writeManifest(_ paths: Set<String>) throws {
    let text = "Files written by build-book; it removes no others.\n" + paths.sorted().map { $0 + "\n" }.joined()
    guard content(of: Self.manifestName) != Array(text.utf8) else { return }
    try AtomicFile.write(Array(text.utf8), to: full(Self.manifestName))
  }

  private func remove(_ file: String) {
    unlink(full(file))
    // Folders that have become empty go too, up to the site's own.
    var folder = (file as NSString).deletingLastPathComponent
    while !folder.isEmpty, rmdir(full(folder)) == 0 { folder = (folder as NSString).deletingLastPathComponent }
  }

  // MARK: Files

  private func full(_ file: String) -> String { path + "/" + file }
  private func exists(_ file: String) -> Bool { FileManager.default.fileExists(atPath: full(file)) }
  private func content(of file: String) -> [UInt8]? { try? AtomicFile.read(full(file)) }
}
