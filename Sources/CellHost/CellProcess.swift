import CProcess
@preconcurrency import Glibc
import Outputs

/// What the cell host gives to the engine half, which it does not know: the functions to call when cells show something,
/// and where the running line is kept.
package struct CellSession {
  package var begin: (Int32) -> Void
  package var show: (Output) -> Void
  package var checkedValue: (_ text: String, _ hasRealNumbers: Bool) -> Void
  package var attribute: (Int32) -> Void
  package var attributeToCall: ((line: Int32, index: Int32)?) -> Void
  package var failing: (Int32) -> Void
  package var segmentEnded: () -> Void
  package var line: UnsafeMutablePointer<Int32>
}

/// The process that loads segments and runs them: the child of the supervisor.
final class CellProcess {
  private var job: HostJob
  private let channel: CellChannel
  private let marker: UnsafeMutablePointer<colophon_marker>
  /// The file with the job for which a kept state is wanted.
  private let nextJob: Int32
  private let synchronize: () -> Void
  private let connect: (CellSession) -> Void
  private var quiet = ProcessResources()

  init(
    job: HostJob, channel: CellChannel, marker: UnsafeMutablePointer<colophon_marker>, nextJob: Int32,
    synchronize: @escaping () -> Void, connect: @escaping (CellSession) -> Void
  ) {
    self.synchronize = synchronize
    self.job = job
    self.channel = channel
    self.marker = marker
    self.nextJob = nextJob
    self.connect = connect
  }

  /// Runs all segments; ends the process.
  func run() -> Never {
    setvbuf(stdout, nil, _IONBF, 0)
    colophon_disable_core_dumps()
    colophon_install_fault_handler(marker)
    markerOfCells = marker
    colophon_limit_memory(UInt64(job.memoryLimit))
    connect(session)
    // The cells' own handlers run before this one, as at the end of any program, and belong to its last step.
    endOfProgram = { [channel] in
      fflush(nil)
      channel.send(.end)
    }
    atexit { if isAtEnd { endOfProgram() } }
    if job.isSession {
      colophon_block_resume()
      quiet = ProcessResources.now()
    }
    var index = 0
    while true {
      if job.isSession, job.scratchStart == nil { keepState(before: index) }
      guard index < job.segments.count else { break }
      if index == job.scratchStart, colophon_refuse_changes() != 0 {
        refuse(job.segments[index], "this system has no Landlock, so nothing would keep it from changing files")
      }
      enter(job.segments[index])
      index += 1
    }
    isAtEnd = true
    exit(0)
  }

  /// Keeps the state before a segment: this process stays behind, and a copy of it goes on, now and whenever it is wanted for
  /// another job. Where the copy would lack something, a thread or the position in a file, none is made.
  private func keepState(before index: Int) {
    fflush(nil)
    synchronize()
    if let obstacle = ProcessResources.now().obstacle(since: quiet) { return giveUp(index, obstacle) }
    let moduleCount = marker.pointee.module_count
    var copy = colophon_copy()
    if copy < 0 { return giveUp(index, .system) }
    if copy == 0 { return goOn(.kept, "\(index)") }
    while true {
      colophon_await_resume()
      guard let bytes = Self.content(of: nextJob), let next = try? HostJob(bytes[...]) else { continue }
      channel.dropAnswers()
      marker.pointee.module_count = moduleCount
      marker.pointee.step = -1
      copy = colophon_copy()
      if copy == 0 {
        job = next
        return goOn(.resumed, "")
      }
    }
  }

  private func giveUp(_ index: Int, _ obstacle: StateObstacle) {
    channel.send(.notKept, number: Int32(index), "\(obstacle.rawValue)")
  }

  private func goOn(_ kind: CellMessage.Kind, _ text: String) {
    setpgid(0, 0)
    colophon_die_with_parent()
    channel.send(kind, number: getpid(), text)
  }

  private static func content(of file: Int32) -> [UInt8]? {
    var status = stat()
    guard fstat(file, &status) == 0, status.st_size > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    return pread(file, &bytes, bytes.count, 0) == bytes.count ? bytes : nil
  }

