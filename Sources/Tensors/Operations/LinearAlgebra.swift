import Compute

/// The sum of products of two tensors over the axes that the result lacks, by Einstein's notation: as NumPy's and PyTorch's `einsum`.
///
///     einsum("ij,jk->ik", x, y)           // the product of matrices
///     einsum("ij,jk", x, y)               // the same: the letters that occur once, in the order of the alphabet
///     einsum("i,j->ij", x, y)             // the outer product
///     einsum("...ij,...jk->...ik", x, y)  // a product for each example, with whatever axes there are before
///     einsum("ij,ij->", x, y)             // the sum of all products
///
/// - Parameter equation: A letter for each axis of the first tensor, a comma, those of the second, `->`, and those of the result. An
///   axis that both have counts once; what the result lacks is summed. `...` stands for all the axes of a tensor that have no letter,
///   which broadcast, and stay. Without `->` the result has the axes of `...` and then the letters that occur once, capitals first and
///   in the order of the alphabet, as NumPy has it. Blanks do not matter.
///
/// It is one matrix product, after axes of one tensor alone have been summed. Stops with a message when the equation cannot be read, a
/// tensor names an axis twice, the result has a letter that neither has or has it twice, it lacks the `...` that a tensor has, or lengths
/// differ.
public func einsum(_ equation: String, _ left: Tensor, _ right: Tensor) -> Tensor {
  guard let terms = Einsum(equation, ranks: [left.rank, right.rank]) else {
    fail(ErrorMessage.einsum(equation, [left.shape, right.shape]))
  }
  var lengths: [Int: Int] = [:]
  for (axis, length) in zip(terms.operands[0] + terms.operands[1], left.shape + right.shape) {
    let other = lengths[axis] ?? length
    // Those without letters broadcast, as in all of arithmetic.
    guard other == length || (axis < 0 && (other == 1 || length == 1)) else {
      fail(ErrorMessage.einsumLengths(equation, Einsum.name(axis), left.shape, right.shape))
    }
    lengths[axis] = other == 1 ? length : other
  }
  let (a, first) = left.withoutRepeatedAxes(terms.operands[0], lengths)
  let (b, second) = right.withoutRepeatedAxes(terms.operands[1], lengths)
  let shared = first.filter { second.contains($0) }
  let stacked = shared.filter { terms.result.contains($0) }
  let summed = shared.filter { !terms.result.contains($0) }
  let (rows, columns) = (
    first.filter { !shared.contains($0) && terms.result.contains($0) },
    second.filter { !shared.contains($0) && terms.result.contains($0) }
  )
  func size(_ axes: [Int]) -> Int { axes.reduce(1) { $0 * lengths[$1]! } }
  let matrices = a.arranged(first, as: stacked + rows + summed)
    .reshaped(to: [size(stacked), size(rows), size(summed)])
  let others = b.arranged(second, as: stacked + summed + columns)
    .reshaped(to: [size(stacked), size(summed), size(columns)])
  let order = stacked + rows + columns
  return matmul(matrices, others).reshaped(to: order.map { lengths[$0]! }).arranged(order, as: terms.result)
}

/// The axes of one tensor in another order, those that the result lacks summed: `einsum("ij->ji", x)`. See `einsum(_:_:_:)`.
public func einsum(_ equation: String, _ tensor: Tensor) -> Tensor {
  guard let terms = Einsum(equation, ranks: [tensor.rank]) else { fail(ErrorMessage.einsum(equation, [tensor.shape])) }
  return tensor.arranged(terms.operands[0], as: terms.result)
}

/// The axes that an equation names, each by a number: those with a letter by its code, those of `...` by -1, the last, -2 and so on.
private struct Einsum {
  private(set) var operands: [[Int]] = []
  private(set) var result: [Int] = []

