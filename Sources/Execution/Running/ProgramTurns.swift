import CellHost
import Foundation
import Outputs

/// Whose turn it is to run a program: one run has it, and at most one waits to go on from where that one comes to.
///
/// What is being run is not thrown away where the next run wants the same: then it goes on down to the first segment that is another
/// there, and the next one hears what it gives from the first step on.
final class ProgramTurns: @unchecked Sendable {
  /// The run that has the turn.
  fileprivate struct Running {
    let job: HostJob
    /// What is listened to; nil before the job is sent and after it is done.
    var host: HostConnection?
    /// The last segment of which anything was heard; nil before that.
    var segment: Int?
    var obstacles: [Int: StateObstacle] = [:]
    /// What was heard of steps, in their order.
    var begun: [Int] = []
    var given: [Int: StepOutput] = [:]
    /// The first segment that it must not begin, as it would be of no use there.
    var border = Int.max
    var isEnded = false
  }

  /// Guarded by `condition`, but for its job.
  private final class Waiting: @unchecked Sendable {
    let job: HostJob
    var heard: [ProgramRunner.Progress] = []
    var isOutdated = false
    /// Whether the run before it has come to its end by itself meanwhile.
    var hasFollowed = false

    init(_ job: HostJob) { self.job = job }
  }

  private let keepsStates: Bool
  /// Guards all that follows.
  private let condition = NSCondition()
  private var running: Running?
  private var waiting: Waiting?

  init(keepsStates: Bool) { self.keepsStates = keepsStates }

  /// Does something when it is the turn of a job, which takes the place of any other that waits.
  ///
  /// - Parameters:
  ///   - job: as it is sent to a host, but for where it begins.
  ///   - progress: called with what is heard of its steps meanwhile.
  ///   - body: called with whether the run before it came to its end by itself while the job waited.
  /// - Throws: `Cancellation.Cancelled`, also where another one has taken its place.
  func take<Value>(
    _ job: HostJob, _ cancellation: Cancellation?, progress: (ProgramRunner.Progress) -> Void,
    _ body: (_ hasFollowed: Bool) throws -> Value
  ) throws -> Value {
    let own = Waiting(job)
    try cancellation.ending(by: { self.leave(own) }) { try wait(own, progress) }
    defer { end() }
    return try body(own.hasFollowed)
  }

  private func leave(_ own: Waiting) {
    condition.lock()
    own.isOutdated = true
    condition.broadcast()
    condition.unlock()
  }

  private func wait(_ own: Waiting, _ progress: (ProgramRunner.Progress) -> Void) throws {
    condition.lock()
    defer { condition.unlock() }
    waiting?.isOutdated = true
    waiting = own
    condition.broadcast()
    settle()
    replay(to: own)
    while true {
      if own.isOutdated {
        if waiting === own { waiting = nil }
        throw Cancellation.Cancelled()
      }
      let heard = own.heard
      own.heard = []
      if !heard.isEmpty {
        // Whoever hears of it may ask for something here.
        condition.unlock()
        for event in heard { progress(event) }
        condition.lock()
      } else if running == nil {
        waiting = nil
        running = Running(job: own.job)
        return
      } else {
        condition.wait()
      }
    }
  }

  private func end() {
    condition.lock()
    if running?.isEnded == false { waiting?.hasFollowed = true }
    running = nil
    condition.broadcast()
    condition.unlock()
  }

  // MARK: What the run that has the turn says

