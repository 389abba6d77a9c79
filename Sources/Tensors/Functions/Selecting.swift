import Compute

extension Tensor {
  /// Elements of `first` where the mask is not 0, else those of `second`; with broadcasting of all three.
  ///
  ///     let positive = Tensor.select(x .> 0, x, 0)
  ///
  /// The gradient goes to whichever element was selected, the other one gets 0. Both are computed, though: where an element that
  /// is *not* selected was made by an operation with an infinite derivative, 0 times infinity makes its gradient NaN. Select a
  /// harmless input of that operation then, beside its output.
  ///
  /// Stops with a message when the shapes do not broadcast.
  public static func select(_ mask: Tensor, _ first: Tensor, _ second: Tensor) -> Tensor {
    guard let chosen = first.shape.broadcast(with: second.shape), let shape = chosen.broadcast(with: mask.shape) else {
      fail(ErrorMessage.selection(mask.shape, first.shape, second.shape))
    }
    let mask = mask.detached()
    // A copy of the second tensor, over which the first is written.
    let base = StridedPair(shape: shape, left: second.shape.strides(broadcastTo: shape), right: shape.rowMajorStrides)
    let pair = StridedPair(
      shape: shape, left: mask.shape.strides(broadcastTo: shape), right: first.shape.strides(broadcastTo: shape))
    return Tensor(shape: shape) {
      base.copy(from: second.storage.start, to: $0)
      Overwriting.overwrite($0, with: first.storage.start, where: mask.storage.start, pair)
    }
    .recorded("select", (first, { $0.masked(by: mask) }), (second, { $0.masked(byFalse: mask) }))
  }

  /// This tensor's elements, with those of `other` where the mask is not 0: `x.replacing(with: 0, where: x .< 0)`.
  ///
  /// See `select(_:_:_:)`, whose broadcasting and gradients it has.
  public func replacing(with other: Tensor, where mask: Tensor) -> Tensor { Tensor.select(mask, other, self) }

  /// The greater of the two elements, with broadcasting; NaN where either is NaN.
  ///
  /// The gradient goes to the greater element, to `first` where they are equal. (For the greatest element of one tensor see
  /// `max()`.)
  public static func maximum(_ first: Tensor, _ second: Tensor) -> Tensor {
    let (x, y) = (first.detached(), second.detached())
    return combined("maximum", x, y) { $0.map(greater) }
      .recorded(
        "maximum", (first, { $0.masked(by: x .>= y) }), (second, { $0.masked(byFalse: x .>= y) }))
  }

  /// The lesser of the two elements, with broadcasting; NaN where either is NaN.
  ///
  /// The gradient goes to the lesser element, to `first` where they are equal.
  public static func minimum(_ first: Tensor, _ second: Tensor) -> Tensor {
    let (x, y) = (first.detached(), second.detached())
    return combined("minimum", x, y) { $0.map(lesser) }
      .recorded(
        "minimum", (first, { $0.masked(by: x .<= y) }), (second, { $0.masked(byFalse: x .<= y) }))
  }

  /// Elements outside the range moved to its nearer bound: `x.clamped(to: 0...1)`. A NaN stays.
  ///
  /// The gradient goes through where an element is within the range, bounds included, and is 0 elsewhere.
  public func clamped(to range: ClosedRange<Float>) -> Tensor {
    .minimum(.maximum(self, Tensor(range.lowerBound)), Tensor(range.upperBound))
  }

  /// Elements below the bound moved to it: `x.clamped(to: 0...)`.
  public func clamped(to range: PartialRangeFrom<Float>) -> Tensor { .maximum(self, Tensor(range.lowerBound)) }

  /// Elements above the bound moved to it: `x.clamped(to: ...1)`.
  public func clamped(to range: PartialRangeThrough<Float>) -> Tensor { .minimum(self, Tensor(range.upperBound)) }
}

extension Tensor {
  /// The elements where the mask is not 0, else 0.
  func masked(by mask: Tensor) -> Tensor {
    Tensor.combined("mask", self, mask) { $0.map(whereTrue) }
      .recorded("mask", (self, { $0.masked(by: mask) }))
  }

  /// The elements where the mask is 0, else 0.
  func masked(byFalse mask: Tensor) -> Tensor {
    Tensor.combined("mask", self, mask) { $0.map(whereFalse) }
      .recorded("mask", (self, { $0.masked(byFalse: mask) }))
  }
}

@inline(__always)
private func greater(_ a: Lanes, _ b: Lanes) -> Lanes { b.replacing(with: a, where: (a .> b) .| (a .!= a)) }

@inline(__always)
private func lesser(_ a: Lanes, _ b: Lanes) -> Lanes { b.replacing(with: a, where: (a .< b) .| (a .!= a)) }

// Not products, so that an infinity that is masked out leaves no NaN behind.

@inline(__always)
private func whereTrue(_ x: Lanes, _ mask: Lanes) -> Lanes { Lanes.zero.replacing(with: x, where: mask .!= 0) }

@inline(__always)
private func whereFalse(_ x: Lanes, _ mask: Lanes) -> Lanes { Lanes.zero.replacing(with: x, where: mask .== 0) }

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
}

extension ErrorMessage {
  static func selection(_ mask: [Int], _ first: [Int], _ second: [Int]) -> String {
    "select: a mask of shape \(mask) and tensors of shapes \(first) and \(second) do not broadcast; aligned at the end, lengths "
      + "must be equal or 1."
  }
}
