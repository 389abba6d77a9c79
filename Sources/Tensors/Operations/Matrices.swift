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
}
