import Compute

// Elements are read and written one by one in the loops that readers write by hand, so these are inlined into them.
//
// An element is a Float, through which no derivative can pass. Writing one is true all the same: it is a constant. Reading one of a tensor
// that is being differentiated is refused, as what is computed of it, `q[0] *= 2` too, would have lost its derivative without a word.

extension Tensor {
  /// The element at an index, for a tensor of one axis; -1 is the last.
  ///
  /// Stops with a message when the index lies outside or the rank is another, and when it is read of a tensor that is being
  /// differentiated: a `Float` carries no derivative. There `x[1..<2]` is the part with its derivative, which `*=` may change too, and
  /// `x.detached()[1]` the number, for printing and conditions. A number that is written is a constant.
  @inlinable
  public subscript(i: Int) -> Float {
    get {
      guard trace == nil, shape.count == 1, inside(i, 0) else { return element(at: [i]) }
      return storage.start[i]
    }
    set {
      guard trace == nil, shape.count == 1, inside(i, 0) else { return setElement(at: [i], to: newValue) }
      uniqueStart()[i] = newValue
    }
  }

  /// The element in row `i` and column `j`, for a tensor of two axes. Negative indices count from the end.
  ///
  /// Stops with a message when an index lies outside or the rank is another, and when it is read of a tensor that is being
  /// differentiated: there `x[1..<2, 2]` has a derivative, and `x.detached()[1, 2]` is the number.
  @inlinable
  public subscript(i: Int, j: Int) -> Float {
    get {
      guard trace == nil, shape.count == 2, inside(i, 0), inside(j, 1) else { return element(at: [i, j]) }
      return storage.start[i * shape[1] + j]
    }
    set {
      guard trace == nil, shape.count == 2, inside(i, 0), inside(j, 1) else {
        return setElement(at: [i, j], to: newValue)
      }
      uniqueStart()[i * shape[1] + j] = newValue
    }
  }

  /// The element at three indices, for a tensor of three axes: of an image, row, column and channel.
  ///
  /// Stops with a message when an index lies outside or the rank is another, and when it is read of a tensor that is being
  /// differentiated.
  @inlinable
  public subscript(i: Int, j: Int, k: Int) -> Float {
    get {
      guard trace == nil, shape.count == 3, inside(i, 0), inside(j, 1), inside(k, 2) else {
        return element(at: [i, j, k])
      }
      return storage.start[(i * shape[1] + j) * shape[2] + k]
    }
    set {
      guard trace == nil, shape.count == 3, inside(i, 0), inside(j, 1), inside(k, 2) else {
        return setElement(at: [i, j, k], to: newValue)
      }
      uniqueStart()[(i * shape[1] + j) * shape[2] + k] = newValue
    }
  }

  /// The element at four indices, for a tensor of four axes: of a batch of images, example, row, column and channel.
  ///
  /// Stops with a message when an index lies outside or the rank is another, and when it is read of a tensor that is being
  /// differentiated.
  @inlinable
  public subscript(i: Int, j: Int, k: Int, l: Int) -> Float {
    get {
      guard trace == nil, shape.count == 4, inside(i, 0), inside(j, 1), inside(k, 2), inside(l, 3) else {
        return element(at: [i, j, k, l])
      }
      return storage.start[((i * shape[1] + j) * shape[2] + k) * shape[3] + l]
    }
    set {
      guard trace == nil, shape.count == 4, inside(i, 0), inside(j, 1), inside(k, 2), inside(l, 3) else {
        return setElement(at: [i, j, k, l], to: newValue)
      }
      uniqueStart()[((i * shape[1] + j) * shape[2] + k) * shape[3] + l] = newValue
    }
  }

  /// The element at one index for each axis, those below 0 counted from the end, for a tensor of any rank; `x[]` is the number of a tensor of rank 0.
  public subscript(indices: Int...) -> Float {
    get { element(at: indices) }
    set { setElement(at: indices, to: newValue) }
  }

  @inlinable
  func inside(_ index: Int, _ axis: Int) -> Bool { index >= 0 && index < shape[axis] }

  @usableFromInline
  func element(at indices: [Int]) -> Float {
    let offset = offset(of: indices)
    if openTape != nil { fail(ErrorMessage.elementWithoutDerivative(indices, shape)) }
    return storage.start[offset]
  }

  @usableFromInline
  mutating func setElement(at indices: [Int], to value: Float) {
    let offset = offset(of: indices)
    if trace == nil {
      uniqueStart()[offset] = value
    } else {
      assign(Tensor(value), at: indices.map { .index($0) })
    }
  }

  private func offset(of indices: [Int]) -> Int {
    guard indices.count == rank else { fail(ErrorMessage.elementIndices(indices, shape)) }
    var offset = 0
    for (axis, index) in indices.enumerated() {
      offset = offset * shape[axis] + Slice.position(index, axis, shape)
    }
    return offset
  }
}

extension IntTensor {
  /// The number at an index, for integers of one axis; -1 is the last. Stops with a message when it lies outside.
  public subscript(index: Int) -> Int {
    get {
      guard rank == 1, index >= 0, index < count else { return element(at: [index]) }
      return Int(scalars[index])
    }
    set {
      guard rank == 1, index >= 0, index < count else { return setElement(at: [index], to: newValue) }
      scalars[index] = IntTensor.fitting(newValue)
    }
  }

  /// The number at one index for each axis, those below 0 counted from the end; `x[]` is that of rank 0.
  ///
  /// Stops with a message when an index lies outside, the rank is another, or a number does not fit in 32 bits.
  public subscript(indices: Int...) -> Int {
    get { element(at: indices) }
    set { setElement(at: indices, to: newValue) }
  }

  private func element(at indices: [Int]) -> Int { Int(scalars[offset(of: indices)]) }

  private mutating func setElement(at indices: [Int], to value: Int) {
    scalars[offset(of: indices)] = IntTensor.fitting(value)
  }

  private func offset(of indices: [Int]) -> Int {
    guard indices.count == rank else { fail(ErrorMessage.elementIndices(indices, shape)) }
    var offset = 0
    for (axis, index) in indices.enumerated() { offset = offset * shape[axis] + Slice.position(index, axis, shape) }
    return offset
  }
}

extension ErrorMessage {
  static func elementIndices(_ indices: [Int], _ shape: [Int]) -> String {
    let given = "\(counted(indices.count, "index was", "indices were")) given: \(indices)"
    let hint =
      indices.isEmpty || indices.count > shape.count ? "." : "; for the part at these indices, add `...` to them."
    return
      "subscript: an element of shape \(shape) needs \(counted(shape.count, "index", "indices")), but "
      + given + hint
  }

  static func elementWithoutDerivative(_ indices: [Int], _ shape: [Int]) -> String {
    let positions = zip(indices, shape).map { $0 < 0 ? $0 + $1 : $0 }
    var part = "the tensor itself"
    if let first = positions.first {
      part = "the part x[\(first)..<\(first + 1)" + positions.dropFirst().map { ", \($0)" }.joined() + "]"
    }
    return
      "subscript: the element \(indices) of shape \(shape) was read as a Float in a differentiated closure, where it would lose its "
      + "derivative; take \(part), which may also be changed, or the constant x.detached()\(indices)."
  }
}
