import Book
import Exports
import Foundation
import Site
import Storage
import Text

/// The folder that a site is written to, with the list of what we wrote there.
///
/// Nothing that is not on the list is ever overwritten or removed: whatever else lies in the folder belongs to somebody. Nothing outside
/// of the folder is touched either: no symbolic link in it is followed.
package struct SiteFolder {
  let path: String
  /// The absolute path of the book's folder.
  let bookFolder: String
  /// The folder, the site's own or one above it, below which no symbolic link is followed.
  let linkFreeFolder: String
  /// What is written there.
  let purpose: Purpose

  /// What is written to such a folder.
  enum Purpose: Sendable, Hashable {
    case site
    case export(ExportFormat)

    /// What the list says of it: nothing of a site.
    var format: String? { if case .export(let format) = self { format.rawValue } else { nil } }
    var kind: String { if case .export = self { "an export" } else { "a site" } }
    var words: String { if case .export(let format) = self { "the export to \(format.rawValue)" } else { "the site" } }
  }

  /// - Parameter linkFreeFolder: by default the site's own: the user has said where it is.
  package init(path: String, bookFolder: String, linkFreeFolder: String? = nil) {
    self.init(path: path, bookFolder: bookFolder, linkFreeFolder: linkFreeFolder, purpose: .site)
  }

  init(path: String, bookFolder: String, linkFreeFolder: String? = nil, purpose: Purpose) {
    self.path = path
    self.bookFolder = bookFolder
    self.linkFreeFolder = linkFreeFolder ?? path
    self.purpose = purpose
  }

  struct Changes: Sendable, Hashable {
    var written: [String] = []
    var removed: [String] = []
    var unchanged = 0
  }

  /// A site that cannot be written where it was to be.
  struct Refusal: UserError, Hashable {
    let description: String

    static func foreignFile(_ path: String, _ purpose: Purpose) -> Refusal {
      Refusal(
        description:
          "'\(path)' stands where \(purpose.words) would write a file, and was not written by build-book: move it away, "
          + "or name another folder with --output")
    }

    static func otherContent(_ folder: String, _ purpose: Purpose) -> Refusal {
      Refusal(
        description:
          "build-book wrote something else to '\(folder)' than \(purpose.words): name another folder with --output")
    }

    static func link(_ path: String, _ purpose: Purpose) -> Refusal {
      Refusal(
        description:
          "'\(path)' is a symbolic link, and \(purpose.kind) is not written through links: remove it, or name another folder "
          + "with --output")
    }

    static func otherBook(_ book: String, site: String) -> Refusal {
      Refusal(
        description:
          "the site in '\(site)' is that of another book, the one in '\(book)': name another folder with --output "
          + "or with 'site:' in book.yml, or remove that site")
    }
  }

  /// Whether a site was written here.
  package var exists: Bool { manifest != nil }

  /// Throws where the site of another book is here.
  func refuseOtherBooks() throws(Refusal) {
    if let manifest, manifest.format != purpose.format { throw .otherContent(path, purpose) }
    guard let book = manifest?.book, book != self.book else { return }
    throw .otherBook(Path.normalise(Path.join(path, book)), site: path)
  }

  /// Makes the folder hold these files.
  ///
  /// - Parameter keeping: paths of an earlier build that stay although they are not among the files.
  func write(_ files: [SiteFile], keeping: (String) -> Bool) throws -> Changes {
    let listed = Set(manifest?.files ?? [])
    let sorted = files.sorted { $0.path < $1.path }
    let current = Set(sorted.map(\.path))
    let kept = listed.subtracting(current).filter(keeping)
    let obsolete = listed.subtracting(current).subtracting(kept).sorted()
    for file in [SiteManifest.name] + sorted.map(\.path) + obsolete {
      if let link = link(in: file) { throw Refusal.link(link, purpose) }
    }
    if manifest == nil, exists(SiteManifest.name) { throw Refusal.foreignFile(full(SiteManifest.name), purpose) }
    let pending = changed(sorted)
    for file in pending where !listed.contains(file.path) && exists(file.path) {
      throw Refusal.foreignFile(full(file.path), purpose)
    }
    let changes = Changes(
      written: pending.map(\.path), removed: obsolete.filter(exists), unchanged: files.count - pending.count)

    try AtomicFile.createFolder(path)
    for folder in Set(([SiteManifest.name] + sorted.map(\.path) + listed).map { Path.folder(of: $0) }) {
      TemporaryName.removeAbandoned(in: full(folder))
    }
    // A build that is stopped half-way must find, next time, that all of these files are its own.
    try writeManifest(listed.union(current))
    for file in pending {
      try AtomicFile.createFolder(Path.folder(of: full(file.path)))
      // The next build compares every byte, and writes again what is not right.
      try AtomicFile.write(file.bytes, to: full(file.path), isReplaceable: true)
    }
    for path in obsolete { remove(path) }
    try writeManifest(current.union(kept))
    return changes
  }

  /// Removes the files that we wrote, the list of them last, and folders that have become empty.
  func removeAll() throws -> RemovedFiles {
    var removed = RemovedFiles()
    guard let manifest else { return removed }
    for file in [SiteManifest.name] + manifest.files {
      if let link = link(in: file) { throw Refusal.link(link, purpose) }
    }
    for folder in Set(([SiteManifest.name] + manifest.files).map { Path.folder(of: $0) }) {
      removed += TemporaryName.removeAbandoned(in: full(folder))
    }
    for file in manifest.files + [SiteManifest.name] {
      var status = stat()
      guard lstat(full(file), &status) == 0 else { continue }
      remove(file)
      if !exists(file) { removed.add(bytes: Int(status.st_size)) }
    }
    rmdir(path)
    return removed
  }

  /// What the folder holds that is not as these files say, without writing anything.
  func differences(from files: [SiteFile], keeping: (String) -> Bool) -> [String] {
    let current = Set(files.map(\.path))
    let changed = changed(files).map(\.path)
    let obsolete = (manifest?.files ?? []).filter { !current.contains($0) && !keeping($0) && exists($0) }
    return (changed + obsolete).sorted()
  }

  // MARK: The list

  private var manifest: SiteManifest? { content(of: SiteManifest.name).flatMap(SiteManifest.init) }

  /// The book's folder as the site's sees it, wherever both are moved together.
  private var book: String {
    Path.reference(to: AtomicFile.resolvingLinks(bookFolder), from: AtomicFile.resolvingLinks(inPath: path))
  }

  private func writeManifest(_ paths: Set<String>) throws {
    let bytes = SiteManifest(book: book, format: purpose.format, files: paths.sorted()).bytes
    guard content(of: SiteManifest.name) != bytes else { return }
    try AtomicFile.write(bytes, to: full(SiteManifest.name))
  }

  private func remove(_ file: String) {
    unlink(full(file))
    // Folders that have become empty go too, up to the site's own.
    var folder = Path.folder(of: file)
    while !folder.isEmpty, rmdir(full(folder)) == 0 { folder = Path.folder(of: folder) }
  }

  // MARK: Files

  /// Those of which the folder holds something else, or nothing.
  private func changed(_ files: [SiteFile]) -> [SiteFile] {
    zip(files, files.mappedSideBySide { content(of: $0.path) == $0.bytes }).filter { !$0.1 }.map(\.0)
  }

  private func full(_ file: String) -> String { path + "/" + file }

  private func kind(of path: String) -> mode_t? {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_mode & S_IFMT : nil
  }

  private func exists(_ file: String) -> Bool { kind(of: full(file)) != nil }

  /// The first symbolic link on the way to a file, the file among them.
  private func link(in file: String) -> String? {
    var path = linkFreeFolder == "/" ? "" : linkFreeFolder
    for part in full(file).utf8.dropFirst(path.utf8.count).split(separator: UInt8(ascii: "/")).map({ String($0)! }) {
      path += "/" + part
      guard let kind = kind(of: path) else { return nil }
      if kind == S_IFLNK { return path }
    }
    return nil
  }

  private func content(of file: String) -> [UInt8]? { link(in: file) == nil ? try? AtomicFile.read(full(file)) : nil }
}
