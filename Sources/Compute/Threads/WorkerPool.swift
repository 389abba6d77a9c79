#if canImport(Glibc)
  import Glibc
  import Synchronization

  /// Threads that wait for work, spinning for a moment before they sleep: most work comes right after other work.
  ///
  /// Unchecked: `isBusy` guards everything that is not atomic. Its holder alone writes, and the workers read between the
  /// moment when `generation` announces a round and the moment when they report its end through `running`.
  final class WorkerPool: @unchecked Sendable {
    static let shared = WorkerPool()

    private let isBusy = Atomic<Bool>(false)
    private let generation = Atomic<Int>(0)
    private let nextJob = Atomic<Int>(0)
    private let running = Atomic<Int>(0)
    private let sleeping = Atomic<Int>(0)
    private let limit = Atomic<Int>(max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
    private var jobs = 0
    private var body: ((Int) -> Void)?
    private var isEnding = false
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
    func run(jobs: Int, _ body: (Int) -> Void) -> Bool {
      let helpers = min(count, jobs) - 1
      guard helpers > 0, claim() else { return false }
      defer { isBusy.store(false, ordering: .releasing) }
      start()
      if threads.isEmpty { return false }
      withoutActuallyEscaping(body) { body in
        self.jobs = jobs
        self.body = body
        nextJob.store(0, ordering: .relaxed)
        running.store(threads.count, ordering: .relaxed)
        announce()
        work(body)
        while running.load(ordering: .acquiring) > 0 {}
        self.body = nil
      }
      return true
    }

    /// Ends the threads and waits until they have.
    func end() {
      // Whoever is at work will be done soon.
      while !claim() { sched_yield() }
      defer { isBusy.store(false, ordering: .releasing) }
      if threads.isEmpty { return }
      isEnding = true
      announce()
      for thread in threads { pthread_join(thread, nil) }
      threads = []
      isEnding = false
    }

    private func claim() -> Bool {
      isBusy.compareExchange(expected: false, desired: true, ordering: .acquiringAndReleasing).exchanged
    }

    private func forget() {
      threads = []
      isEnding = false
      sleeping.store(0, ordering: .relaxed)
      pthread_mutex_init(mutex, nil)
      pthread_cond_init(condition, nil)
      isBusy.store(false, ordering: .relaxed)
    }

    private func start() {
      while threads.count < count - 1 {
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

    private func work(_ body: (Int) -> Void) {
      while true {
        let job = nextJob.add(1, ordering: .relaxed).oldValue
        guard job < jobs else { return }
        body(job)
      }
    }

    /// What a worker does, from its start to its end.
    private func serve(after generation: Int) {
      var seen = generation
      while true {
        wait(after: seen)
        seen += 1
        if isEnding { return }
        if let body { work(body) }
        running.subtract(1, ordering: .releasing)
      }
    }

    private func wait(after seen: Int) {
      for _ in 0..<Self.patience where generation.load(ordering: .acquiring) != seen { return }
      sleeping.add(1, ordering: .sequentiallyConsistent)
      pthread_mutex_lock(mutex)
      while generation.load(ordering: .sequentiallyConsistent) == seen { pthread_cond_wait(condition, mutex) }
      pthread_mutex_unlock(mutex)
      sleeping.subtract(1, ordering: .sequentiallyConsistent)
    }
  }
#endif
