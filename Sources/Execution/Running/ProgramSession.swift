import CellHost
import Synchronization

/// One program that is asked for again and again while its cells change: it goes on from the state before the first that is
/// another, and what stands above that is not run again.
///
/// The cell host keeps the states, each a process that sleeps. A state is only of use while everything is as it was: the code, the
/// limits, and the files that were read. What is kept of a report are the steps above the state from which the program went on.
final class ProgramSession: @unchecked Sendable {
  private let runner: ProgramRunner
  private let keepsStates: Bool
  /// The host that is to hear of a cancellation, while it runs something.
  private let running = Mutex<(host: HostConnection?, isCancelled: Bool)>((nil, false))
  // What follows belongs to whoever calls `run`, one after the other.
  private var host: HostConnection?
  /// The job that was done last, and what it gave.
  private var job: HostJob?
  private var report = ProgramRunner.Report()
  private var inputs: [Int: [ReadInput]] = [:]
  /// Steps that wrote, changed or removed files.
  private var writers: Set<Int> = []
  /// Steps that read something in a way that is not followed.
  private var unknownInputs: Set<Int> = []
  /// Whether this run is one in the place of another that could not go on.
  private var hasFailedBefore = false
  /// The segments before which a state is kept.
  private var kept: Set<Int> = []

  struct Cancelled: Error {}

  init(_ runner: ProgramRunner, keepsStates: Bool) {
    self.runner = runner
    self.keepsStates = keepsStates
  }

  /// Ends the run that is under way.
  func cancel() {
    running.withLock { running in
      guard let host = running.host else { return }
      running.isCancelled = true
      host.cancel()
    }
  }

  /// Whether something that was read has changed since.
  var hasChangedInputs: Bool { inputs.values.contains { $0.contains { !$0.isUnchanged } } }

  /// Something that was read; a file that has kept its size and its time of change is not read again to know that it is the same.
  private struct ReadInput {
    let input: RunInput
    let version: String

    init(_ access: Access) {
      input = RunInput(access)
      version = input.kind == .content ? RunInput.version(of: access.name) : ""
    }

    var isUnchanged: Bool {
      input.kind == .content && RunInput.version(of: input.name) == version || input.isUnchanged
    }
  }

  /// What a program gives, of which as little as possible is run.
  ///
  /// - Throws: `Cancelled` where it was.
  func run(_ next: HostJob, progress: (ProgramRunner.Progress) -> Void) throws -> ProgramRunner.Report {
    var next = runner.sandbox?.job(next) ?? next
    next.isSession = keepsStates
    let unchanged = unchangedSegments(of: next)
    if let job, unchanged == next.segments.count, unchanged == job.segments.count, report.end?.isComplete == true {
      return report
    }
    next.start = kept.filter { $0 <= unchanged }.max() ?? 0
    // What the cells that run again have left in files is no part of a state.
    let above = Set(next.segments[..<next.start].flatMap(\.steps))
    if !writers.isSubset(of: above) { next.start = 0 }
    var host = next.start > 0 || kept.contains(0) ? self.host : nil
    if let running = host, !running.send(next) { host = nil }
    if host == nil {
      next.start = 0
      let started = try runner.start()
      guard started.send(next) else { return ProgramRunner.Report() }
      self.host = started
      host = started
      kept = []
    }
    kept = kept.filter { $0 <= next.start }
    running.withLock { $0 = (host, false) }
    let fresh = runner.report(of: next, from: host!, progress: progress) { event in
      switch event {
      case .kept(let segment): kept.insert(segment)
      case .dropped(let segment): kept.remove(segment)
      default: break
      }
    }
    let isCancelled = running.withLock { running in
      defer { running = (nil, false) }
      return running.isCancelled
    }
    let stepsAbove = next.stepsAbove
    report = report.of(stepsAbove).adding(fresh)
    inputs = inputs.filter { stepsAbove.contains($0.key) }
    unknownInputs = unknownInputs.filter(stepsAbove.contains)
    writers = writers.filter(stepsAbove.contains)
    for access in fresh.accesses {
      if access.isInput { inputs[access.step, default: []].append(ReadInput(access)) }
      if access.kind == .write || access.kind == .change { writers.insert(access.step) }
      let hasChanged = access.kind == .read && RunInput.version(of: access.name) != access.version
      if access.kind == .unknown || hasChanged { unknownInputs.insert(access.step) }
    }
    job = next
    // A state that has gone, whatever ended it, is no failure of a cell: then the program runs from the top.
    let isLost = next.start > 0 && !isCancelled && fresh.outputs.isEmpty && fresh.end?.isComplete != true
    if isLost || fresh.end == nil && !isCancelled && !hasFailedBefore {
      self.host = nil
      kept = []
      hasFailedBefore = true
      defer { hasFailedBefore = false }
      return try run(next, progress: progress)
    }
    // A host that is gone keeps nothing.
    if fresh.end == nil || !keepsStates {
      self.host = nil
      kept = []
    }
    if isCancelled { throw Cancelled() }
    return report
  }

  /// How many segments of a job, from the first on, are those of the job before, and read what they read then.
  private func unchangedSegments(of next: HostJob) -> Int {
    guard let job, job.outputLimit == next.outputLimit, job.memoryLimit == next.memoryLimit, job.folder == next.folder
    else { return 0 }
    var count = 0
    while count < min(job.segments.count, next.segments.count), job.segments[count] == next.segments[count],
      job.limits(ofSegment: count) == next.limits(ofSegment: count)
    { count += 1 }
    let changed = (inputs.filter { $0.value.contains { !$0.isUnchanged } }.map(\.key) + unknownInputs).min()
    while count > 0, let changed, next.firstStep(of: count) > changed { count -= 1 }
    // A step of which a part stands above has to begin with that.
    while count > 0, count < next.segments.count, !next.segments[count].beginsStep { count -= 1 }
    return count
  }
}

extension HostJob {
  /// The first step that is not above a segment.
  fileprivate func firstStep(of segment: Int) -> Int {
    segments.indices.contains(segment) ? segments[segment].firstStep : Int.max
  }

  /// What of a job holds for the steps of one segment: their time, and the cells among them that must fail.
  fileprivate func limits(ofSegment segment: Int) -> [Limit] {
    segments[segment].steps.map { Limit(seconds: timeouts[$0], failing: failing[$0]) }
  }

  fileprivate struct Limit: Equatable {
    var seconds: Double?
    var failing: [Module]?
  }

  /// The steps of the segments that are left out.
  fileprivate var stepsAbove: Set<Int> { Set(segments[..<start].flatMap(\.steps)) }
}

extension ProgramRunner.Report {
  /// What was reported of some steps.
  fileprivate func of(_ steps: Set<Int>) -> ProgramRunner.Report {
    var part = ProgramRunner.Report()
    part.outputs = outputs.filter { steps.contains($0.key) }
    part.failingEnds = failingEnds.filter { steps.contains($0.key) }
    part.accesses = accesses.filter { steps.contains($0.step) }
    return part
  }

  fileprivate func adding(_ other: ProgramRunner.Report) -> ProgramRunner.Report {
    var sum = other
    sum.outputs.merge(outputs) { fresh, _ in fresh }
    sum.failingEnds.merge(failingEnds) { fresh, _ in fresh }
    sum.accesses = accesses + other.accesses
    return sum
  }
}

extension Access {
  /// Whether it read something that can have changed since.
  fileprivate var isInput: Bool {
    switch kind {
    case .read, .status, .list, .link, .destination, .walk, .environment: true
    case .write, .change, .unknown, .time, .random: false
    }
  }
}
