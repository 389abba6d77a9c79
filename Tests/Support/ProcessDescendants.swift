import Foundation

/// The processes that one has started, and those that these have started.
package struct ProcessDescendants {
  package let numbers: [Int32]
  package let names: [String]

  package init(of process: Int32) {
    var found = [process]
    var index = 0
    while index < found.count {
      let tasks = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(found[index])/task")) ?? []
      for task in tasks {
        let children = try? String(contentsOfFile: "/proc/\(found[index])/task/\(task)/children", encoding: .utf8)
        found += (children ?? "").split(separator: " ").compactMap { Int32($0) }
      }
      index += 1
    }
    numbers = Array(found.dropFirst())
    names = numbers.compactMap { number in
      (try? String(contentsOfFile: "/proc/\(number)/comm", encoding: .utf8))?.trimmingCharacters(in: .newlines)
    }
  }

  /// Those that run still; one that has ended and that nobody has waited for does not.
  package var alive: [String] {
    zip(numbers, names).compactMap { number, name in
      guard let state = try? String(contentsOfFile: "/proc/\(number)/stat", encoding: .utf8),
        let rest = state.components(separatedBy: ") ").last, !rest.hasPrefix("Z")
      else { return nil }
      return name
    }
  }
}
