/// Paths as text, with `/` between their parts.
package enum Path {
  package static func join(_ folder: String, _ path: String) -> String {
    if path.hasPrefix("/") || folder.isEmpty { return path }
    return folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// Without `.`, without empty parts and with `..` resolved where there is something to leave.
  package static func normalise(_ path: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    var parts = [Substring]()
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else if part != ".." || !isAbsolute {
        parts.append(part)
      }
    }
    let joined = (isAbsolute ? "/" : "") + parts.joined(separator: "/")
    return joined.isEmpty ? "." : joined
  }

  /// The folder of a file; empty for a bare name.
  package static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  package static func file(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return path }
    return String(path[path.utf8.index(after: slash)...])
  }

  /// The file's name without its last extension.
  package static func name(of path: String) -> String {
    let file = file(of: path)
    guard let dot = file.utf8.lastIndex(of: UInt8(ascii: ".")), dot != file.startIndex else { return file }
    return String(file[..<dot])
  }

  /// The path without the last extension of its file.
  package static func withoutExtension(_ path: String) -> String {
    join(folder(of: path), name(of: path))
  }

  /// How a file in `folder` names another one; both paths are relative to the same folder, and do not leave it.
  package static func reference(to path: String, from folder: String) -> String {
    relative("/root/" + path, to: "/root/" + folder)
  }

  /// An absolute path as people who work in `folder` write it.
  package static func relative(_ path: String, to folder: String) -> String {
    let target = normalise(path).split(separator: "/")
    let start = normalise(folder).split(separator: "/")
    var shared = 0
    while shared < target.count, shared < start.count, target[shared] == start[shared] { shared += 1 }
    if shared == 0 { return normalise(path) }
    let parts = Array(repeating: "..", count: start.count - shared) + target[shared...].map(String.init)
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}
