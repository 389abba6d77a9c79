import Compute

extension Tensor {
  /// Tensors one after the other along an axis; their other lengths must be equal. A negative axis counts from the end.
  ///
  /// All are copied: to gather many, collect them in an array and join them once.
  ///
  /// Stops with a message when there are no parts, their ranks or other lengths differ, or the axis is out of range.
  public init(concatenating parts: [Tensor], along axis: Int = 0) {
    guard let first = parts.first else { fail(ErrorMessage.nothingToJoin("concatenating")) }
    let axis = first.normalized([axis], for: "concatenating")[0]
    var shape = first.shape
    shape[axis] = 0
    for part in parts {
      var expected = shape
      expected[axis] = part.rank > axis ? part.shape[axis] : 0
      guard part.shape == expected else { fail(ErrorMessage.concatenation(first.shape, part.shape, axis)) }
      shape[axis] += part.shape[axis]
    }
    Tensor.check(shape, for: "concatenating")
    self.init(zeros: shape)
    var start = 0
    var leading = [AxisIndices](repeating: .range(from: nil, to: nil), count: axis)
    for part in parts {
      leading.append(.range(from: start, to: start + part.shape[axis]))
      assign(part, at: leading)
      leading.removeLast()
      start += part.shape[axis]
    }
  }

  /// Tensors of one shape, side by side along a new axis: it stands at `axis` in the result.
  ///
  /// Stops with a message when there are no parts, their shapes differ, or the axis is out of range.
  public init(stacking parts: [Tensor], along axis: Int = 0) {
    guard let first = parts.first else { fail(ErrorMessage.nothingToJoin("stacking")) }
    let position = axis < 0 ? axis + first.rank + 1 : axis
    guard position >= 0, position <= first.rank else { fail(ErrorMessage.axis("stacking", axis, first.shape + [1])) }
    for part in parts where part.shape != first.shape {
      fail(ErrorMessage.differentShapes(first.shape, part.shape))
    }
    var shape = first.shape
    shape.insert(1, at: position)
    self.init(concatenating: parts.map { $0.reshaped(to: shape) }, along: position)
  }

  /// The tensor with some elements more at both ends of each axis, all of them `value`.
  ///
  /// - Parameter amounts: How many before and how many after, for each axis.
  ///
  /// Stops with a message unless there are two numbers, 0 or more, for each axis.
  public func padded(_ amounts: [(before: Int, after: Int)], value: Float = 0) -> Tensor {
    guard amounts.count == rank, !amounts.contains(where: { $0.before < 0 || $0.after < 0 }) else {
      fail(ErrorMessage.padding(amounts.map { [$0.before, $0.after] }, shape))
    }
    let padded = shape.indices.map { shape[$0].saturatingSum(amounts[$0].before).saturatingSum(amounts[$0].after) }
    Tensor.check(padded, for: "padded")
    var result = Tensor(repeating: value, shape: padded)
    result.assign(self, at: shape.indices.map { .range(from: amounts[$0].before, to: amounts[$0].before + shape[$0]) })
    return result
  }

  /// The tensor with as many elements more at both ends of each axis, all of them `value`: NumPy's `pad(x, 1)`.
  ///
  /// Of images `[example, height, width, channel]` examples and channels are axes too; `padded([(0, 0), (1, 1), (1, 1), (0, 0)])` leaves
  /// them as they are. Stops with a message when the number is negative.
  public func padded(_ amount: Int, value: Float = 0) -> Tensor {
    padded([(before: Int, after: Int)](repeating: (amount, amount), count: rank), value: value)
  }
}

extension IntTensor {
  /// Integers one after the other along an axis: shapes `[2, 3]` and `[4, 3]` joined along axis 0 give `[6, 3]`. NumPy calls it
  /// `concatenate`, PyTorch `cat`.
  ///
  /// A negative axis counts from the end. Stops with a message when there are none, or their other lengths differ.
  public init(concatenating parts: [IntTensor], along axis: Int = 0) {
    guard let first = parts.first else { fail(ErrorMessage.nothingToJoin("concatenating")) }
    guard axis >= -first.rank, axis < first.rank else { fail(ErrorMessage.axis("concatenating", axis, first.shape)) }
    let axis = axis < 0 ? axis + first.rank : axis
    var shape = first.shape
    shape[axis] = 0
    for part in parts {
      guard part.rank == first.rank, shape.indices.allSatisfy({ $0 == axis || part.shape[$0] == shape[$0] }) else {
        fail(ErrorMessage.concatenation(first.shape, part.shape, axis))
      }
      shape[axis] += part.shape[axis]
    }
    self.init(repeating: 0, shape: shape)
    var start = 0
    for part in parts {
      self[along: axis, start..<start + part.shape[axis]] = part
      start += part.shape[axis]
    }
  }

