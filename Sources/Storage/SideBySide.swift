import Dispatch
import Synchronization

extension Array where Element: Sendable {
  /// What a function makes of each element, in their order; it is called on several threads at once.
  package func mappedSideBySide<Result: Sendable>(_ transform: @Sendable (Element) -> Result) -> [Result] {
    let results = Mutex([Result?](repeating: nil, count: count))
    DispatchQueue.concurrentPerform(iterations: count) { index in
      let result = transform(self[index])
      results.withLock { $0[index] = result }
    }
    // Each index was asked for once.
    return results.withLock { $0.compactMap(\.self) }
  }
}
