import FlyingSocks
import Foundation
import Synchronization

/// What pages are told while they are open, as server-sent events.
final class Events: Sendable {
  private struct State {
    var next = 0
    var listeners: [Int: AsyncStream<[UInt8]>.Continuation] = [:]
  }
  private let state = Mutex(State())

  /// - Parameter data: its value as JSON.
  func send(_ name: String, _ data: some Encodable) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(data) else { return }
    let message = Array("event: \(name)\ndata: \(String(decoding: json, as: UTF8.self))\n\n".utf8)
    let listeners = state.withLock { Array($0.listeners.values) }
    for listener in listeners { listener.yield(message) }
  }

  /// The events from now on, as bytes.
  func listen() -> Bytes {
    let (stream, continuation) = AsyncStream<[UInt8]>.makeStream()
    let number = state.withLock { state in
      state.next += 1
      state.listeners[state.next] = continuation
      return state.next
    }
    continuation.onTermination = { [weak self] _ in self?.state.withLock { $0.listeners[number] = nil } }
    // The browser asks again a moment after the connection is lost.
    continuation.yield(Array("retry: 300\n\n".utf8))
    return Bytes(stream: stream)
  }

  struct Bytes: AsyncBufferedSequence {
    typealias Element = UInt8
    let stream: AsyncStream<[UInt8]>

    func makeAsyncIterator() -> Iterator { Iterator(messages: stream.makeAsyncIterator()) }

    struct Iterator: AsyncBufferedIteratorProtocol {
      var messages: AsyncStream<[UInt8]>.AsyncIterator
      var left: ArraySlice<UInt8> = []

      mutating func next() async throws -> UInt8? { try await nextBuffer(suggested: 1)?.first }

      mutating func nextBuffer(suggested count: Int) async throws -> ArraySlice<UInt8>? {
        if left.isEmpty {
          guard let message = await messages.next() else { return nil }
          left = message[...]
        }
        defer { left = left.dropFirst(count) }
        return left.prefix(count)
      }
    }
  }
}
