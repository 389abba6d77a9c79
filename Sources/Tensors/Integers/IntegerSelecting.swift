import Compute

extension IntTensor {
  /// Integers of `first` where the mask is not 0, else those of `second`; with broadcasting of all three. NumPy and PyTorch call it
  /// `where`.
  ///
  /// Stops with a message when the shapes do not broadcast.
  public static func select(_ mask: Tensor, _ first: IntTensor, _ second: IntTensor) -> IntTensor {
    guard let chosen = first.shape.broadcast(with: second.shape), let shape = chosen.broadcast(with: mask.shape) else {
      fail(ErrorMessage.selection(mask.shape, first.shape, second.shape))
    }
    let (first, second) = (first.broadcast(to: shape), second.broadcast(to: shape))
    let marks = mask.detached().broadcast(to: shape)
    return IntTensor(
      shape: shape,
      first.scalars.indices.map { marks.storage.start[$0] != 0 ? first.scalars[$0] : second.scalars[$0] })
  }

  /// These integers, with those of `other` where the mask is not 0: `labels.replacing(with: -1, where: labels .> 9)`. PyTorch calls it
  /// `masked_fill`.
  ///
  /// Stops with a message when the shapes do not broadcast.
  public func replacing(with other: IntTensor, where mask: Tensor) -> IntTensor { IntTensor.select(mask, other, self) }

  /// The greater of two integers each, with broadcasting. (For the greatest of all see `max()`.)
  ///
  /// Stops with a message when the shapes do not broadcast.
  public static func maximum(_ first: IntTensor, _ second: IntTensor) -> IntTensor {
    combined("maximum", first, second) { (Swift.max($0, $1), false) }
  }

  /// The lesser of two integers each, with broadcasting. (For the least of all see `min()`.)
  ///
  /// Stops with a message when the shapes do not broadcast.
  public static func minimum(_ first: IntTensor, _ second: IntTensor) -> IntTensor {
    combined("minimum", first, second) { (Swift.min($0, $1), false) }
  }

  /// Integers outside of the range moved to its nearer bound: `labels.clamped(to: 0...9)`. NumPy calls it `clip`, PyTorch `clamp`.
  ///
  /// Stops with a message when a bound that is needed does not fit in 32 bits.
  public func clamped(to range: ClosedRange<Int>) -> IntTensor {
    moved { Swift.min(Swift.max($0, range.lowerBound), range.upperBound) }
  }

  /// Integers below the bound moved to it: `labels.clamped(to: 0...)`.
  public func clamped(to range: PartialRangeFrom<Int>) -> IntTensor { moved { Swift.max($0, range.lowerBound) } }

  /// Integers above the bound moved to it: `labels.clamped(to: ...9)`.
  public func clamped(to range: PartialRangeThrough<Int>) -> IntTensor { moved { Swift.min($0, range.upperBound) } }

  private func moved(_ move: (Int) -> Int) -> IntTensor {
    IntTensor(shape: shape, scalars.map { IntTensor.fitting(move(Int($0))) })
  }

  /// One integer of each line along an axis, by its position there. NumPy calls the like `take_along_axis`, PyTorch `gather`.
  ///
  /// - Parameters:
  ///   - indices: A position for each line, those below 0 counted from the end. Its shape, which the result has too, is that of these
  ///     integers without the axis.
  ///   - axis: The axis along which the positions count; by default the last.
  ///
  /// Stops with a message when shapes do not fit or a position lies outside.
  public func picked(at indices: IntTensor, along axis: Int = -1) -> IntTensor {
    let lines = PickedLines(indices, of: shape, along: axis)
    return IntTensor(shape: indices.shape, indices.scalars.indices.map { scalars[lines.element($0)] })
  }
}

/// Where the elements lie that are picked one of each line along an axis.
struct PickedLines {
  private let indices: IntTensor
  private let length: Int
  private let inner: Int

  /// Stops with a message when shapes do not fit or a position lies outside.
  init(_ indices: IntTensor, of shape: [Int], along axis: Int) {
    let operation = "picked(at:along:)"
    let axis = shape.normalized([axis], for: operation)[0]
    guard indices.shape == shape.reduced(along: [axis], keepingAxes: false) else {
      fail(ErrorMessage.pickedShape(indices.shape, axis, shape))
    }
    self.indices = indices.positions(operation, along: axis, of: shape)
    (length, inner) = (shape[axis], shape[(axis + 1)...].reduce(1, *))
  }

  /// The element of a line, counted in row-major order.
  func element(_ line: Int) -> Int {
    (line / inner * length + Int(indices.scalars[line])) * inner + line % inner
  }
}
