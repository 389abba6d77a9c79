import Glibc
import Synchronization

/// What was worked out of texts, for as long as these come up again: of all that is asked for, the latest few megabytes.
package final class Memo<Value: Sendable>: Sendable {
  private struct State {
    var latest: [Key: Value] = [:]
    /// The bytes of the texts in `latest`.
    var size = 0
    /// Those before, until `latest` is full.
    var earlier: [Key: Value] = [:]

    mutating func keep(_ value: Value, of key: Key, limit: Int) {
      if size > limit {
        earlier = latest
        latest = [:]
        size = 0
      }
      if latest.updateValue(value, forKey: key) == nil { size += key.text.utf8.count }
    }
  }

  /// A text that is another where its bytes are, though it may look the same.
  private struct Key: Hashable {
    var text: String

    static func == (a: Key, b: Key) -> Bool {
      var (first, second) = (a.text, b.text)
      return first.withUTF8 { first in
        second.withUTF8 { second in
          first.count == second.count
            && (first.isEmpty || memcmp(first.baseAddress!, second.baseAddress!, first.count) == 0)
        }
      }
    }

    func hash(into hasher: inout Hasher) {
      var text = text
      text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
    }
  }

  private let state = Mutex(State())
  /// Bytes of texts after which those that were asked for before are forgotten.
  private let limit: Int

  package init(limit: Int = 4 << 20) { self.limit = limit }

  /// - Parameter make: works it out, the same whenever it is called with the same text.
  package func value(of text: String, _ make: () -> Value) -> Value {
    let key = Key(text: text)
    let known = state.withLock { state -> Value? in
      if let value = state.latest[key] { return value }
      guard let value = state.earlier.removeValue(forKey: key) else { return nil }
      state.keep(value, of: key, limit: limit)
      return value
    }
    if let known { return known }
    let value = make()
    state.withLock { $0.keep(value, of: key, limit: limit) }
    return value
  }
}
