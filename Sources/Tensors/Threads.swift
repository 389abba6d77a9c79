import Compute

/// The threads that the engine computes with. Results do not depend on their number, bit for bit.
public enum Threads {
  /// How many threads work together; as many as the machine has processors, unless set. From 1 to 1024: what lies outside is
  /// taken for the nearest of these.
  public static var count: Int {
    get { Workers.count }
    set { Workers.count = min(max(newValue, 1), 1024) }
  }
}

/// Ends the engine's threads, so that the process may be copied, and gives memory that no tensor uses back to the system. The
/// next operation that needs either starts or asks again.
package func synchronize() {
  Workers.end()
  BufferPool.drain()
}
