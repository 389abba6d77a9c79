import Glibc

/// Who started whom, as the system says.
enum ProcessTree {
  /// A process and all that it and those started, as long as these have not been left by who started them.
  static func tree(of roots: [pid_t]) -> [pid_t] {
    var found = roots
    var next = 0
    while next < found.count {
      let process = found[next]
      next += 1
      for thread in ProcessFiles.names(in: "/proc/\(process)/task") {
        found += children(ofThread: "/proc/\(process)/task/\(thread)").filter { !found.contains($0) }
      }
    }
    return found
  }

  /// The processes that a thread has to wait for.
  static func children(ofThread folder: String) -> [pid_t] {
    ProcessFiles.text(folder + "/children").split(separator: UInt8(ascii: " "))
      .compactMap { pid_t(String(decoding: $0, as: UTF8.self)) }
  }

  /// The process that started one.
  static func parent(of process: pid_t) -> pid_t? {
    let words = status(of: process)
    return words.count > 1 ? pid_t(String(decoding: words[1], as: UTF8.self)) : nil
  }

  /// Whether a process computes, rather than waiting for something.
  static func isComputing(_ process: pid_t) -> Bool { status(of: process).first?.elementsEqual("R".utf8) == true }

  /// What the system says of a process: its state, its parent and so on.
  private static func status(of process: pid_t) -> [ArraySlice<UInt8>] {
    // `number (name) state parent …`, and the name may have anything in it.
    let words = ProcessFiles.text("/proc/\(process)/stat").split(separator: UInt8(ascii: ")")).last
    return words?.split(separator: UInt8(ascii: " ")) ?? []
  }
}
