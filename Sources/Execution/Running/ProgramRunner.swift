import Book
import CellHost
import Foundation
import Outputs

/// Starts a cell host for a compiled program and listens to it.
struct ProgramRunner {
  /// The path of the cell host.
  let host: String
  let limits: BookConfiguration.Limits
  /// nil where cells run with the user's rights.
  let sandbox: ChapterSandbox?
  /// How programs are begun.
  var conditions = HostJob.Conditions()
  /// Whether programs can change files.
  var allowsChanges = true

  /// What the cell host reported.
  struct Report {
    var outputs: [Int: StepOutput] = [:]
    var failingEnds: [Int: ProcessEnd] = [:]
    /// The step whose code could not be loaded, and the loader's words.
    var loadFailures: [Int: String] = [:]
    var accesses: [Access] = []
    /// How long each step took that came to an end.
    var seconds: [Int: Double] = [:]
    /// nil where the host itself went away.
    var end: ProcessEnd?
  }

  /// What is heard before the report is whole.
  enum Progress {
    /// Cells run again that are as they were, and why.
    case restarted(Restart)
    case began(step: Int)
    /// What it has given, by its end or so far.
    case gave(step: Int, StepOutput)
  }

  /// - Parameter cancellation: ends the program before its time; nil where nobody will.
  func run(_ job: HostJob, _ cancellation: Cancellation?, progress: (Progress) -> Void) throws -> Report {
    var job = job
    job.conditions = conditions
    if !allowsChanges { job.scratchStart = 0 }
    if let threads = conditions.threads {
      // Fewer processors need more time.
      let factor = max(1, ProcessInfo.processInfo.activeProcessorCount / threads)
      job.timeouts = job.timeouts.mapValues { $0 * Double(factor) }
    }
    let host = try start()
    // The host ends when nobody holds the connection any more.
    return try cancellation.ending(by: host.end) {
      host.send(sandbox?.job(job) ?? job) ? report(of: job, from: host, progress: progress) : Report()
    }
  }

  /// Starts a cell host, which waits for its job.
  func start() throws -> HostConnection {
    let command = sandbox?.cellHost(host, memoryLimit: limits.memory) ?? (path: host, arguments: [])
    return HostConnection(
      try ChildProcess(
        command.path, command.arguments, name: sandbox == nil ? CellHost.programName : nil,
        environment: CellHost.environment + foundVariables,
        mergingErrors: false, diesWithThread: false, hasFixedAddresses: true))
  }

  /// Listens to a host until it has done a job, or is not there any more.
  func report(
    of job: HostJob, from host: HostConnection, progress: (Progress) -> Void, keeps: (HostEvent) -> Void = { _ in }
  ) -> Report {
    var report = Report()
    var start = DispatchTime.now()
    // Of a step that fails what was shown last stays until its failure is known.
    var ended: Int?
    func showEnded() {
      if let step = ended, let output = report.outputs[step] { progress(.gave(step: step, output)) }
      ended = nil
    }
    while report.end == nil, let event = host.next() {
      switch event {
      case .began(let step):
        showEnded()
        start = .now()
        if job.timeouts[step] != nil { progress(.began(step: step)) }
      case .showed(let step, let output): progress(.gave(step: step, output))
      case .ended(let step, let output):
        report.outputs[step] = output
        report.seconds[step] = Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) * 1e-9
        ended = step
      case .failingEnded(let step, let end):
        report.failingEnds[step] = end
        ended = nil
      case .notLoaded(let step, let words): report.loadFailures[step] = words
      case .asked(let accesses): report.accesses = accesses.filter { sandbox?.isOwn($0.name) != true }
      case .kept:
        // The step above it has not failed.
        showEnded()
        keeps(event)
      case .notKept: keeps(event)
      case .finished(let end):
        report.end = end
        if end.isComplete { showEnded() }
      }
    }
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
}
