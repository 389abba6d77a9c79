import Compute

/// The matrix product.
///
/// Tensors of more than two axes are stacks of matrices in their last two; the leading axes broadcast.
///
/// - Parameters:
///   - left: `[..., rows, n]`.
///   - right: `[..., n, columns]`.
/// - Returns: `[..., rows, columns]`.
///
/// A vector `[n]` on the left is taken as a row, one on the right as a column, and that axis is not in the result, as in NumPy: a
/// matrix times a vector is a vector, a vector times a vector a number of shape `[]`.
///
/// Takes rows * n * columns multiplications for each product, on all processors. Leading axes that are broadcast are copied first.
///
/// Stops with a message when the shapes do not multiply.
public func matmul(_ left: Tensor, _ right: Tensor) -> Tensor {
  let (a, b) = (left.shape, right.shape)
  if a.count == 1 || b.count == 1 {
    guard a.count >= 1, b.count >= 1, a[a.count - 1] == b[max(0, b.count - 2)] else { fail(ErrorMessage.matmul(a, b)) }
    let product = matmul(a.count == 1 ? left.expanded(at: 0) : left, b.count == 1 ? right.expanded(at: 1) : right)
    var shape = product.shape
    if b.count == 1 { shape.removeLast() }
    if a.count == 1 { shape.remove(at: shape.count - (b.count == 1 ? 1 : 2)) }
    return product.reshaped(to: shape)
  }
  guard a.count >= 2, b.count >= 2, a[a.count - 1] == b[b.count - 2],
    let leading = Array(a[..<(a.count - 2)]).broadcast(with: Array(b[..<(b.count - 2)]))
  else { fail(ErrorMessage.matmul(a, b)) }
  let (rows, depth, columns) = (a[a.count - 2], a[a.count - 1], b[b.count - 1])
  let stack = leading.elementCount
  let x = a.count == 2 ? left : left.broadcast(to: leading + [rows, depth])
  let y = b.count == 2 ? right : right.broadcast(to: leading + [depth, columns])
  let result = Tensor(shape: leading + [rows, columns]) { target in
    for index in 0..<stack {
      MatrixProduct.multiply(
        MatrixView(
          x.storage.numbers + (a.count == 2 ? 0 : index * rows * depth), rowStride: depth, columnStride: 1),
        MatrixView(
          y.storage.numbers + (b.count == 2 ? 0 : index * depth * columns), rowStride: columns, columnStride: 1),
        into: target + index * rows * columns, rows: rows, columns: columns, depth: depth)
    }
  }
  return result.recorded(
    "matmul", (x, { matmul($0, y.exchangingLastAxes()) }), (y, { matmul(x.exchangingLastAxes(), $0) }))
}

extension Tensor {
  /// The matrices in the last two axes, each transposed.
  func exchangingLastAxes() -> Tensor {
    var axes = Array(shape.indices)
    axes.swapAt(rank - 1, rank - 2)
    return transposed(to: axes)
  }
}

/// The product of every element of one vector with every element of another: `[n]` and `[m]` give `[n, m]`. NumPy and PyTorch call it
/// `outer`.
///
/// Stops with a message when one of them has more axes than one, or none.
public func outerProduct(_ left: Tensor, _ right: Tensor) -> Tensor {
  guard left.rank == 1, right.rank == 1 else { fail(ErrorMessage.vectors("outerProduct", left.shape, right.shape)) }
  return left.expanded(at: 1) * right
}

/// The sum of the products of two vectors of one length, a tensor of shape `[]`. NumPy and PyTorch call it `dot`.
///
/// Stops with a message when one of them has more axes than one, or none, or the lengths differ.
public func dotProduct(_ left: Tensor, _ right: Tensor) -> Tensor {
  guard left.rank == 1, right.rank == 1, left.shape == right.shape else {
    fail(ErrorMessage.vectors("dotProduct", left.shape, right.shape))
  }
  return matmul(left, right)
}

extension Tensor {
  /// The matrices in the last two axes, with zeros above a diagonal. NumPy and PyTorch call it `tril`.
  ///
  /// - Parameter diagonal: 0 is the main diagonal, which stays; 1 the one above it, -1 the one below.
  ///
  /// The gradient of what was set to 0 is 0. Stops with a message when there are fewer than two axes.
  public func lowerTriangle(diagonal: Int = 0) -> Tensor {
    triangle("lowerTriangle") { row, column in column - row > diagonal }
  }

  /// The matrices in the last two axes, with zeros below a diagonal. NumPy and PyTorch call it `triu`. See `lowerTriangle(diagonal:)`.
  public func upperTriangle(diagonal: Int = 0) -> Tensor {
    triangle("upperTriangle") { row, column in column - row < diagonal }
  }

  private func triangle(_ operation: String, _ isLeftOut: (_ row: Int, _ column: Int) -> Bool) -> Tensor {
    guard rank >= 2 else { fail(ErrorMessage.noMatrix(operation, shape)) }
    let (rows, columns) = (shape[rank - 2], shape[rank - 1])
    let mask = Tensor(shape: [rows, columns]) { target in
      for row in 0..<rows {
        for column in 0..<columns { target[row * columns + column] = isLeftOut(row, column) ? 1 : 0 }
      }
    }
    return replacing(with: 0, where: mask)
  }
}

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
  static func matmul(_ left: [Int], _ right: [Int]) -> String {
    "matmul: shapes \(left) and \(right) do not multiply; expected [..., rows, n] and [..., n, columns], with leading lengths "
      + "that broadcast, or [n] on either side."
  }

  static func vectors(_ operation: String, _ left: [Int], _ right: [Int]) -> String {
    "\(operation): shapes \(left) and \(right) were given; expected two vectors, of one axis each"
      + (operation == "dotProduct" ? " and of one length." : ".")
  }

  static func noMatrix(_ operation: String, _ shape: [Int]) -> String {
    "\(operation): a tensor of shape \(shape) has no matrices; expected at least two axes."
  }

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
