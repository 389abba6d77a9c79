import CProcess
import Glibc

/// The cell host: a program of its own that runs the cells of one program where nothing they do can harm the build, and
/// that has nothing in it but what cells can use.
///
/// It is two processes. The *supervisor* collects what is printed and shown, watches time and the parent, and outlives
/// whatever happens; its child runs the cells.
package enum CellHost {
  /// The environment in which cells run, so that they give the same everywhere.
  package static let environment = [
    "SWIFT_DETERMINISTIC_HASHING=1", "SWIFT_BACKTRACE=enable=no", "LC_ALL=C.UTF-8", "LANG=C.UTF-8", "TZ=UTC",
  ]

  /// The variables that cells get from whoever builds the book; no other passes.
  package static let inheritedVariables = ["HOME", "PATH", "TMPDIR", "USER"]

  /// What the program that runs cells is called: that of a script whose one module is the chapter.
  package static let programName = "main"

  /// Whether the system can keep cells from changing files, as a job with a `scratchStart` wants it.
  package static var canRefuseChanges: Bool { colophon_can_refuse_changes() != 0 }

  /// Takes that name, however this program was started, since cells can ask for it.
  private static func takeName() {
    guard CommandLine.arguments != [programName] else { return }
    var arguments = [strdup(programName), nil]
    execv("/proc/self/exe", &arguments)
  }

  /// Does the job that comes in on standard input; ends the process.
  ///
  /// - Parameters:
  ///   - begin: makes what cells import begin as the job says.
  ///   - synchronize: ends the threads that what cells import keeps for later.
  ///   - connect: hands the session to what cells import.
  package static func run(
    begin: (HostJob.Conditions) -> Void, synchronize: @escaping () -> Void, connect: @escaping (CellSession) -> Void
  ) -> Never {
    takeName()
    colophon_set_name("cell-host")
    // Events go to the standard output that we were started with; the cells get another.
    let events = dup(1)
    colophon_set_close_on_exec(events)
    signal(SIGPIPE, SIG_IGN)
    // Bubblewrap adds it, and it would be wrong in the cells' working folder.
    unsetenv("PWD")
    guard let bytes = readJob(), let conditions = try? HostJob.Conditions(ofJob: bytes) else { exit(1) }
    if conditions.hashSeed != 0 { colophon_seed_hashing(UInt64(bitPattern: Int64(conditions.hashSeed))) }
    guard let job = try? HostJob(bytes) else { exit(1) }
    guard
      let marker = mmap(
        nil, MemoryLayout<colophon_marker>.size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0),
      marker != MAP_FAILED
    else { exit(1) }
    let page = marker.bindMemory(to: colophon_marker.self, capacity: 1)
    // The page is zeroed already.
    page.pointee.step = -1

    var output: [Int32] = [-1, -1]
    var messages: [Int32] = [-1, -1]
    guard colophon_pipe(&output) == 0, socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &messages) == 0 else {
      exit(1)
    }
    colophon_set_pipe_size(output[0], 1 << 20)
    for descriptor in messages { colophon_set_close_on_exec(descriptor) }
    colophon_become_subreaper()
    let notes = AccessRecorder.makeNotes()
    let nextJob = colophon_make_memory_file()
    let printed = PrintedStream()
    let supervisor = getpid()
    // A process whose parent lies outside of what it can see has none.
    let starter = getppid() > 0 ? getppid() : supervisor

    let child = colophon_fork()
    guard child >= 0 else { exit(1) }
    if child == 0 {
      setpgid(0, 0)
      // The supervisor kills everything when its own parent goes; this is for the supervisor's own death.
      colophon_die_with_parent()
      close(output[0])
      close(messages[0])
      close(events)
      dup2(output[1], 1)
      dup2(output[1], 2)
      close(output[1])
      let nothing = open("/dev/null", O_RDONLY)
      dup2(nothing, 0)
      close(nothing)
      if chdir(job.folder) != 0 { _exit(1) }
      if let threads = conditions.threads { colophon_use_processors(Int32(clamping: threads)) }
      begin(conditions)
      colophon_protect(supervisor, starter)
      AccessRecorder.start(notes, marker: page)
      ErrorStream.start(mark: printed.mark)
      CellProcess(
        job: job, channel: CellChannel(descriptor: messages[1], textLimit: job.textLimit), marker: page,
        nextJob: nextJob, synchronize: synchronize, connect: connect
      ).run()
    }
    setpgid(child, child)
    colophon_hide()
    close(output[1])
    close(messages[1])
    var watch = Supervisor(
      job: job, cells: child, output: output[0], printed: printed, messages: messages[0], events: events, notes: notes,
      nextJob: nextJob, marker: page)
    watch.supervise()
  }

  private static func readJob() -> ArraySlice<UInt8>? {
    guard let header = readExactly(4) else { return nil }
    return readExactly(header.withUnsafeBytes { Int($0.loadUnaligned(as: UInt32.self)) })?[...]
  }

  private static func readExactly(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
      let got = bytes.withUnsafeMutableBytes { read(0, $0.baseAddress! + filled, count - filled) }
      if got > 0 { filled += got } else if got == 0 || errno != EINTR { return nil }
    }
    return bytes
  }
}
