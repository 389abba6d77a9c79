import CProcess
import Glibc
import Outputs

/// The process that outlives the cells: it collects, watches and, at the end, leaves no process behind.
struct Supervisor {
  private var job: HostJob
  /// The process that runs cells, or is to do so.
  private var cells: pid_t
  private var kept = KeptStates()
  /// Jobs that have come, and the file in which a process that keeps a state finds its own.
  private var jobs = MessageBuffer()
  private let nextJob: Int32
  /// The pipe with what is printed, without waiting.
  let output: Int32
  private var messages: CellMessages
  let events: Int32
  let notes: Int32
  let marker: UnsafeMutablePointer<colophon_marker>

  private var printed: PrintedStream
  private var recorder: StepRecorder
  /// Whether a step has given something that was not reported yet.
  private var hasNews = false
  private var nextShow = 0.0
  private var step = -1
  private var deadline: Double?
  /// The last step that began: no other begins twice.
  private var lastStep = -1
  private var isComplete = false
  private var timedOut = false
  /// Where the cells were when their time was up.
  private var samples: [[ProcessEnd.Frame]] = []
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
    job: HostJob, cells: pid_t, output: Int32, printed: PrintedStream, messages: Int32, events: Int32, notes: Int32,
    nextJob: Int32, marker: UnsafeMutablePointer<colophon_marker>
  ) {
    self.job = job
    self.cells = cells
    self.nextJob = nextJob
    self.output = output
    self.printed = printed
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
    while true {
      let status = watch()
      conclude(status)
      guard job.isSession else { exit(0) }
      rest()
    }
  }

  /// Watches over a job to its end, and gives the status of the process that ran it.
  private mutating func watch() -> Int32 {
    deadline = now() + Self.loadingLimit
    var watchedCells = cells
    var handle = colophon_pidfd_open(cells)
    defer { close(handle) }
    var watched = [
      pollfd(fd: messages.descriptor, events: Int16(POLLIN), revents: 0),
      pollfd(fd: output, events: Int16(POLLIN), revents: 0),
      pollfd(fd: 0, events: Int16(POLLIN), revents: 0), pollfd(fd: handle, events: Int16(POLLIN), revents: 0),
    ]
    var status: Int32 = 0
    var nextMeasurement = now() + Self.measurementInterval
    // What ends it may have come together with it.
    if jobs.hasMessage { endCells() }
    while true {
      // Without a handle on the process its end is looked for every so often.
      let tick = handle >= 0 ? nextMeasurement : min(nextMeasurement, now() + 0.02)
      _ = poll(&watched, nfds_t(watched.count), wait(until: min(deadline ?? tick, tick)))
      if watched[0].revents != 0, !receive() { watched[0].fd = -1 }
      if watched[1].revents != 0, !drain() { watched[1].fd = -1 }
      if watched[2].revents != 0 { takeInput() }
      if cells != watchedCells {
        close(handle)
        handle = colophon_pidfd_open(cells)
        watched[3].fd = handle
        watchedCells = cells
      }
      if let deadline, now() >= deadline { endStep() }
      if job.isSession, hasNews, step >= 0, now() >= nextShow { show() }
      if now() >= nextMeasurement {
        if memory.isOver(ProcessTree.tree(of: Self.children.filter { !kept.contains($0) })) { endForMemory() }
        nextMeasurement = now() + Self.measurementInterval
      }
      if waitpid(cells, &status, WNOHANG) == cells { return status }
    }
  }

  /// Reports what a job gave, and leaves no process but those that keep a state.
  private mutating func conclude(_ status: Int32) {
    if !isStopped {
      // What was said before the end still lies in the pipes.
      _ = receive()
      _ = drain()
    }
    let end = end(Termination(status: status), isComplete: isComplete, timedOut: timedOut, isOverMemory: isOverMemory)
    finishStep()
    // One that was to be copied and has ended instead keeps nothing.
    for segment in kept.forget(cells) { emit(.notKept(segment: segment, because: .ended)) }
    endDescendants()
    emit(.asked(AccessRecorder.accesses(notes)))
    emit(.finished(end))
  }

  // MARK: Sessions

  /// Waits for the next job and begins it.
  private mutating func rest() {
    ftruncate(notes, 0)
    while !begin() {
      var watched = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      if poll(&watched, 1, -1) > 0 { takeInput() }
    }
  }

  /// Takes what whoever started us says: in a session another job, which ends the one that runs, and otherwise only that it has gone.
  private mutating func takeInput() {
    guard job.isSession, jobs.receive(from: 0) else { abandon() }
    if jobs.hasMessage { endCells() }
  }

  /// Begins the job that has come, from the state that it names; false where none has come.
  private mutating func begin() -> Bool {
    // One without content only ends what was running. The next job may have come together with it.
    var message = jobs.next()
    while message?.isEmpty == true { message = jobs.next() }
    guard let bytes = message else { return false }
    guard let next = try? HostJob(bytes), let keeper = kept[next.start] else { abandon() }
    // What is only tried leaves the states below it as they are.
    if next.scratchStart == nil { kept.drop(behind: next.start) }
    messages.drop()
    dropPrinted()
    job = next
    cells = keeper
    recorder = StepRecorder(limit: job.outputLimit)
    step = -1
    lastStep = -1
    isComplete = false
    timedOut = false
    isOverMemory = false
    samples = []
    isForged = false
    failing = nil
    forgetSignal()
    ftruncate(nextJob, 0)
    let isWritten = bytes.withUnsafeBytes { pwrite(nextJob, $0.baseAddress!, $0.count, 0) == $0.count }
    guard isWritten, kill(keeper, Int32(COLOPHON_RESUME)) == 0 else { abandon() }
    return true
  }

  /// A process keeps the state before a segment, and a copy of it goes on.
  private mutating func keep(_ segment: Int, copy: pid_t) throws(WireReader.Malformed) {
    guard job.isSession, kept[segment] == nil, isOwnCopy(copy) else { throw WireReader.Malformed() }
    kept.keep(cells, before: segment, at: now())
    cells = copy
    emit(.kept(segment: segment))
    while let dropped = kept.dropExcess(memory) { emit(.notKept(segment: dropped.segment, because: dropped.obstacle)) }
  }

  private func isOwnCopy(_ process: pid_t) -> Bool {
    process != cells && !kept.contains(process) && ProcessTree.parent(of: process) == getpid()
  }

  /// Reports what the current step has given so far, ten times a second at most.
  private mutating func show() {
    emit(.showed(step: step, output: recorder.outputSoFar))
    hasNews = false
    nextShow = now() + 0.1
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
        try take(message)
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

  private mutating func take(_ message: CellMessage) throws(WireReader.Malformed) {
    let number = Int32(truncatingIfNeeded: message.number)
    hasNews = true
    switch message.kind {
    case .begin: try begin(Int(number))
    case .kept:
      guard let segment = Int(message.text) else { throw WireReader.Malformed() }
      try keep(segment, copy: number)
    case .resumed:
      guard isOwnCopy(number), kept[job.start] == cells else { throw WireReader.Malformed() }
      cells = number
    case .notKept:
      guard job.isSession, let obstacle = Int(message.text).flatMap(StateObstacle.init) else {
        throw WireReader.Malformed()
      }
      emit(.notKept(segment: Int(number), because: obstacle))
    case .shown: if let output = message.output { recorder.append(output) }
    case .checkedValue:
      recorder.value = message.text
      recorder.valueHasRealNumbers = message.number != 0
    case .statement: recorder.attribute(to: Int(number))
    case .call:
      guard let index = Int(message.text) else { throw WireReader.Malformed() }
      recorder.attribute(toCall: .init(step: nil, line: Int(number), index: index))
    case .callEnded: recorder.attribute(toCall: nil)
    case .notLoaded: emit(.notLoaded(step: step, words: message.text))
    case .failingBegan:
      // To be ended with the others, a process must be the cells' own.
      guard ProcessTree.parent(of: number) == cells else { throw WireReader.Malformed() }
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
      forgetSignal()
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
    hasNews = false
    nextShow = now() + 0.1
    deadline = now() + limit
    emit(.began(step: next))
  }

  /// Reports what the current step gave, if there is one.
  private mutating func finishStep() {
    guard step >= 0 else { return }
    emit(.ended(step: step, output: recorder.output))
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
        printed.take(UnsafeRawBufferPointer(rebasing: buffer[..<count]), into: &recorder)
        hasNews = true
      } else if count == 0 {
        return false
      } else if errno != EINTR {
        let isOpen = errno == EAGAIN
        printed.flush(into: &recorder)
        return isOpen
      }
      // An endless stream of output must not keep us from looking at the clock.
      if let deadline, now() >= deadline { return true }
    }
  }

  /// Drops what a program that was ended had still printed.
  private mutating func dropPrinted() {
    var dropped = StepRecorder(limit: 0)
    while true {
      let count = Glibc.read(output, buffer.baseAddress!, buffer.count)
      guard count > 0 else { break }
      printed.take(UnsafeRawBufferPointer(rebasing: buffer[..<count]), into: &dropped)
    }
    printed.flush(into: &dropped)
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
    kill(-cells, SIGKILL)
    kill(cells, SIGKILL)
  }

  /// Asks the cells where they are: several times where they compute, because one time may be between two lines. Who waits for
  /// something is woken by the first question.
  private mutating func locate() {
    samples = []
    let count = ProcessTree.isComputing(cells) ? 7 : 1
    while samples.count < count, ask() { samples.append(frames) }
  }

  /// Asks the cells once. Who does not answer soon, because signals are blocked or the process sleeps in the kernel, is not
  /// waited for: then the line of the statement has to do.
  private func ask() -> Bool {
    marker.pointee.frame_count = 0
    guard colophon_locate(cells) == 0 else { return false }
    // On a busy machine it may have to wait for its turn.
    var end = now() + 1
    while marker.pointee.frame_count == 0, now() < end { usleep(500) }
    // The first frame is there before the others.
    end = now() + 1
    while marker.pointee.frame_count == 1, now() < end { usleep(500) }
    return marker.pointee.frame_count > 0
  }

  /// Whoever started us has gone: nobody will read another word.
  private mutating func abandon() -> Never {
    kept.dropAll(but: cells)
    endCells()
    var status: Int32 = 0
    waitpid(cells, &status, 0)
    endDescendants()
    exit(1)
  }

  /// Ends what the cells started and left running. It is ours to wait for, whatever group or session it moved to.
  private func endDescendants() {
    kill(-cells, SIGKILL)
    for _ in 0..<100 {
      let identifiers = Self.children.filter { !kept.contains($0) }
      if identifiers.isEmpty { return }
      for identifier in identifiers {
        kill(identifier, SIGKILL)
        var status: Int32 = 0
        waitpid(identifier, &status, 0)
      }
    }
  }

  private mutating func end(
    _ termination: Termination, isComplete: Bool, timedOut: Bool, isOverMemory: Bool
  ) -> ProcessEnd {
    var cause = isOverMemory ? .memory : ProcessEnd.Cause(rawValue: marker.pointee.cause) ?? .unknown
    var words = ""
    if timedOut || isOverMemory {
      // Nothing else stopped it, whatever was said before.
    } else if marker.pointee.is_of_runtime != 0 {
      words = recorder.takeLastWords()
    } else if termination == .exited(127), let name = recorder.takeMissingFunction(of: libraries) {
      cause = .missingFunction
      words = name
    }
    return ProcessEnd(
      isComplete: isComplete, termination: termination, timedOut: timedOut,
      cause: cause, words: words,
      step: lastStep,
      line: Int(marker.pointee.line), samples: samples.isEmpty ? [frames] : samples,
      segmentCount: failing == nil ? moduleCount : loadedBeforeFailing, isForged: isForged)
  }

  private var libraries: [String] { (job.segments + job.failing.values.joined()).map(\.library) }

  /// Forgets how an earlier process ended.
  private func forgetSignal() {
    marker.pointee.cause = 0
    marker.pointee.is_of_runtime = 0
    marker.pointee.frame_count = 0
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

  private mutating func emit(_ event: HostEvent) {
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
