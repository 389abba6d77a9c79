import Synchronization

/// Something that follows from the text of a chapter, and from nothing that changes, kept for the newest text of each.
package final class ChapterMemory<Value: Sendable>: Sendable {
  private let known = Mutex<[String: (source: [UInt8], value: Value)]>([:])

  package init() {}

  package func value(of chapter: Chapter, _ make: () -> Value) -> Value {
    if let known = known.withLock({ $0[chapter.file] }), known.source == chapter.source.bytes { return known.value }
    let value = make()
    known.withLock { $0[chapter.file] = (chapter.source.bytes, value) }
    return value
  }

  /// Forgets the values of all chapters.
  package func forget() { known.withLock { $0 = [:] } }
}
