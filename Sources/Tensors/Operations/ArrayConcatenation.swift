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
