import Foundation

/// Where the results of this package's own chapters are kept while the tests run, so that each chapter runs once however many
/// tests need its results. It is empty at first, and removed at the end.
package let sharedCache: String = {
  atexit { try? FileManager.default.removeItem(atPath: sharedCache) }
  return NSTemporaryDirectory() + "colophon-tests-shared-" + UUID().uuidString
}()
