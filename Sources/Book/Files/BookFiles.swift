import Glibc
import Storage

/// The files of a book's folder, and none outside of it, whatever symbolic links say.
package struct BookFiles: Sendable {
  /// The absolute path of the book's folder.
  package let folder: String
  /// The same without symbolic links.
  private let resolvedFolder: String
  /// What stands in texts, by their paths relative to the folder, in the place of what their files hold: an editor may know better.
  package var texts: [String: [UInt8]]

  package init(_ folder: String, texts: [String: [UInt8]] = [:]) {
    self.folder = folder
    self.texts = texts
    resolvedFolder = AtomicFile.resolvingLinks(folder)
  }

  /// What a path names.
  package enum Status: Sendable, Hashable {
    case file
    case missing
    /// A file that lies outside of the book's folder.
    case outside
    /// Neither a file nor a folder: a pipe, a socket, a device, or a link that leads nowhere.
    case special
  }

  /// Whether a path names a file, be it through symbolic links.
  package static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether a file of this name describes a folder, and is a chapter only where it is listed.
  package static func isReadme(_ name: String) -> Bool { name.lowercased() == "readme.md" }

  /// Whether a path names something other than a folder: a file, or what stands where one could.
  package static func isNoFolder(_ path: String) -> Bool {
    var status = stat()
    if stat(path, &status) == 0 { return status.st_mode & S_IFMT != S_IFDIR }
    return lstat(path, &status) == 0
  }

  /// What a path names, relative to the book's folder.
  package func status(of path: String) -> Status {
    let full = Path.join(folder, path)
    guard !path.utf8.contains(0), Self.isNoFolder(full) else { return .missing }
    guard Self.isFile(full) else { return .special }
    return contains(path) ? .file : .outside
  }

  /// Whether what a path names, a file or a folder, lies in the book's folder; of one that is not there, whether it would.
  package func contains(_ path: String) -> Bool {
    let resolved = AtomicFile.resolvingLinks(inPath: Path.join(folder, path))
    return resolved == resolvedFolder || resolved.hasPrefix(resolvedFolder == "/" ? "/" : resolvedFolder + "/")
  }

  /// The names of what is no folder in a folder, relative to the book's; none where it cannot be read. Bytes of a name that are not
  /// UTF-8 are U+FFFD; of a file with such a name the status is `missing`.
  package func names(in subfolder: String = "") -> [String] {
    FolderEntry.all(in: Path.join(folder, subfolder)).filter { entry in
      Self.isNoFolder(Path.join(Path.join(folder, subfolder), entry.name)) || !entry.isUTF8 && !entry.isFolder
    }.map(\.name)
  }

  /// The bytes of a text that a chapter includes; nil where it cannot be read.
  package func text(_ path: String) -> [UInt8]? {
    guard status(of: path) == .file else { return nil }
    return try? texts[path] ?? AtomicFile.read(Path.join(folder, path), limit: 16 << 20)
  }

  /// What a figure file holds; nil where it cannot be read or lies outside of the book.
  package func figure(_ path: String) -> String? {
    guard status(of: path) == .file else { return nil }
    return (try? AtomicFile.read(Path.join(folder, path))).map { String(decoding: $0, as: UTF8.self) }
  }
}
