#if canImport(Glibc)
  import Glibc
  import Synchronization

  /// Threads that wait for work, spinning for a moment before they sleep: most work comes right after other work.
  ///
  /// A round is a number of jobs and a body. It ends with its last job, not with its last worker: one that is slow to wake
  /// up finds the round over, and nobody waits for it.
  ///
  /// Unchecked: `isBusy` guards everything that is not atomic. Its holder alone writes. A worker reads `jobs` and `body`
  /// only while it holds a job, which keeps the round from ending.
  final class WorkerPool: @unchecked Sendable {
    static let shared = WorkerPool()

    private let isBusy = Atomic<Bool>(false)
    private let generation = Atomic<Int>(0)
    /// How many jobs of a round nobody has taken yet, with the round's number above so that no one takes another round's.
    private let open = Atomic<UInt64>(0)
    private let finished = Atomic<Int>(0)
    private let sleeping = Atomic<Int>(0)
    private let limit = Atomic<Int>(max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    private var jobs = 0
    private var body: ((Int) -> Void)?
    private let isEnding = Atomic<Bool>(false)
    private var threads: [pthread_t] = []
    private var process: pid_t = 0
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    /// How often a worker looks for new work before it sleeps; some tens of microseconds.
    private static let patience = 20_000

    private init() {
      pthread_mutex_init(mutex, nil)
      pthread_cond_init(condition, nil)
      // A copy of the process has this memory but not the threads.
      pthread_atfork(nil, nil) { WorkerPool.shared.forget() }
    }

    var count: Int {
      get { limit.load(ordering: .relaxed) }
      set {
        limit.store(newValue, ordering: .relaxed)
        end()
      }
    }

    /// Runs the jobs together with the workers; false where the pool has none or is at work for another thread.
    func perform(jobs: Int, _ body: (Int) -> Void) -> Bool {
      let helpers = min(count, jobs) - 1
      guard helpers > 0, acquire() else { return false }
      defer { isBusy.store(false, ordering: .releasing) }
      start(helpers)
      if threads.isEmpty { return false }
      withoutActuallyEscaping(body) { body in
        self.jobs = jobs
        self.body = body
        finished.store(0, ordering: .relaxed)
        let round = UInt64(truncatingIfNeeded: generation.load(ordering: .relaxed) + 1) << 32
        open.store(round | UInt64(jobs), ordering: .releasing)
        announce()
        work(on: round)
        waitForJobs(jobs)
        self.body = nil
      }
      return true
    }

    /// Waits for the jobs that workers still do: soon over, unless other programs have their processors.
    private func waitForJobs(_ jobs: Int) {
      var looks = 0
      while finished.load(ordering: .acquiring) < jobs {
        looks += 1
        if looks > Self.patience { sched_yield() }
      }
    }

    /// Ends the threads and waits until they have.
    func end() {
      // Whoever is at work will be done soon.
      while !acquire() { sched_yield() }
      defer { isBusy.store(false, ordering: .releasing) }
      if threads.isEmpty { return }
      isEnding.store(true, ordering: .releasing)
      announce()
      for thread in threads { pthread_join(thread, nil) }
      threads = []
      isEnding.store(false, ordering: .releasing)
    }

    private func acquire() -> Bool {
      isBusy.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged
    }

    private func forget() {
      threads = []
      isEnding.store(false, ordering: .releasing)
      sleeping.store(0, ordering: .relaxed)
      pthread_mutex_init(mutex, nil)
      pthread_cond_init(condition, nil)
      isBusy.store(false, ordering: .relaxed)
    }

    /// Starts as many threads as there is work for, and keeps those that are there.
    private func start(_ helpers: Int) {
      while threads.count < helpers {
        var thread = pthread_t()
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        pthread_attr_setstacksize(&attributes, 1 << 20)
        defer { pthread_attr_destroy(&attributes) }
        let seen = UnsafeMutableRawPointer(bitPattern: generation.load(ordering: .relaxed) + 1)
        let failed = pthread_create(
          &thread, &attributes,
          { argument in
            WorkerPool.shared.serve(after: Int(bitPattern: argument) - 1)
            return nil
          }, seen)
        // A machine that allows no more threads is used with those that it allowed.
        if failed != 0 { return }
        threads.append(thread)
      }
    }

    private func announce() {
      generation.add(1, ordering: .sequentiallyConsistent)
      if sleeping.load(ordering: .sequentiallyConsistent) > 0 {
        pthread_mutex_lock(mutex)
        pthread_cond_broadcast(condition)
        pthread_mutex_unlock(mutex)
      }
    }

    /// Takes jobs of a round until none is left.
    private func work(on round: UInt64) {
      var seen = open.load(ordering: .acquiring)
      while seen & ~0xFFFF_FFFF == round, seen != round {
        let taken = open.compareExchange(
          expected: seen, desired: seen - 1, successOrdering: .acquiringAndReleasing, failureOrdering: .acquiring)
        if taken.exchanged {
          perform(left: Int(seen & 0xFFFF_FFFF))
          finished.add(1, ordering: .releasing)
          seen = open.load(ordering: .acquiring)
        } else {
          seen = taken.original
        }
      }
    }

    /// The job that was taken when so many were left. By itself, so that nothing holds on to `body` when it is done.
    @inline(never)
    private func perform(left: Int) { body?(jobs - left) }

    /// What a worker does, from its start to its end.
    private func serve(after generation: Int) {
      var seen = generation
      while true {
        seen = wait(after: seen)
        if isEnding.load(ordering: .acquiring) { return }
        work(on: UInt64(truncatingIfNeeded: seen) << 32)
      }
    }

    /// Waits for a round after the given one, and returns its number.
    private func wait(after seen: Int) -> Int {
      for _ in 0..<Self.patience {
        let latest = generation.load(ordering: .acquiring)
        if latest != seen { return latest }
      }
      sleeping.add(1, ordering: .sequentiallyConsistent)
      pthread_mutex_lock(mutex)
      while generation.load(ordering: .sequentiallyConsistent) == seen { pthread_cond_wait(condition, mutex) }
      pthread_mutex_unlock(mutex)
      sleeping.subtract(1, ordering: .sequentiallyConsistent)
      return generation.load(ordering: .acquiring)
    }
  }
#endif
