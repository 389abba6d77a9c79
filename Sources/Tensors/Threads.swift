import Compute

/// The threads that the engine computes with. Results do not depend on their number, bit for bit.
public enum Threads {
  /// How many threads work together; as many as the machine has processors, unless set. At least 1.
  public static var count: Int {
    get { Workers.count }
    set { Workers.count = newValue }
  }
}

/// Ends the engine's threads, so that the process may be copied, and gives memory that no tensor uses back to the system. The
/// next operation that needs either starts or asks again.
package func synchronize() {
  Workers.end()
  BufferPool.drain()
}
