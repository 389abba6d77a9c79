import CellHost

/// One program that is asked for again and again while its cells change: it goes on from the state before the first that is
/// another, and what stands above that is not run again.
///
/// The cell host keeps the states, each a process that sleeps. A state is only of use while everything is as it was: the code, the
/// limits, and the files that were read. What is kept of a report are the steps above the state from which the program went on.
final class ProgramSession: @unchecked Sendable {
  private let runner: ProgramRunner
  private let keepsStates: Bool
  private let turns: ProgramTurns
  private var host: HostConnection?
  /// The job that was done last, and what it gave.
  private var job: HostJob?
  private var report = ProgramRunner.Report()
  private var inputs: [Int: [ReadInput]] = [:]
  /// Steps that wrote, changed or removed files.
  private var writers: Set<Int> = []
  /// Steps that read something in a way that is not followed.
  private var unknownInputs: Set<Int> = []
  /// The segments before which a state is kept, and why it is not before others.
  private var kept: Set<Int> = []
  private var obstacles: [Int: StateObstacle] = [:]
  /// Whether the last run was cancelled, so that the states below where it came to were never made.
  private var wasCancelled = false

  init(_ runner: ProgramRunner, keepsStates: Bool) {
    self.runner = runner
    self.keepsStates = keepsStates
    turns = ProgramTurns(keepsStates: keepsStates)
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
  /// Another thread may ask for it while it runs. Then what runs goes on as far as the next program has the same, and that one from there.
  ///
  /// - Parameter known: steps whose results are known from elsewhere.
  /// - Throws: `Cancellation.Cancelled`, also where another program has taken its place; the states before the cell that it had come to are
  ///   kept.
  func run(
    _ next: HostJob, known: Set<Int> = [], cancellation: Cancellation?,
    progress: (ProgramRunner.Progress) -> Void
  ) throws -> ProgramRunner.Report {
    var isExplained = false
    let takeOver = { (event: ProgramRunner.Progress) in
      if case .began(let step) = event, known.contains(step), !isExplained {
        isExplained = true
        progress(.restarted(Restart(step: step, cause: .notYetRun)))
      }
      progress(event)
    }
    return try turns.take(prepared(next), cancellation, progress: takeOver) { hasFollowed in
      if let end = knownEnd(of: prepared(next), hasFollowed: hasFollowed) { return end }
      return try run(
        next, known: known, cancellation: cancellation, isSecondAttempt: false,
        progress: { if !turns.takes($0) { progress($0) } })
    }
  }

  /// What the last run gave, where it ended badly and a program would do so again that is the same down to there: by what the code says,
  /// or just now, while this one waited for it.
  private func knownEnd(of next: HostJob, hasFollowed: Bool) -> ProgramRunner.Report? {
    guard job != nil, !wasCancelled, let end = report.end, !end.isComplete else { return nil }
    let isSame = next.segments[..<unchangedSegments(of: next).count].contains { $0.steps.contains(end.step) }
    let isLikely = !report.accesses.contains { $0.kind == .time || $0.kind == .random }
    return isSame && (hasFollowed || end.isByCode && isLikely) ? report : nil
  }

  private func run(
    _ next: HostJob, known: Set<Int>, cancellation: Cancellation?, isSecondAttempt: Bool,
    progress: (ProgramRunner.Progress) -> Void
  ) throws -> ProgramRunner.Report {
    try cancellation?.check()
    var next = prepared(next)
    let unchanged = unchangedSegments(of: next)
    if let job, unchanged.count == next.segments.count, unchanged.count == job.segments.count,
      report.end?.isComplete == true
    {
      return report
    }
    next.start = kept.filter { $0 <= unchanged.count }.max() ?? 0
    // What the cells that run again have left in files is no part of a state.
    let above = Set(next.segments[..<next.start].flatMap(\.steps))
    let written = writers.subtracting(above)
    if !written.isEmpty { next.start = 0 }
    if let restart = restart(of: next, unchanged, written: written, known: known) { progress(.restarted(restart)) }
    let host = try begin(&next)
    guard let host else { return ProgramRunner.Report() }
    kept = kept.filter { $0 <= next.start }
    obstacles = obstacles.filter { $0.key <= next.start }
    let (fresh, isCancelled) = try listen(to: host, next, cancellation, progress)
    take(fresh, of: next)
    job = next
    wasCancelled = isCancelled
    // A state that has gone, whatever ended it, is no failure of a cell: then the program runs from the top.
    let isLost = next.start > 0 && !isCancelled && fresh.hasNotBegun
    if isLost || fresh.end == nil && !isCancelled && !isSecondAttempt {
      forgetHost()
      return try run(next, known: known, cancellation: cancellation, isSecondAttempt: true, progress: progress)
    }
    // A host that is gone keeps nothing.
    if fresh.end == nil || !keepsStates { forgetHost() }
    if isCancelled { throw Cancellation.Cancelled() }
    return report
  }

  /// Sends a job to the host that keeps the state from which it goes on, or to a new one; nil where that takes none.
  private func begin(_ next: inout HostJob) throws -> HostConnection? {
    if next.start > 0 || kept.contains(0), let host {
      guard turns.begins(at: next.start, in: host) else { throw Cancellation.Cancelled() }
      if host.send(next) { return host }
    }
    next.start = 0
    let started = try runner.start()
    guard turns.begins(at: 0, in: started) else { throw Cancellation.Cancelled() }
    guard started.send(next) else { return nil }
    forgetHost()
    host = started
    return started
  }

  /// What a program gives whose last segments are only tried, with what is known of those above. Neither what this session knows nor
  /// the states that it keeps become others.
  ///
  /// - Throws: `Cancellation.Cancelled`.
  func evaluate(
    _ next: HostJob, scratchStart: Int, cancellation: Cancellation?, progress: (ProgramRunner.Progress) -> Void
  ) throws -> ProgramRunner.Report {
    var next = prepared(next)
    let hasNoState = !kept.contains(scratchStart) && obstacles[scratchStart] == nil
    let runsAbove =
      keepsStates && scratchStart > 0 && hasNoState && !hasChangedInputs && unchangedSegments(of: next).unseen == nil
    if runsAbove {
      // The cells above run here, so that their states are kept for the next that is tried.
      var above = next
      above.segments.removeSubrange(scratchStart...)
      let known = Set(above.segments.flatMap(\.steps))
      let report = try run(above, known: known, cancellation: cancellation, progress: progress)
      guard report.end?.isComplete == true else { return report }
    }
    next.scratchStart = scratchStart
    // What is tried may be just what stands there.
    var unchanged = unchangedSegments(of: next)
    unchanged.count = min(unchanged.count, scratchStart)
    next.start = kept.filter { $0 <= unchanged.count }.max() ?? 0
    let written = writers.intersection(next.segments[next.start..<scratchStart].flatMap(\.steps))
    if !written.isEmpty { next.start = 0 }
    if !runsAbove, let restart = restart(of: next, unchanged, written: written) { progress(.restarted(restart)) }
    if next.start > 0 || kept.contains(0), let host {
      try cancellation?.check()
      if host.send(next) {
        let (fresh, isCancelled) = try listen(to: host, next, cancellation, progress)
        if fresh.end == nil { forgetHost() }
        if isCancelled { throw Cancellation.Cancelled() }
        if !fresh.hasNotBegun { return report.of(next.stepsAbove).adding(fresh) }
      }
    }
    // Where no state is there, the cells above run as well, in a process of their own.
    next.start = 0
    next.isSession = false
    let host = try runner.start()
    return try cancellation.ending(by: host.end) {
      host.send(next) ? runner.report(of: next, from: host, progress: progress) : ProgramRunner.Report()
    }
  }

  /// What is known of a program without running anything of it.
  func known(of next: HostJob) -> ProgramRunner.Report {
    let next = prepared(next)
    return report.of(Set(next.segments[..<unchangedSegments(of: next).count].flatMap(\.steps)))
  }

  private func prepared(_ job: HostJob) -> HostJob {
    var job = runner.sandbox?.job(job) ?? job
    job.isSession = keepsStates
    return job
  }

  /// Listens until a job is done, or has been cancelled.
  private func listen(
    to host: HostConnection, _ job: HostJob, _ cancellation: Cancellation?,
    _ progress: (ProgramRunner.Progress) -> Void
  ) throws -> (report: ProgramRunner.Report, isCancelled: Bool) {
    var fresh = ProgramRunner.Report()
    do {
      let isHandedOn = try cancellation.ending(by: host.cancel) {
        fresh = runner.report(of: job, from: host, progress: progress, keeps: note)
        return turns.hasEnded()
      }
      return (fresh, isHandedOn && fresh.end?.isComplete != true)
    } catch is Cancellation.Cancelled {
      // It came before anybody listened: what was sent is done no more, but it is still reported.
      if fresh.end == nil {
        host.cancel()
        fresh = runner.report(of: job, from: host, progress: { _ in }, keeps: note)
      }
      return (fresh, true)
    }
  }

  private func forgetHost() {
    host = nil
    kept = []
    obstacles = [:]
  }

  private func note(_ event: HostEvent) {
    turns.note(event)
    switch event {
    case .kept(let segment):
      kept.insert(segment)
      obstacles[segment] = nil
    case .notKept(let segment, let obstacle):
      kept.remove(segment)
      obstacles[segment] = obstacle
    default: break
    }
  }

  private func take(_ fresh: ProgramRunner.Report, of next: HostJob) {
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
  }

  /// How many segments of a job, from the first on, are those of the job before, and read what they read then; and the step of which
  /// nobody knows what it read, where that is why it is not one more.
  private func unchangedSegments(of next: HostJob) -> (count: Int, unseen: Int?) {
    guard let job else { return (0, nil) }
    var count = job.segmentsInCommon(with: next)
    let same = count
    let changed = inputs.filter { $0.value.contains { !$0.isUnchanged } }.map(\.key).min()
    let unknown = unknownInputs.min()
    let first = [changed, unknown].compactMap(\.self).min()
    while count > 0, let first, next.firstStep(of: count) > first { count -= 1 }
    let unseen = count < same && unknown != nil && unknown == first && unknown != changed ? unknown : nil
    return (next.wholeSteps(above: count), unseen)
  }

  /// Why a job begins above the first segment that has to run.
  ///
  /// - Parameters:
  ///   - written: the steps that have changed files and run again.
  ///   - known: steps whose results are known from elsewhere.
  private func restart(
    of next: HostJob, _ unchanged: (count: Int, unseen: Int?), written: Set<Int>, known: Set<Int> = []
  ) -> Restart? {
    let step = next.firstStep(of: min(next.start, unchanged.count))
    // One that runs again only for want of a state is not what stands in the way.
    let border = next.firstStep(of: unchanged.count)
    if unchanged.count > 0, let writer = written.filter({ $0 >= border }).min() {
      return Restart(step: step, cause: .writing(writer))
    }
    if let unseen = unchanged.unseen { return Restart(step: step, cause: .unseenInput(unseen)) }
    if next.start < unchanged.count, let obstacle = obstacles[unchanged.count] {
      return Restart(
        step: step, cause: .state(below: stepThatLeft(obstacle, before: unchanged.count, of: next), obstacle))
    }
    if next.start < unchanged.count, keepsStates, job != nil, kept.isEmpty, !wasCancelled {
      return Restart(step: step, cause: .state(below: step, .ended))
    }
    let isNew = next.segments.indices.contains(next.start) && (report.outputs[step] == nil || wasCancelled)
    if isNew && known.contains(step) { return Restart(step: step, cause: .notYetRun) }
    guard unchanged.count > 0, let writer = written.min(), writer > step else { return nil }
    return Restart(step: step, cause: .writing(writer))
  }

  /// The step that left what stands in the way of the state before a segment: it did so above the first state that this stands in the
  /// way of.
  private func stepThatLeft(_ obstacle: StateObstacle, before segment: Int, of next: HostJob) -> Int {
    var border = segment
    while border > 1, obstacles[border - 1] == obstacle { border -= 1 }
    return next.segments[border - 1].steps.last ?? next.firstStep(of: border - 1)
  }
}

extension HostJob {
  /// The first step that is not above a segment.
  fileprivate func firstStep(of segment: Int) -> Int {
    segments.indices.contains(segment) ? segments[segment].firstStep : Int.max
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
    part.seconds = seconds.filter { steps.contains($0.key) }
    return part
  }

  fileprivate func adding(_ other: ProgramRunner.Report) -> ProgramRunner.Report {
    var sum = other
    sum.outputs.merge(outputs) { fresh, _ in fresh }
    sum.failingEnds.merge(failingEnds) { fresh, _ in fresh }
    sum.accesses = accesses + other.accesses
    sum.seconds.merge(seconds) { fresh, _ in fresh }
    return sum
  }

  /// Whether no step of it has run.
  fileprivate var hasNotBegun: Bool { outputs.isEmpty && end?.isComplete != true }
}

extension ProcessEnd {
  /// Whether the code ended it, and will do so again.
  fileprivate var isByCode: Bool {
    ProgramEnd(self, limit: 0, memoryLimit: 0, chapterFile: "", declared: [], location: nil).failure.isByCode
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
