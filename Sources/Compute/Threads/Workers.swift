/// Work that is done by all processors at once.
///
/// Work comes as jobs, numbered from 0, that do not depend on each other. Which thread does which is left open; what a job
/// computes is not, so results are the same for any number of threads, bit for bit.
package enum Workers {
  /// How many threads work together, the calling one among them. As many as there are processors, unless set.
  package static var count: Int {
    get {
      #if canImport(Glibc)
        WorkerPool.shared.count
      #else
        1
      #endif
    }
    set {
      #if canImport(Glibc)
        WorkerPool.shared.count = max(1, newValue)
      #endif
    }
  }

  /// Runs `body` for each job, and returns when all are done: on the calling thread alone where there is a single job, or
  /// where there is too little to do to be worth `sharing`.
  package static func perform(jobs: Int, sharing: Bool = true, _ body: (Int) -> Void) {
    #if canImport(Glibc)
      if sharing, jobs > 1, WorkerPool.shared.perform(jobs: jobs, body) { return }
    #endif
    for job in 0..<jobs { body(job) }
  }

  /// Runs `body` for parts of `0..<count`, each a multiple of `grain` long except the last, about `parts` of them.
  ///
  /// For loops whose elements do not depend on each other at all: where they are cut makes no difference.
  package static func split(_ count: Int, grain: Int, parts: Int? = nil, _ body: (Range<Int>) -> Void) {
    let grains = (count + grain - 1) / grain
    let jobs = min(grains, parts ?? Workers.count)
    if jobs <= 1 { return count > 0 ? body(0..<count) : () }
    perform(jobs: jobs) { job in
      let (lower, upper) = (grains * job / jobs * grain, grains * (job + 1) / jobs * grain)
      body(lower..<min(upper, count))
    }
  }

  /// Runs `body` for parts of `0..<count`, the elements of a loop so simple that only many of them are worth splitting.
  package static func split(_ count: Int, _ body: (Range<Int>) -> Void) {
    if count < 100_000 { return body(0..<count) }
    split(count, grain: 16_384, body)
  }

  /// Ends the threads. The next work starts them again.
  ///
  /// A process can only be copied (`fork`) safely while it has a single thread.
  package static func end() {
    #if canImport(Glibc)
      WorkerPool.shared.end()
    #endif
  }
}
