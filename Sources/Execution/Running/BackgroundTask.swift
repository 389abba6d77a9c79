import Foundation
import Synchronization

/// Work that goes on on a thread of its own until somebody asks for its result.
package final class BackgroundTask<Value: Sendable>: Sendable {
  private let result = Mutex<Result<Value, any Error>?>(nil)
  private let end = DispatchSemaphore(value: 0)

  package init(_ body: @escaping @Sendable () throws -> Value) {
    Thread.detachNewThread {
      let value = Result { try body() }
      self.result.withLock { $0 = value }
      self.end.signal()
    }
  }

  /// Waits for the end.
  package func value() throws -> Value {
    end.wait()
    end.signal()
    return try result.withLock { try $0!.get() }
  }
}
