import Compute

extension Tensor {
  /// The rows (indices along the first axis) with the given numbers; a row may be taken several times. The result has the shape of
  /// `indices`, followed by that of a row: from a table `[word, feature]`, indices `[sentence, position]` give
  /// `[sentence, position, feature]`.
  ///
  /// The gradient with respect to a row is the sum over the times it was taken. Stops with a message when there is no such row.
  public func rows(_ indices: IntTensor) -> Tensor {
    guard rank > 0 else { fail(ErrorMessage.axis("rows", 0, shape)) }
    indices.check("rows", below: shape[0], of: shape, axis: 0)
    let size = shape[1...].reduce(1, *)
    return Tensor(shape: indices.shape + shape[1...]) {
      Rows.gather(storage.start, indices.scalars, size: size, into: $0)
    }
    .recorded("rows", (self, { $0.scattered(to: indices, shape: self.shape) }))
  }

  /// The rows with the given numbers, in that order.
  public func rows(_ indices: [Int]) -> Tensor { rows(IntTensor(indices)) }

  /// A tensor of zeros to whose rows this one's are added.
  private func scattered(to indices: IntTensor, shape: [Int]) -> Tensor {
    let plain = Tensor(zeros: shape)
    Rows.scatter(storage.start, indices.scalars, size: shape[1...].reduce(1, *), into: plain.storage.start)
    return plain.recorded("scattered rows", (self, { $0.rows(indices) }))
  }

  /// One element of each line along an axis, by its position there: of `[example, class]` at labels `[example]` along axis 1, the
  /// element at each example's label.
  ///
  /// - Parameters:
  ///   - indices: A position for each line. Its shape, which the result has too, is this tensor's without the axis.
  ///   - axis: The axis along which the indices count; by default the last.
  ///
  /// The gradient goes to the elements that were taken. Stops with a message when shapes do not fit or a position lies outside.
  public func picked(at indices: IntTensor, along axis: Int = -1) -> Tensor {
    let axis = normalized([axis], for: "picked(at:along:)")[0]
    let expected = reducedShape(along: [axis], keepingAxes: false)
    guard indices.shape == expected else { fail(ErrorMessage.pickedShape(indices.shape, axis, shape)) }
    indices.check("picked(at:along:)", below: shape[axis], of: shape, axis: axis)
    ElementIndices.check("picked(at:along:)", shape)
    let (length, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
    let elements = ElementIndices(count: indices.count) { start in
      for (line, index) in indices.scalars.enumerated() {
        let position = (line / inner * length + Int(index)) * inner + line % inner
        start[line] = Int32(truncatingIfNeeded: position)
      }
    }
    return picked(elements, shape: expected)
  }
}
