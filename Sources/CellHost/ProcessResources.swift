import CProcess
import Glibc

/// What a copy of this process would share with it, or lack: threads, children, open files with their positions, memory that is
/// written by both.
struct ProcessResources {
  private var threads = 0
  private var children = 0
  private var files: [String] = []
  private var sharedMemory = 0

  /// What stands in the way of a copy of a process that had only these at first.
  func obstacle(since first: ProcessResources) -> StateObstacle? {
    if threads != first.threads { return .threads }
    if children != first.children { return .processes }
    if files != first.files { return .files }
    return sharedMemory != first.sharedMemory ? .sharedMemory : nil
  }

  /// Those of this process.
  static func now() -> ProcessResources {
    var resources = ProcessResources()
    resources.threads = ProcessFiles.names(in: "/proc/self/task").count
    resources.children = ProcessTree.children(ofThread: "/proc/self/task/\(getpid())").count
    // The folder that is read is open itself meanwhile.
    resources.files = ProcessFiles.names(in: "/proc/self/fd").filter { fcntl(Int32($0) ?? -1, F_GETFD) >= 0 }.sorted()
    resources.sharedMemory = ProcessFiles.text("/proc/self/maps").split(separator: UInt8(ascii: "\n")).count { line in
      // `address-address rw-s offset …`
      guard let blank = line.firstIndex(of: UInt8(ascii: " ")) else { return false }
      let permissions = line[blank...].dropFirst().prefix(4)
      return permissions.last == UInt8(ascii: "s") && permissions.contains(UInt8(ascii: "w"))
    }
    return resources
  }
}
