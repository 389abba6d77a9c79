/// What the engine says of arithmetic and reductions of integers that cannot be done.
extension ErrorMessage {
  static func overflow(_ operation: String, _ left: Int32, _ right: Int32) -> String {
    "IntTensor \(operation): \(left) \(operation) \(right) does not fit in 32 bits; expected results from \(Int32.min) to \(Int32.max)."
  }

  static func divisionByZero(_ operation: String, _ shape: [Int]) -> String {
    "IntTensor \(operation): a divisor of shape \(shape) has a 0; expected other numbers."
  }

  static func emptyIntegers(_ operation: String, _ shape: [Int]) -> String {
    "IntTensor \(operation): integers of shape \(shape) have none along these axes, but at least 1 was expected."
  }

  static func raggedIntegers(_ columns: Int, index: Int, row: Int) -> String {
    "IntTensor: all rows need one length, but row 0 has \(columns) and row \(index) has \(row)."
  }
  static func raggedBlocks(_ rows: Int, index: Int, block: Int) -> String {
    "IntTensor: all blocks need as many rows, but block 0 has \(rows) and block \(index) has \(block)."
  }
}
