import Book
import Foundation
import Storage

/// Starts a cell host for a compiled program and listens to it.
struct ProgramRunner {
  /// The tool itself, which is started again as the cell host.
  let executable: String
  let limits: BookConfiguration.Limits
  let folder: String

  struct Outcome {
    var outputs: [Int: StepOutput] = [:]
    var failingEnds: [Int: ProcessEnd] = [:]
    /// The step whose code could not be loaded, and the loader's words.
    var loadFailures: [Int: String] = [:]
    /// nil where the host itself went away.
    var end: ProcessEnd?
  }

  func run(_ job: HostJob, began: (Int) -> Void) throws -> Outcome {
    let home = ProcessInfo.processInfo.environment.filter { ["HOME", "PATH", "TMPDIR", "USER"].contains($0.key) }
    let child = try ChildProcess(
      executable, ["cell-host"],
      environment: CellHost.environment + home.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" },
      mergingErrors: false, diesWithThread: false, hasFixedAddresses: true)
    var line = try JSONEncoder().encode(job)
    line.append(UInt8(ascii: "\n"))
    let isWritten = line.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = write(child.input, bytes.baseAddress! + written, bytes.count - written)
        if count >= 0 { written += count } else if errno != EINTR { return false }
      }
      return true
    }
    var outcome = Outcome()
    if isWritten {
      forEachLine(of: child.output) { line in
        guard let event = try? JSONDecoder().decode(HostEvent.self, from: line) else { return }
        switch event {
        case .began(let step): began(step)
        case .ended(let step, let record): outcome.outputs[step] = record
        case .failingEnded(let step, let end): outcome.failingEnds[step] = end
        case .notLoaded(let step, let words): outcome.loadFailures[step] = words
        case .finished(let end): outcome.end = end
        }
      }
    }
    close(child.input)
    close(child.output)
    _ = child.waitForEnd()
    return outcome
  }

  private func forEachLine(of descriptor: Int32, _ body: (Data) -> Void) {
    var pending = [UInt8]()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return }
      pending += chunk[..<count]
      guard pending.last == UInt8(ascii: "\n") || chunk[..<count].contains(UInt8(ascii: "\n")) else { continue }
      var start = 0
      while let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) {
        body(Data(pending[start..<end]))
        start = end + 1
      }
      pending.removeFirst(start)
    }
  }
}
