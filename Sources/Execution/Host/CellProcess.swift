import CProcess
@preconcurrency import Glibc

/// What the cell host gives to the engine, which it does not know: the functions to call when cells show
/// something, and the place where the running line is kept.
package struct CellSession {
  package var begin: (Int32) -> Void
  package var value: (String) -> Void
  package var tensor: (String, String?) -> Void
  package var picture: (String, String) -> Void
  package var checkedValue: (String) -> Void
  package var failing: (Int32) -> Void
  package var end: () -> Void
  package var line: UnsafeMutablePointer<Int32>
}

/// The process that loads segments and runs them: the child of the supervisor.
struct CellProcess {
  let job: HostJob
  let channel: CellChannel
  let marker: UnsafeMutablePointer<colophon_marker>
  let connect: (CellSession) -> Void

  /// Runs all segments; ends the process.
  func run() -> Never {
    setvbuf(stdout, nil, _IONBF, 0)
    setvbuf(stderr, nil, _IONBF, 0)
    colophon_disable_core_dumps()
    colophon_install_fault_handler(marker)
    colophon_limit_memory(UInt64(job.memoryLimit))
    connect(session)
    for module in job.segments { enter(module) }
    fflush(nil)
    // A segment with a top-level `await` ends the process itself and has said so before.
    channel.send(.end)
    _exit(0)
  }

  private var session: CellSession {
    let linePointer = UnsafeMutableRawPointer(marker).advanced(by: MemoryLayout<colophon_marker>.offset(of: \.line)!)
    return CellSession(
      begin: { step in
        fflush(nil)
        marker.pointee.line = 0
        marker.pointee.step = step
        channel.send(.begin, number: step)
      },
      value: {
        fflush(nil)
        channel.send(.value, $0)
      },
      tensor: {
        fflush(nil)
        channel.send(.tensor, $0, $1)
      },
      picture: {
        fflush(nil)
        channel.send(.picture, $0, $1)
      },
      checkedValue: { channel.send(.checkedValue, $0) },
      failing: { runFailing(step: $0) },
      end: {
        fflush(nil)
        channel.send(.end)
      },
      line: linePointer.assumingMemoryBound(to: Int32.self))
  }

  /// Loads a module and runs its top level.
  private func enter(_ module: HostJob.Module) {
    guard let handle = dlopen(module.library, RTLD_NOW | RTLD_GLOBAL) else {
      fputs("Fatal error: the compiled cells cannot be loaded: \(String(cString: dlerror()))\n", stderr)
      _exit(1)
    }
    guard let symbol = dlsym(handle, module.entry) else {
      fputs("Fatal error: the compiled cells have no entry point '\(module.entry)'\n", stderr)
      _exit(1)
    }
    noteBase(of: handle)
    typealias Entry = @convention(c) (Int32, UnsafeMutableRawPointer?) -> Int32
    _ = unsafeBitCast(symbol, to: Entry.self)(0, nil)
  }

  /// Keeps where a module was loaded, so that an address in it can be found again in its file.
  private func noteBase(of handle: UnsafeMutableRawPointer) {
    // The C library's handle is its `struct link_map`, whose first field is the address that the file was loaded at.
    let base = handle.load(as: UInt.self)
    withUnsafeMutableBytes(of: &marker.pointee.bases) { bytes in
      let bases = bytes.bindMemory(to: UInt.self)
      let index = Int(marker.pointee.base_count)
      guard index < bases.count else { return }
      bases[index] = base
      marker.pointee.base_count += 1
    }
  }

  /// Runs a cell that must fail in a copy of this process, so that nothing of it remains.
  private func runFailing(step: Int32) {
    guard let module = job.failing[Int(step)] else { return }
    fflush(nil)
    let child = colophon_fork()
    if child == 0 {
      channel.send(.failingBegan, number: getpid())
      enter(module)
      fflush(nil)
      channel.send(.didNotFail)
      _exit(0)
    }
    var status: Int32 = 0
    while child > 0, waitpid(child, &status, 0) < 0, errno == EINTR {}
    channel.send(.failingEnded, number: status)
  }
}
