import CProcess
import Glibc

/// The process that outlives the cells: it collects, watches and, at the end, leaves no process behind.
struct Supervisor {
  let job: HostJob
  let child: pid_t
  /// The pipe with what is printed, without waiting.
  let output: Int32
  private var messages: CellMessages
  let events: Int32
  let notes: Int32
  let marker: UnsafeMutablePointer<colophon_marker>

  private var recorder: StepRecorder
  private var step = -1
  private var deadline: Double?
  /// The last step that began: no other begins twice.
  private var lastStep = -1
  private var isComplete = false
  private var timedOut = false
  private var isForged = false
  /// Whether the cells are over a limit. What they say from then on is not heard: the question where they are wakes a cell
  /// that sleeps, and what it then goes on with is no result.
  private var isStopped: Bool { timedOut || isOverMemory }
  private var failing: (process: pid_t, didNotFail: Bool)?
  private var failingTimedOut = false
  private var loadedBeforeFailing = 0
  private let memory: MemoryUse
  private var isOverMemory = false
  private var failingIsOverMemory = false
  private var buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)

  init(
    job: HostJob, child: pid_t, output: Int32, messages: Int32, events: Int32, notes: Int32,
    marker: UnsafeMutablePointer<colophon_marker>
  ) {
    self.job = job
    self.child = child
    self.output = output
    self.messages = CellMessages(descriptor: messages, textLimit: job.textLimit)
    self.events = events
    self.notes = notes
    self.marker = marker
    recorder = StepRecorder(limit: job.outputLimit)
    memory = MemoryUse(limit: job.memoryLimit, notes: notes)
    colophon_set_nonblocking(output)
  }

  /// The seconds that it may take until the first step begins, or the next after one that must fail.
  private static let loadingLimit = 60.0

  mutating func supervise() -> Never {
    deadline = now() + Self.loadingLimit
    let handle = colophon_pidfd_open(child)
    var watched = [
      pollfd(fd: messages.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: 0, events: Int16(POLLIN), revents: 0), pollfd(fd: handle, events: Int16(POLLIN), revents: 0),
    ]
    var status: Int32 = 0
    var nextMeasurement = now() + Self.measurementInterval
    while true {
      // Without a handle on the process its end is looked for every so often.
      let tick = handle >= 0 ? nextMeasurement : min(nextMeasurement, now() + 0.02)
      _ = poll(&watched, nfds_t(watched.count), wait(until: min(deadline ?? tick, tick)))
      if watched[0].revents != 0, !receive() { watched[0].fd = -1 }
      if watched[1].revents != 0, !drain() { watched[1].fd = -1 }
      if watched[2].revents != 0 { abandon() }
      if let deadline, now() >= deadline { endStep() }
      if now() >= nextMeasurement {
        if memory.isOver(ProcessTree.tree(of: Self.children)) { endForMemory() }
        nextMeasurement = now() + Self.measurementInterval
      }
      if waitpid(child, &status, WNOHANG) == child { break }
    }
    if !isStopped {
      // What was said before the end still lies in the pipes.
      _ = receive()
      _ = drain()
    }
    finishStep()
    endDescendants()
    emit(.asked(AccessRecorder.accesses(notes)))
    emit(
      .finished(
        end(Termination(status: status), isComplete: isComplete, timedOut: timedOut, isOverMemory: isOverMemory)))
    exit(0)
  }

  /// Seconds from one look at the memory of all processes to the next: it takes some thousandths of that.
  private static let measurementInterval = 0.1

  // MARK: What cells say

  /// Takes the messages that have come and answers each; false when no more can come.
  private mutating func receive() -> Bool {
    guard !isStopped else { return false }
    let isOpen = messages.receive()
    do {
      while let message = try messages.next() {
        _ = drain()
        try take(message.kind, Int32(truncatingIfNeeded: message.number), message.first, message.second)
        messages.answer()
        // Nor must an endless stream of messages.
        if let deadline, now() >= deadline { break }
      }
      return isOpen
    } catch {
      // Somebody else has written to the channel: nothing that comes from there can be believed any more.
      isForged = true
      endCells()
      return false
    }
  }

  private mutating func take(
    _ kind: CellMessage.Kind, _ number: Int32, _ first: String, _ second: String?
  ) throws(WireReader.Malformed) {
    switch kind {
    case .begin: try begin(Int(number))
    case .value: recorder.append(value: first)
    case .tensor: recorder.append(tensor: first, name: second)
    case .picture: recorder.append(picture: first, description: second ?? "")
    case .checkedValue: recorder.value = first
    case .notLoaded: emit(.notLoaded(step: step, words: first))
    case .failingBegan:
      // To be ended with the others, a process must be the cells' own.
      guard ProcessTree.parent(of: number) == child else { throw WireReader.Malformed() }
      failing = (number, false)
      loadedBeforeFailing = moduleCount
    case .didNotFail: failing?.didNotFail = true
    case .failingEnded:
      let end = end(
        Termination(status: number), isComplete: failing?.didNotFail ?? false, timedOut: failingTimedOut,
        isOverMemory: failingIsOverMemory)
      failing = nil
      failingTimedOut = false
      failingIsOverMemory = false
      let step = step
      finishStep()
      deadline = now() + Self.loadingLimit
      emit(.failingEnded(step: step, end: end))
      marker.pointee.cause = 0
      marker.pointee.frame_count = 0
      marker.pointee.module_count = Int32(truncatingIfNeeded: loadedBeforeFailing)
    case .end:
      finishStep()
      isComplete = true
      // What is left of the end of a program takes no time.
      deadline = now() + 5
    }
  }

  /// Steps begin in their order and once: a cell that could begin one again would have all the time it likes.
  private mutating func begin(_ next: Int) throws(WireReader.Malformed) {
    guard next > lastStep, let limit = job.timeouts[next] else { throw WireReader.Malformed() }
    finishStep()
    step = next
    lastStep = next
    recorder = StepRecorder(limit: job.outputLimit)
    deadline = now() + limit
    emit(.began(step: next))
  }

  /// Reports what the current step gave, if there is one.
  private mutating func finishStep() {
    guard step >= 0 else { return }
    emit(.ended(step: step, record: recorder.output))
    step = -1
    deadline = nil
  }

  // MARK: What cells print

  /// Takes all that is printed by now; false when no more can come.
  private mutating func drain() -> Bool {
    guard !isStopped else { return false }
    while true {
      let count = Glibc.read(output, buffer.baseAddress!, buffer.count)
      if count > 0 {
        recorder.append(bytes: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
      } else if count == 0 {
        return false
      } else if errno != EINTR {
        return errno == EAGAIN
      }
      // An endless stream of output must not keep us from looking at the clock.
      if let deadline, now() >= deadline { return true }
    }
  }

  // MARK: Ends

  /// The time of a step is up.
  private mutating func endStep() {
    deadline = nil
    if isComplete {
      endCells()
    } else if let failing, !failingTimedOut {
      failingTimedOut = true
      Self.end(failing.process)
      // Then the cells say at once that it ended.
      deadline = now() + 5
    } else {
      _ = drain()
      timedOut = true
      locate()
      endCells()
    }
  }

  /// The cells, and what they started, hold more memory than they may.
  private mutating func endForMemory() {
    if let failing {
      failingIsOverMemory = true
      Self.end(failing.process)
    } else {
      _ = drain()
      isOverMemory = true
      locate()
      endCells()
    }
  }

  /// Ends a process and all that it started.
  private static func end(_ process: pid_t) {
    for process in ProcessTree.tree(of: [process]) { kill(process, SIGKILL) }
  }

  /// Ends the cells, whatever group they are in.
  private func endCells() {
    kill(-child, SIGKILL)
    kill(child, SIGKILL)
  }

  /// Asks the cells where they are. Who does not answer soon, because signals are blocked or the process sleeps in the
  /// kernel, is not waited for: then the line of the statement has to do.
  private func locate() {
    marker.pointee.frame_count = 0
    guard colophon_locate(child) == 0 else { return }
    let end = now() + 0.2
    while marker.pointee.frame_count == 0, now() < end { usleep(500) }
    // The first frame is there before the others.
    if marker.pointee.frame_count == 1 { usleep(20_000) }
  }

  /// Whoever started us has gone: nobody will read another word.
  private func abandon() -> Never {
    endCells()
    var status: Int32 = 0
    waitpid(child, &status, 0)
    endDescendants()
    exit(1)
  }

  /// Ends what the cells started and left running. It is ours to wait for, whatever group or session it moved to.
  private func endDescendants() {
    kill(-child, SIGKILL)
    for _ in 0..<100 {
      let identifiers = Self.children
      if identifiers.isEmpty { return }
      for identifier in identifiers {
        kill(identifier, SIGKILL)
        var status: Int32 = 0
        waitpid(identifier, &status, 0)
      }
    }
  }

  private func end(
    _ termination: Termination, isComplete: Bool, timedOut: Bool, isOverMemory: Bool
  ) -> ProcessEnd {
    ProcessEnd(
      isComplete: isComplete, termination: termination, timedOut: timedOut,
      cause: isOverMemory ? .memory : ProcessEnd.Cause(rawValue: marker.pointee.cause) ?? .unknown, step: lastStep,
      line: Int(marker.pointee.line), frames: frames,
      segmentCount: failing == nil ? moduleCount : loadedBeforeFailing, isForged: isForged)
  }

  private var moduleCount: Int { max(0, Int(marker.pointee.module_count)) }

  /// The calls that lie in the code of cells.
  private var frames: [ProcessEnd.Frame] {
    // The numbers of these are the cells', who can write anything there.
    let addresses = withUnsafeBytes(of: &marker.pointee.frames) { bytes in
      Array(bytes.bindMemory(to: UInt.self).prefix(max(0, Int(marker.pointee.frame_count))))
    }
    let count = moduleCount
    let starts = withUnsafeBytes(of: &marker.pointee.module_starts) {
      Array($0.bindMemory(to: UInt.self).prefix(count))
    }
    let ends = withUnsafeBytes(of: &marker.pointee.module_ends) { Array($0.bindMemory(to: UInt.self).prefix(count)) }
    return addresses.enumerated().compactMap { index, address in
      // A return address is that of the instruction after the call.
      let instruction = index == 0 ? address : address &- 1
      guard let module = starts.indices.first(where: { starts[$0] <= instruction && instruction < ends[$0] }) else {
        return nil
      }
      return ProcessEnd.Frame(module: module, offset: instruction - starts[module], isInnermost: index == 0)
    }
  }

  // MARK: Bytes

  private func emit(_ event: HostEvent) {
    event.message.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        let count = write(events, bytes.baseAddress! + written, bytes.count - written)
        if count >= 0 { written += count } else if errno != EINTR { abandon() }
      }
    }
  }

  /// The processes that are ours to wait for.
  private static var children: [pid_t] {
    ProcessTree.children(ofThread: "/proc/self/task/\(getpid())")
  }

  private func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }

  private func wait(until deadline: Double) -> Int32 {
    Int32(max(0, min((deadline - now()) * 1000 + 1, 1e9)))
  }
}
