import Compute

// Elements are read and written one by one in the loops that readers write by hand, so these are inlined into them.

extension Tensor {
  /// The element at an index, for a tensor of one axis; -1 is the last. The number carries no derivative.
  @inlinable
  public subscript(i: Int) -> Float {
    get {
      guard shape.count == 1, inside(i, 0) else { return element(at: [i]) }
      return storage.start[i]
    }
    set {
      guard trace == nil, shape.count == 1, inside(i, 0) else { return setElement(at: [i], to: newValue) }
      uniqueStart()[i] = newValue
    }
  }

  /// The element in row `i` and column `j`, for a tensor of two axes. Negative indices count from the end.
  ///
  /// Stops with a message when an index lies outside or the rank is another. The number that is read carries no derivative.
  @inlinable
  public subscript(i: Int, j: Int) -> Float {
    get {
      guard shape.count == 2, inside(i, 0), inside(j, 1) else { return element(at: [i, j]) }
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
  /// Stops with a message when an index lies outside or the rank is another. The number that is read carries no derivative.
  @inlinable
  public subscript(i: Int, j: Int, k: Int) -> Float {
    get {
      guard shape.count == 3, inside(i, 0), inside(j, 1), inside(k, 2) else { return element(at: [i, j, k]) }
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
  /// Stops with a message when an index lies outside or the rank is another. The number that is read carries no derivative.
  @inlinable
  public subscript(i: Int, j: Int, k: Int, l: Int) -> Float {
    get {
      guard shape.count == 4, inside(i, 0), inside(j, 1), inside(k, 2), inside(l, 3) else {
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
  func element(at indices: [Int]) -> Float { storage.start[offset(of: indices)] }

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
