import CellHost
import Foundation
import Storage

/// Something that cells read of the world around them, and what it was: a result holds for as long as it is the same.
struct RunInput: Codable, Sendable, Hashable {
  enum Kind: String, Codable, Sendable {
    /// The content of a file.
    case content
    /// Whether something is there, and what.
    case status
    /// The names in a folder.
    case names
    /// The name that a link holds.
    case link
    /// Where a path leads through all links.
    case destination
    /// The names in a folder and in all below it.
    case tree
    /// A variable of the environment.
    case variable
  }

  /// What was read, of whatever value.
  struct Source: Hashable {
    var kind: Kind
    var name: String

    init(kind: Kind, name: String) {
      self.kind = kind
      self.name = name
    }

    init(_ access: Access) {
      kind =
        switch access.kind {
        case .read: .content
        case .list: .names
        case .environment: .variable
        case .link: .link
        case .destination: .destination
        case .walk: .tree
        default: .status
        }
      name = access.name
    }
  }

  var kind: Kind
  var name: String
  var value: String
  /// The step that asked for it first.
  var step: Int

  var source: Source { Source(kind: kind, name: name) }

  init(_ access: Access) {
    let source = Source(access)
    kind = source.kind
    name = source.name
    value = Self.value(kind, name)
    step = access.step
  }

  var isUnchanged: Bool { Self.value(kind, name) == value }

  private static func value(_ kind: Kind, _ name: String) -> String {
    switch kind {
    case .content: (try? Cache.digest(ofFile: name)) ?? "none"
    case .names:
      ((try? FileManager.default.contentsOfDirectory(atPath: name)) ?? []).sorted().joined(separator: "/")
    case .variable: ProcessInfo.processInfo.environment[name] ?? ""
    case .status: status(of: name)
    case .link: (try? FileManager.default.destinationOfSymbolicLink(atPath: name)) ?? "none"
    case .destination:
      destination(of: name) ?? "none"
    case .tree:
      Cache.digest(
        Array(
          ((try? FileManager.default.subpathsOfDirectory(atPath: name)) ?? []).sorted().joined(separator: "\0").utf8))
    }
  }

  private static func destination(of path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  private static func status(of path: String) -> String {
    var status = stat()
    guard lstat(path, &status) == 0 else { return "none" }
    switch status.st_mode & S_IFMT {
    case S_IFREG:
      let changed = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
      return "file of \(status.st_size) bytes, mode \(status.st_mode), changed \(changed)"
    case S_IFLNK:
      return "link to \((try? FileManager.default.destinationOfSymbolicLink(atPath: path)) ?? "")"
    case S_IFDIR: return "folder, mode \(status.st_mode)"
    default: return "other"
    }
  }

  /// What distinguishes a file from the same file after a change, as the cell host notes it.
  static func version(of path: String) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { return "" }
    return "\(status.st_size):\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
  }
}
