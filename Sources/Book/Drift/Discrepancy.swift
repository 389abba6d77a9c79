/// A part of a documented line that is not quite, or not at all, what the fresh line has in its place.
package struct Discrepancy: Sendable, Hashable, Codable {
  /// Bytes of the documented line.
  package var documented: Range<Int>
  /// Bytes of the fresh line.
  package var fresh: Range<Int>
  /// By how much a fresh number is more, with its sign; nil for text.
  package var movement: String?
}