  private var session: CellSession {
    let linePointer = UnsafeMutableRawPointer(marker).advanced(by: MemoryLayout<colophon_marker>.offset(of: \.line)!)
    return CellSession(
      begin: { [marker, channel] step in
        fflush(nil)
        marker.pointee.line = 0
        marker.pointee.step = step
        channel.send(.begin, number: step)
      },
      show: { [channel] in
        fflush(nil)
        channel.send(.shown, output: $0)
      },
      checkedValue: { [channel] in channel.send(.checkedValue, number: $1 ? 1 : 0, $0) },
      attribute: { [channel] in
        fflush(nil)
        channel.send(.statement, number: $0)
      },
      attributeToCall: { [channel] in
        fflush(nil)
        channel.send($0 == nil ? .callEnded : .call, number: $0?.line ?? 0, $0.map { String($0.index) } ?? "")
      },
      failing: { [self] in runFailing(step: $0) },
      segmentEnded: { colophon_end_segment() },
      line: linePointer.assumingMemoryBound(to: Int32.self))
  }

  /// Loads a module and runs its top level.
  private func enter(_ module: HostJob.Module) {
    // A function that is nowhere to be found ends the program when it is called, in the cell that calls it; whatever
    // else is missing keeps the module from being loaded.
    guard let handle = dlopen(module.library, RTLD_LAZY | RTLD_GLOBAL) else {
      refuse(module, String(cString: dlerror()))
    }
    guard let symbol = dlsym(handle, module.entry) else { refuse(module, String(cString: dlerror())) }
    noteRange(of: handle)
    typealias Entry = @convention(c) (Int32, UnsafeMutableRawPointer?) -> Int32
    colophon_enter(unsafeBitCast(symbol, to: Entry.self))
  }

  private func refuse(_ module: HostJob.Module, _ words: String) -> Never {
    fflush(nil)
    // A part of a step that began already is none that begins.
    if marker.pointee.step != module.firstStep {
      marker.pointee.line = 0
      marker.pointee.step = Int32(module.firstStep)
      channel.send(.begin, number: Int32(module.firstStep))
    }
    // The loader begins with the name of the file, which is ours.
    let own = module.library + ": "
    channel.send(.notLoaded, words.hasPrefix(own) ? String(words.dropFirst(own.count)) : words)
    _exit(1)
  }

  /// Keeps where a module was loaded, so that an address in it can be found again in its file.
  private func noteRange(of handle: UnsafeMutableRawPointer) {
    // The C library's handle is its `struct link_map`, whose first field is the address that the file was loaded at.
    let start = handle.load(as: UInt.self)
    let index = Int(marker.pointee.module_count)
    withUnsafeMutableBytes(of: &marker.pointee.module_starts) { starts in
      guard index < starts.bindMemory(to: UInt.self).count else { return }
      starts.bindMemory(to: UInt.self)[index] = start
      withUnsafeMutableBytes(of: &marker.pointee.module_ends) {
        $0.bindMemory(to: UInt.self)[index] = colophon_module_end(start)
      }
      marker.pointee.module_count += 1
    }
  }

  /// Runs a cell that must fail in a copy of this process, so that nothing of it remains.
  private func runFailing(step: Int32) {
    guard let modules = job.failing[Int(step)] else { return }
    fflush(nil)
    let child = colophon_fork()
    if child == 0 {
      channel.send(.failingBegan, number: getpid())
      for module in modules { enter(module) }
      fflush(nil)
      channel.send(.didNotFail)
      _exit(0)
    }
    var status: Int32 = 0
    while child > 0, waitpid(child, &status, 0) < 0, errno == EINTR {}
    channel.send(.failingEnded, number: status)
  }
}

/// Whether the program has come to its end, so that what is left are the handlers that it registered. Set and read by the
/// main thread.
private nonisolated(unsafe) var isAtEnd = false
private nonisolated(unsafe) var endOfProgram: () -> Void = {}
