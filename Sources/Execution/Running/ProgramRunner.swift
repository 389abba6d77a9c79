import Book
import CellHost
import Foundation

/// Starts a cell host for a compiled program and listens to it.
struct ProgramRunner {
  /// The path of the cell host.
  let host: String
  let limits: BookConfiguration.Limits
  /// nil where cells run with the user's rights.
  let sandbox: ChapterSandbox?

  /// What the cell host reported.
  struct Report {
    var outputs: [Int: StepOutput] = [:]
    var failingEnds: [Int: ProcessEnd] = [:]
    /// The step whose code could not be loaded, and the loader's words.
    var loadFailures: [Int: String] = [:]
    var accesses: [Access] = []
    /// nil where the host itself went away.
    var end: ProcessEnd?
  }

  func run(_ job: HostJob, began: (Int) -> Void) throws -> Report {
    let command = sandbox?.cellHost(host, memoryLimit: limits.memory) ?? (path: host, arguments: [])
    let child = try ChildProcess(
      command.path, command.arguments, name: sandbox == nil ? CellHost.programName : nil,
      environment: CellHost.environment + foundVariables,
      mergingErrors: false, diesWithThread: false, hasFixedAddresses: true)
    let isWritten = (sandbox?.job(job) ?? job).message.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = write(child.input, bytes.baseAddress! + written, bytes.count - written)
        if count >= 0 { written += count } else if errno != EINTR { return false }
      }
      return true
    }
    var report = Report()
    if isWritten {
      // What cannot be understood ends the conversation, and with it the host.
      try? forEachEvent(of: child.output) { event in
        switch event {
        case .began(let step): if job.timeouts[step] != nil { began(step) }
        case .ended(let step, let record): report.outputs[step] = StepOutput(record)
        case .failingEnded(let step, let end): report.failingEnds[step] = end
        case .notLoaded(let step, let words): report.loadFailures[step] = words
        case .asked(let accesses):
          report.accesses = accesses.filter { sandbox?.isOwn($0.name) != true }
        case .finished(let end): report.end = end
        }
      }
    }
    close(child.input)
    close(child.output)
    _ = child.waitForEnd()
    return report
  }

  /// The variables whose values depend on where the cells run.
  private var foundVariables: [String] {
    let given = sandbox == nil ? [] : Sandbox.environment
    let inherited = ProcessInfo.processInfo.environment.filter { name, _ in
      CellHost.inheritedVariables.contains(name) && !given.contains { $0.hasPrefix(name + "=") }
    }
    return given + inherited.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
  }

  private func forEachEvent(of descriptor: Int32, _ body: (HostEvent) -> Void) throws {
    var pending = [UInt8]()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return }
      pending += chunk[..<count]
      var start = 0
      while pending.count - start >= 4 {
        let size = pending[start..<(start + 4)].withUnsafeBytes { Int($0.loadUnaligned(as: UInt32.self)) }
        guard size < 1 << 30 else { throw WireReader.Malformed() }
        guard pending.count - start - 4 >= size else { break }
        body(try HostEvent(pending[(start + 4)..<(start + 4 + size)]))
        start += 4 + size
      }
      pending.removeFirst(start)
    }
  }
}
