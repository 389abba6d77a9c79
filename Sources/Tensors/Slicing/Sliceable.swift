/// What has the subscripts that `AxisSelection` lists: `Tensor` and `IntTensor`.
///
/// The part that a subscript reads is a copy, which takes time and memory as it is large. Assignment broadcasts: `image[0..<6, 2..<6] = 0`
/// sets a box to 0, `x[x .< 0] = 0` all that is negative. Stops with a message when a selection does not fit, or the assigned shape.
public protocol Sliceable {
  /// The length of each axis.
  var shape: [Int] { get }
  /// How many axes there are.
  var rank: Int { get }
  /// The part that the selections name, one for each axis from the first on; the others are taken whole.
  func selected(_ selections: [AxisIndices]) -> Self
  /// Writes a value, broadcast, into the part that the selections name.
  mutating func assign(_ value: Self, at selections: [AxisIndices])
}
