import Foundation

/// Lets so many threads work at once, of those that wait the one of the lowest rank first; and has them wait for each other where
/// nothing of the second half of the work is to be done before the first half of all.
final class JobSlots: @unchecked Sendable {
  // All that follows is read and written under the condition's lock.
  private let condition = NSCondition()
  private var free: Int
  /// How many threads have not come to the end of the first half.
  private var unprepared: Int
  /// The ranks of those that can go on as soon as there is a slot.
  private var waiting: Set<Int> = []
  /// Those that wait for others to come to the end of the first half.
  private var prepared: Set<Int> = []

  /// - Parameter unprepared: how many threads wait for each other.
  init(_ count: Int, unprepared: Int) {
    free = count
    self.unprepared = unprepared
  }

  /// - Parameter rank: another one for each thread.
  func acquire(rank: Int) {
    condition.withLock {
      waiting.insert(rank)
      take(rank)
    }
  }

  func release() {
    condition.withLock {
      free += 1
      condition.broadcast()
    }
  }

  /// Lets others have the slot until all have come to the end of the first half.
  func waitForOthers(rank: Int) {
    condition.withLock {
      free += 1
      prepared.insert(rank)
      finishFirstHalf()
      take(rank)
    }
  }

  /// For a thread that waits for nobody: nobody has to wait for it either.
  func skipWaiting() { condition.withLock { finishFirstHalf() } }

  private func finishFirstHalf() {
    unprepared -= 1
    if unprepared <= 0 {
      // All at once, so that the lowest rank among them comes first.
      waiting.formUnion(prepared)
      prepared = []
    }
    condition.broadcast()
  }

  private func take(_ rank: Int) {
    while free == 0 || waiting.min() != rank { condition.wait() }
    waiting.remove(rank)
    free -= 1
    // The next one may go on where there is more than one slot.
    condition.broadcast()
  }
}