  /// nil where the equation cannot be read, or is not one of tensors with so many axes.
  init?(_ equation: String, ranks: [Int]) {
    let bytes = Array(equation.utf8).filter { $0 != UInt8(ascii: " ") }
    var (left, right): ([UInt8], [UInt8]?) = (bytes, nil)
    if let dash = bytes.firstIndex(of: UInt8(ascii: "-")) {
      guard dash + 1 < bytes.count, bytes[dash + 1] == UInt8(ascii: ">") else { return nil }
      (left, right) = (Array(bytes[..<dash]), Array(bytes[(dash + 2)...]))
    }
    let terms = left.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map { Array($0) }
    guard terms.count == ranks.count else { return nil }
    var others = 0
    for (term, rank) in zip(terms, ranks) {
      guard let axes = Einsum.axes(term, rank: rank) else { return nil }
      operands.append(axes)
      others = max(others, axes.filter { $0 < 0 }.count)
    }
    let all = operands.flatMap { $0 }
    if let right {
      let letters = right.filter { $0 != Einsum.dot }.count
      guard let axes = Einsum.axes(right, rank: letters + others), axes.allSatisfy({ all.contains($0) }) else {
        return nil
      }
      result = axes
    } else {
      let once = all.filter { axis in axis >= 0 && all.filter { $0 == axis }.count == 1 }
      result = (-others..<0) + once.sorted()
    }
  }

  /// What an axis is called in a message.
  static func name(_ axis: Int) -> String {
    axis < 0 ? "\(axis) of `...`" : String(decoding: [UInt8(truncatingIfNeeded: axis)], as: UTF8.self)
  }

  private static let dot = UInt8(ascii: ".")

  /// The axes of a term, none of them twice; nil where they are not those of a tensor with so many.
  private static func axes(_ term: [UInt8], rank: Int) -> [Int]? {
    let letters = term.filter { $0 != dot }
    guard letters.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }),
      letters.indices.allSatisfy({ !letters[..<$0].contains(letters[$0]) })
    else { return nil }
    guard let first = term.firstIndex(of: dot) else { return letters.count == rank ? letters.map { Int($0) } : nil }
    let others = rank - letters.count
    guard term.count == letters.count + 3, others >= 0, term[first...].prefix(3).allSatisfy({ $0 == dot }) else {
      return nil
    }
    return letters[..<first].map { Int($0) } + (-others..<0) + letters[first...].map { Int($0) }
  }
}

extension Tensor {
  /// The axes that `axes` number in another order; those that `order` lacks are summed.
  fileprivate func arranged(_ axes: [Int], as order: [Int]) -> Tensor {
    let others = axes.indices.filter { !order.contains(axes[$0]) }
    let reduced = others.isEmpty ? self : sum(along: others)
    let kept = axes.filter { order.contains($0) }
    return kept == order ? reduced : reduced.transposed(to: order.map { kept.firstIndex(of: $0)! })
  }

  /// Without the axes of length 1 that another tensor has longer.
  fileprivate func withoutRepeatedAxes(_ axes: [Int], _ lengths: [Int: Int]) -> (Tensor, [Int]) {
    let kept = axes.indices.filter { shape[$0] == lengths[axes[$0]] }
    return (reshaped(to: kept.map { shape[$0] }), kept.map { axes[$0] })
  }
}

extension ErrorMessage {
  static func einsum(_ equation: String, _ shapes: [[Int]]) -> String {
    let isOne = shapes.count == 1
    let given = isOne ? "shape \(shapes[0])" : "shapes \(shapes[0]) and \(shapes[1])"
    return
      "einsum: \"\(equation)\" does not fit \(given); expected a letter for each axis of \(isOne ? "it" : "both") and of the result, none "
      + "twice in one of them, as in \"\(isOne ? "ij->ji" : "ij,jk->ik")\", or `...` for axes without letters, which the result has too."
  }

  static func einsumLengths(_ equation: String, _ axis: String, _ left: [Int], _ right: [Int]) -> String {
    "einsum: axis \(axis) of \"\(equation)\" has two lengths in shapes \(left) and \(right); expected one."
  }
}
