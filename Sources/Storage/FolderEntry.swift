import Glibc

/// Something in a folder.
package struct FolderEntry: Sendable, Hashable {
  /// Bytes of the name that are not UTF-8 are U+FFFD.
  package let name: String
  package let isUTF8: Bool
  /// Whether it is a folder, and no link to one.
  package let isFolder: Bool

  /// What a folder holds, in no order; nothing where it cannot be read.
  package static func all(in folder: String) -> [FolderEntry] {
    guard let directory = opendir(folder.isEmpty ? "." : folder) else { return [] }
    defer { closedir(directory) }
    var entries = [FolderEntry]()
    while let entry = readdir(directory) {
      let (name, isUTF8) = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) {
          (String(cString: $0), String(validatingCString: $0) != nil)
        }
      }
      guard name != ".", name != ".." else { continue }
      entries.append(FolderEntry(name: name, isUTF8: isUTF8, isFolder: entry.pointee.d_type == DT_DIR))
    }
    return entries
  }
}
