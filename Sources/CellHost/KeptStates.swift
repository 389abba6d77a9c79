import Glibc

/// The processes of a session that sleep in the state before a segment, so that a later job can go on from there.
struct KeptStates {
  /// By the index of the segment.
  private var processes: [Int: pid_t] = [:]
  /// When each was kept, in seconds: what is between two of them is what it costs to do without the second.
  private var times: [Int: Double] = [:]

  /// The states that are kept at most.
  private static let greatestCount = 24

  subscript(segment: Int) -> pid_t? { processes[segment] }

  func contains(_ process: pid_t) -> Bool { processes.values.contains(process) }

  mutating func keep(_ process: pid_t, before segment: Int, at time: Double) {
    processes[segment] = process
    times[segment] = time
  }

  /// Forgets a process that has ended; gives the segments before which it kept the state.
  mutating func forget(_ process: pid_t) -> [Int] {
    let segments = processes.filter { $0.value == process }.keys.sorted()
    for segment in segments {
      processes[segment] = nil
      times[segment] = nil
    }
    return segments
  }

  /// Ends the processes that keep the states behind a segment.
  mutating func drop(behind segment: Int) { for other in processes.keys.sorted() where other > segment { drop(other) } }

  /// Ends all of them but one process.
  mutating func dropAll(but process: pid_t) {
    for (segment, other) in processes where other != process { drop(segment) }
    self = KeptStates()
  }

  /// Ends what is one too many, where something is: together they hold no more than the cells may.
  mutating func dropExcess(_ memory: MemoryUse) -> (segment: Int, obstacle: StateObstacle)? {
    guard processes.count > 2 else { return nil }
    let obstacle: StateObstacle
    if processes.count > Self.greatestCount {
      obstacle = .number
    } else if memory.isOver(Array(processes.values)) {
      obstacle = .memory
    } else {
      return nil
    }
    guard let segment = cheapest else { return nil }
    drop(segment)
    return (segment, obstacle)
  }

  /// The state that costs little to make again: the one after which least was done until the next.
  private var cheapest: Int? {
    let segments = processes.keys.sorted()
    // What was done between the state before and one, in seconds.
    func cost(_ index: Int) -> Double { (times[segments[index]] ?? 0) - (times[segments[index - 1]] ?? 0) }
    return segments.indices.dropFirst().dropLast().min { cost($0) < cost($1) }.map { segments[$0] }
  }

  private mutating func drop(_ segment: Int) {
    guard let process = processes.removeValue(forKey: segment) else { return }
    times[segment] = nil
    kill(process, SIGKILL)
    var status: Int32 = 0
    waitpid(process, &status, 0)
  }
}