  /// Whether a job is still wanted when it is sent to a host, which may be ended from then on.
  func begins(at start: Int, in host: HostConnection) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    running?.segment = start
    settle()
    guard running?.isEnded == false else { return false }
    running?.segment = nil
    running?.host = host
    return true
  }

  /// Nothing more comes from the host. Gives whether it was ended for the next run.
  func hasEnded() -> Bool {
    condition.lock()
    defer { condition.unlock() }
    running?.host = nil
    return running?.isEnded == true
  }

  /// Takes what was heard of a step; whether it is for another run by now.
  func takes(_ event: ProgramRunner.Progress) -> Bool {
    condition.lock()
    defer { condition.unlock() }
    switch event {
    case .restarted: break
    case .began(let step):
      running?.begun.append(step)
      advance(to: running?.job.segment(ofStep: step))
    case .gave(let step, let output): running?.given[step] = output
    }
    guard let waiting, let running else { return false }
    if !running.isEnded, running.isAboveBorder(event) {
      waiting.heard.append(event)
      condition.broadcast()
    }
    return true
  }

  func note(_ event: HostEvent) {
    condition.lock()
    defer { condition.unlock() }
    switch event {
    case .kept(let segment):
      running?.obstacles[segment] = nil
      advance(to: segment)
    case .notKept(let segment, let obstacle):
      running?.obstacles[segment] = obstacle
      if let last = running?.segment, segment > last { advance(to: segment) }
    default: break
    }
  }

  private func advance(to segment: Int?) {
    guard let segment, segment >= running?.segment ?? 0 else { return }
    running?.segment = segment
    settle()
  }

  // MARK: How far it goes

  /// Finds out how far the run that has the turn is of use to the one that waits, and ends it where it is of none.
  ///
  /// Nothing is ended before anything was heard of it: what is only about to be copied would be lost with it.
  private func settle() {
    guard let waiting, let running, !running.isEnded, let segment = running.segment else { return }
    let common = running.job.segmentsInCommon(with: waiting.job)
    let isWhole = common == running.job.segments.count && common == waiting.job.segments.count
    self.running?.border = isWhole ? .max : common
    // Where no state is kept before it, none is likely to be kept behind it.
    let isOfUse = isWhole || keepsStates && segment < common && running.obstacles[segment] == nil
    if isOfUse { return }
    self.running?.isEnded = true
    running.host?.cancel()
  }

  /// Tells a run that waits what has been heard until now.
  private func replay(to own: Waiting) {
    guard let running, !running.isEnded else { return }
    let common = running.job.segmentsInCommon(with: own.job)
    for step in running.begun where running.job.segment(ofStep: step).map({ $0 < common }) ?? false {
      own.heard.append(.began(step: step))
      if let output = running.given[step] { own.heard.append(.gave(step: step, output)) }
    }
  }
}

extension ProgramTurns.Running {
  fileprivate func isAboveBorder(_ event: ProgramRunner.Progress) -> Bool {
    switch event {
    case .restarted: true
    case .began(let step), .gave(let step, _): job.segment(ofStep: step).map { $0 < border } ?? false
    }
  }
}

extension HostJob {
  /// The first segment with something of a step.
  fileprivate func segment(ofStep step: Int) -> Int? { segments.firstIndex { $0.steps.contains(step) } }

  /// How many segments, from the first on, do the same in another job, and end where a step ends.
  func segmentsInCommon(with next: HostJob) -> Int {
    guard outputLimit == next.outputLimit, memoryLimit == next.memoryLimit, folder == next.folder else { return 0 }
    var count = 0
    while count < min(segments.count, next.segments.count), segments[count] == next.segments[count],
      limits(ofSegment: count) == next.limits(ofSegment: count)
    { count += 1 }
    return next.wholeSteps(above: count)
  }

  /// How many segments are left of a number of them where a step of which a part stands above has to begin with that.
  func wholeSteps(above count: Int) -> Int {
    var count = count
    while count > 0, count < segments.count, !segments[count].beginsStep { count -= 1 }
    return count
  }

  /// What of a job holds for the steps of one segment: their time, and the cells among them that must fail.
  private func limits(ofSegment segment: Int) -> [Limit] {
    segments[segment].steps.map { Limit(seconds: timeouts[$0], failing: failing[$0]) }
  }

  private struct Limit: Equatable {
    var seconds: Double?
    var failing: [Module]?
  }
}
