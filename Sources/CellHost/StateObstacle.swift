/// Why the state before a segment is not kept.
package enum StateObstacle: Int, Sendable, Hashable {
  /// A thread goes on, or a program that was started; a file is open; memory is shared with others: a copy of the process would lack
  /// it, or share it.
  case threads, processes, files, sharedMemory
  /// The states held too much memory together, or were too many.
  case memory, number
  /// The system made no copy of the process.
  case system
  /// The process that kept it has ended.
  case ended
}
