/// The first elements of each line along an axis, in sorted order.
struct LineOrder {
  /// Where they lie, counted in row-major order of the whole, in that of the result.
  let elements: [Int]
  /// Their places in their lines.
  let places: [Int32]
  let shape: [Int]

  /// Equal elements keep their order, also in a descending one.
  ///
  /// - Parameters:
  ///   - shape: The shape of the whole, none of whose axes is negative.
  ///   - kept: How many elements of each line are wanted, at the most its length.
  ///   - value: An element, by its place in row-major order.
  ///   - isBefore: The ascending order of elements.
  // Inlined, so that its closures are a part of its loops.
  @inline(__always)
  init<Scalar>(
    of shape: [Int], along axis: Int, kept: Int, descending: Bool, value: (Int) -> Scalar,
    isBefore: (Scalar, Scalar) -> Bool
  ) {
    let (length, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
    var result = shape
    result[axis] = kept
    self.shape = result
    let lines = length == 0 ? 0 : shape.reduce(1, *) / length
    var elements = [Int](repeating: 0, count: lines * kept)
    var places = [Int32](repeating: 0, count: lines * kept)
    for line in 0..<lines {
      let first = line / inner * length * inner + line % inner
      let scalars = (0..<length).map { value(first + $0 * inner) }
      let order = (0..<length).sorted { a, b in
        if descending ? isBefore(scalars[b], scalars[a]) : isBefore(scalars[a], scalars[b]) { return true }
        return !(descending ? isBefore(scalars[a], scalars[b]) : isBefore(scalars[b], scalars[a])) && a < b
      }
      for place in 0..<kept {
        let target = (line / inner * kept + place) * inner + line % inner
        places[target] = Int32(truncatingIfNeeded: order[place])
        elements[target] = first + order[place] * inner
      }
    }
    (self.elements, self.places) = (elements, places)
  }
}
