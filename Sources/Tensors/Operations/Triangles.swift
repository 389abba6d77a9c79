import Compute

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
