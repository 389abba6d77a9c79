import CProcess
import Foundation

/// The cell host: the tool started again, to run the cells of one program where nothing they do can harm the build.
///
/// It is two processes. The *supervisor* collects what is printed and shown, watches time and the parent, and outlives
/// whatever happens; its child runs the cells.
package enum CellHost {
  /// The environment in which cells run, so that they give the same everywhere.
  static let environment = [
    "SWIFT_DETERMINISTIC_HASHING=1", "SWIFT_BACKTRACE=enable=no", "LC_ALL=C.UTF-8", "LANG=C.UTF-8", "TZ=UTC",
  ]

  /// Does the job that comes in on standard input; ends the process.
  ///
  /// - Parameter connect: hands the session to what cells import.
  package static func run(connect: @escaping (CellSession) -> Void) -> Never {
    // Events go to the standard output that we were started with; the cells get another.
    let events = dup(1)
    colophon_set_close_on_exec(events)
    signal(SIGPIPE, SIG_IGN)
    guard let line = readJob(), let job = try? JSONDecoder().decode(HostJob.self, from: Data(line)) else { exit(1) }
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
      CellProcess(job: job, channel: CellChannel(descriptor: messages[1]), marker: page, connect: connect).run()
    }
    setpgid(child, child)
    close(output[1])
    close(messages[1])
    var supervisor = Supervisor(
      job: job, child: child, output: output[0], messages: messages[0], events: events, marker: page)
    supervisor.run()
  }

  private static func readJob() -> [UInt8]? {
    var line = [UInt8]()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(0, &chunk, chunk.count)
      if count <= 0 { return nil }
      line += chunk[..<count]
      if line.last == UInt8(ascii: "\n") { return line }
    }
  }
}
