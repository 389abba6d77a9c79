import Foundation

/// What a process holds, to see whether many edits leave something behind.
package struct ProcessUse {
  /// In KiB.
  package var memory = 0
  /// Those below it.
  package var processes = 0
  package var openFiles = 0

  package init(of id: Int32) {
    let status = (try? String(contentsOfFile: "/proc/\(id)/status", encoding: .utf8)) ?? ""
    let words = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    memory = words.flatMap { Int($0.filter(\.isNumber)) } ?? 0
    var tree = [id]
    var next = 0
    while next < tree.count {
      for task in (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(tree[next])/task")) ?? [] {
        let path = "/proc/\(tree[next])/task/\(task)/children"
        tree += ((try? String(contentsOfFile: path, encoding: .utf8)) ?? "").split(separator: " ").compactMap {
          Int32($0)
        }
      }
      next += 1
    }
    processes = tree.count - 1
    openFiles = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(id)/fd").count) ?? 0
  }
}
