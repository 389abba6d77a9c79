import CProcess
import Glibc

/// The memory that a process and all that it started hold together, shared memory counted once.
///
/// A limit of the system holds for one process and for what is its own. This is measured, so that it holds for children and
/// for shared memory too: from numbers that the system keeps anyway, and page by page only where these are not enough to tell.
struct MemoryUse {
  let limit: Int
  /// A file in memory that is not the cells', by its number.
  let ownFile: UInt64

  /// - Parameter notes: the file in memory that is not the cells'.
  init(limit: Int, notes: Int32) {
    self.limit = limit
    var status = stat()
    ownFile = fstat(notes, &status) == 0 ? Self.identity(status) : 0
  }

  /// Whether these processes hold more than the limit.
  func isOver(_ processes: [pid_t]) -> Bool {
    // What two of them share is counted twice here: if even that is little, it is enough to know.
    let upperBound = processes.reduce(0) {
      $0 + Self.kilobytes(["RssAnon", "RssShmem", "VmSwap"], of: $1, in: "status")
    }
    // A process that begins another program while it is looked at seems to have no pages in one file and all of them in the
    // next. Looked at again, it does not.
    if upperBound > limit >> 10, privateAndShared(processes) > limit >> 10, privateAndShared(processes) > limit >> 10 {
      return true
    }
    return openFiles(of: processes) > limit
  }

  /// Each page divided by the number of processes that have it, in kilobytes.
  private func privateAndShared(_ processes: [pid_t]) -> Int {
    processes.reduce(0) { sum, process in
      let parts = Self.kilobytes(["Pss_Anon", "Pss_Shmem", "SwapPss"], of: process, in: "smaps_rollup")
      // A process that hides its pages has them to itself.
      return sum + (parts > 0 ? parts : Self.kilobytes(["RssAnon", "RssShmem", "VmSwap"], of: process, in: "status"))
    }
  }

  /// The bytes of files that lie in memory and that no page of a process need show: written, not mapped.
  private func openFiles(of processes: [pid_t]) -> Int {
    var sizes: [UInt64: Int] = [:]
    for process in processes {
      for name in ProcessFiles.names(in: "/proc/\(process)/fd") {
        var status = stat()
        guard stat("/proc/\(process)/fd/\(name)", &status) == 0, status.st_mode & S_IFMT == S_IFREG,
          Self.identity(status) != ownFile, colophon_is_in_memory("/proc/\(process)/fd/\(name)") != 0
        else { continue }
        sizes[Self.identity(status)] = Int(status.st_blocks) * 512
      }
    }
    return sizes.values.reduce(0, +)
  }

  private static func identity(_ file: stat) -> UInt64 { UInt64(file.st_dev) << 40 ^ UInt64(file.st_ino) }

  /// The sum of lines `Name: 123 kB`.
  private static func kilobytes(_ names: [String], of process: pid_t, in file: String) -> Int {
    var sum = 0
    for line in ProcessFiles.text("/proc/\(process)/\(file)").split(separator: UInt8(ascii: "\n")) {
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")),
        names.contains(where: { line[..<colon].elementsEqual($0.utf8) })
      else { continue }
      let digits = line[colon...].filter { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      sum += Int(String(decoding: digits, as: UTF8.self)) ?? 0
    }
    return sum
  }
}
