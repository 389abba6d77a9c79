extension Tensor {
  /// The shape that is left of this one when some axes, in ascending order, are reduced.
  func reducedShape(along axes: [Int], keepingAxes: Bool) -> [Int] {
    keepingAxes
      ? shape.indices.map { axes.contains($0) ? 1 : shape[$0] }
      : shape.indices.filter { !axes.contains($0) }.map { shape[$0] }
  }

  /// The tensor as `[outer, length, inner]`, where the middle axis runs over all of the given axes, in ascending order, in
  /// row-major order. Axes that are neighbours cost nothing; others are brought to the end first.
  func mergingAxes(_ axes: [Int]) -> Tensor {
    let length = axes.reduce(1) { $0 * shape[$1] }
    guard let first = axes.first else { return reshaped(to: [count, 1, 1]) }
    if axes.elementsEqual(first..<first + axes.count) {
      return reshaped(
        to: [shape[..<first].reduce(1, *), length, shape[(first + axes.count)...].reduce(1, *)])
    }
    let kept = shape.indices.filter { !axes.contains($0) }
    return transposed(to: kept + axes).reshaped(to: [kept.reduce(1) { $0 * shape[$1] }, length, 1])
  }
}
