import OperationCases

/// The matrix product of stacks of matrices whose leading axes are equal or, for one of them, absent.
enum ReferenceMatrixProduct {
  static func multiply(_ left: Numbers, _ right: Numbers) -> Numbers {
    let (rows, depth) = (left.shape[left.shape.count - 2], left.shape[left.shape.count - 1])
    let columns = right.shape[right.shape.count - 1]
    let leading = (left.shape.count >= right.shape.count ? left : right).shape.dropLast(2)
    var result = Numbers(zeros: leading + [rows, columns])
    for matrix in 0..<leading.reduce(1, *) {
      let x = left.shape.count == 2 ? 0 : matrix * rows * depth
      let y = right.shape.count == 2 ? 0 : matrix * depth * columns
      for row in 0..<rows {
        for column in 0..<columns {
          var sum = 0.0
          for k in 0..<depth { sum += left.values[x + row * depth + k] * right.values[y + k * columns + column] }
          result.values[(matrix * rows + row) * columns + column] = sum
        }
      }
    }
    return result
  }

  /// Every matrix of a stack with rows and columns exchanged.
  static func transposed(_ stack: Numbers) -> Numbers {
    let (rows, columns) = (stack.shape[stack.shape.count - 2], stack.shape[stack.shape.count - 1])
    let leading = stack.shape.dropLast(2)
    var result = Numbers(zeros: leading + [columns, rows])
    for matrix in 0..<leading.reduce(1, *) {
      for row in 0..<rows {
        for column in 0..<columns {
          result.values[(matrix * columns + column) * rows + row] =
            stack.values[(matrix * rows + row) * columns + column]
        }
      }
    }
    return result
  }
}
