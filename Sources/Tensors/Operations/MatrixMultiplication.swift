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