  /// Integers of one shape, side by side along a new axis: it stands at `axis` in the result. NumPy and PyTorch call it `stack`.
  ///
  /// Stops with a message when there are none, their shapes differ, or the axis is out of range.
  public init(stacking parts: [IntTensor], along axis: Int = 0) {
    guard let first = parts.first else { fail(ErrorMessage.nothingToJoin("stacking")) }
    let position = axis < 0 ? axis + first.rank + 1 : axis
    guard position >= 0, position <= first.rank else { fail(ErrorMessage.axis("stacking", axis, first.shape + [1])) }
    for part in parts where part.shape != first.shape {
      fail(ErrorMessage.differentShapes(first.shape, part.shape))
    }
    self.init(concatenating: parts.map { $0.expanded(at: position) }, along: position)
  }
}

extension Sliceable {
  /// Parts of the given lengths, one after the other along an axis: the inverse of `init(concatenating:along:)`. PyTorch calls it `split`.
  ///
  /// Stops with a message when the lengths do not add up to the axis.
  public func split(_ lengths: [Int], along axis: Int = 0) -> [Self] {
    let axis = shape.normalized([axis], for: "split")[0]
    guard lengths.allSatisfy({ $0 >= 0 }), lengths.reduce(0, { $0.saturatingSum($1) }) == shape[axis] else {
      fail(ErrorMessage.split(lengths, axis, shape))
    }
    let whole = [AxisIndices](repeating: .range(from: nil, to: nil), count: axis)
    var start = 0
    return lengths.map { length in
      start += length
      return selected(whole + [.range(from: start - length, to: start)])
    }
  }

  /// So many parts of equal length along an axis. Stops with a message when the axis cannot be divided so.
  public func split(into parts: Int, along axis: Int = 0) -> [Self] {
    let axis = shape.normalized([axis], for: "split")[0]
    guard parts > 0, shape[axis] % parts == 0 else { fail(ErrorMessage.unevenSplit(parts, axis, shape)) }
    return split([Int](repeating: shape[axis] / parts, count: parts), along: axis)
  }

  /// The tensors that lie side by side along an axis, without it: the inverse of `init(stacking:along:)`. NumPy calls
  /// it `unstack`, PyTorch `unbind`. Stops with a message when the axis is out of range.
  public func unstacked(along axis: Int = 0) -> [Self] {
    let axis = shape.normalized([axis], for: "unstacked")[0]
    let whole = [AxisIndices](repeating: .range(from: nil, to: nil), count: axis)
    return (0..<shape[axis]).map { selected(whole + [.index($0)]) }
  }
}

// The compiler skips generic operators where one with operands of one type solves an expression, even when the generic
// one, which needs no literal of another type than an array, ranks higher. `print([1, 2] + [3])` would so be the sum of
// two tensors, and no list of three numbers as in every other program. These say what the standard library says, without
// being generic, for the lists that literals of numbers are.

/// The elements of both, one list after the other.
public func + (left: [Int], right: [Int]) -> [Int] { concatenated(left, right) }

/// The elements of both, one list after the other.
public func + (left: [Double], right: [Double]) -> [Double] { concatenated(left, right) }

/// The rows of both, one list after the other.
public func + (left: [[Int]], right: [[Int]]) -> [[Int]] { concatenated(left, right) }

/// The rows of both, one list after the other.
public func + (left: [[Double]], right: [[Double]]) -> [[Double]] { concatenated(left, right) }

/// The matrices of both, one list after the other.
public func + (left: [[[Int]]], right: [[[Int]]]) -> [[[Int]]] { concatenated(left, right) }

/// The matrices of both, one list after the other.
public func + (left: [[[Double]]], right: [[[Double]]]) -> [[[Double]]] { concatenated(left, right) }

private func concatenated<Element>(_ left: [Element], _ right: [Element]) -> [Element] {
  var all = left
  all.append(contentsOf: right)
  return all
}

extension ErrorMessage {
  static func nothingToJoin(_ operation: String) -> String {
    "\(operation): no tensors were given; expected at least 1."
  }

  static func concatenation(_ first: [Int], _ part: [Int], _ axis: Int) -> String {
    "concatenating: shapes \(first) and \(part) cannot be joined along axis \(axis); all other lengths must be equal."
  }

  static func differentShapes(_ first: [Int], _ part: [Int]) -> String {
    "stacking: shapes \(first) and \(part) differ; expected tensors of one shape."
  }

  static func padding(_ amounts: [[Int]], _ shape: [Int]) -> String {
    "padded: amounts \(amounts) do not fit shape \(shape); expected two numbers, 0 or more, for each of its axes."
  }

  static func split(_ lengths: [Int], _ axis: Int, _ shape: [Int]) -> String {
    "split: lengths \(lengths) do not add up to axis \(axis) of shape \(shape); expected lengths, 0 or more, whose sum is "
      + "\(shape[axis])."
  }

  static func unevenSplit(_ parts: Int, _ axis: Int, _ shape: [Int]) -> String {
    "split: axis \(axis) of shape \(shape) cannot be split into \(parts) equal parts; expected a divisor of \(shape[axis])."
  }
}
