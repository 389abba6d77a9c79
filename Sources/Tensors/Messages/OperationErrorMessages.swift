/// What the engine says of operations of networks that cannot be done.
extension ErrorMessage {
  static func emptyAxis(_ operation: String, _ axis: Int, _ shape: [Int]) -> String {
    "\(operation): axis \(axis) of shape \(shape) is empty, but at least 1 element was expected."
  }

  static func nothingToJoin(_ operation: String) -> String {
    "\(operation): no tensors were given; expected at least 1."
  }

  static func concatenation(_ first: [Int], _ part: [Int], _ axis: Int) -> String {
    "concatenating: shapes \(first) and \(part) cannot be joined along axis \(axis); all other lengths must be equal."
  }

  static func padding(_ amounts: [[Int]], _ shape: [Int]) -> String {
    "padded: amounts \(amounts) do not fit shape \(shape); expected two numbers, 0 or more, for each of its axes."
  }

  static func labelCount(_ count: Int, _ shape: [Int]) -> String {
    "softmaxCrossEntropy: \(count) labels were given for shape \(shape); expected shape [example, class] with at least 1 of "
      + "each and a label for each example."
  }

  static func label(_ label: Int, _ example: Int, _ shape: [Int]) -> String {
    "softmaxCrossEntropy: label \(label) of example \(example) is not among the \(shape[1]) classes of shape \(shape); "
      + "labels go from 0 to \(shape[1] - 1)."
  }

  static func matmul(_ left: [Int], _ right: [Int]) -> String {
    "matmul: shapes \(left) and \(right) do not multiply; expected [..., rows, n] and [..., n, columns], with leading lengths "
      + "that broadcast, or [n] on either side."
  }

  static func vectors(_ operation: String, _ left: [Int], _ right: [Int]) -> String {
    "\(operation): shapes \(left) and \(right) were given; expected two vectors, of one axis each"
      + (operation == "dotProduct" ? " and of one length." : ".")
  }

  static func einsum(_ equation: String, _ left: [Int], _ right: [Int]) -> String {
    "einsum: \"\(equation)\" does not fit shapes \(left) and \(right); expected a letter for each axis of both and of the result, "
      + "none twice in one of them, as in \"ij,jk->ik\"."
  }

  static func einsumLengths(_ equation: String, _ letter: String, _ left: [Int], _ right: [Int]) -> String {
    "einsum: axis \(letter) of \"\(equation)\" has two lengths in shapes \(left) and \(right); expected one."
  }

  static func resizing(_ shape: [Int], _ size: (Int, Int)) -> String {
    "resized(to:): shape \(shape) cannot be resized to \(size); expected [example, height, width, channel], "
      + "[height, width, channel] or [height, width], and lengths of at least 1."
  }

  static func unfolding(_ shape: [Int], _ size: (Int, Int), _ stride: (Int, Int)) -> String {
    "unfolded: a window of \(size) with stride \(stride) does not fit shape \(shape); expected "
      + "[example, height, width, channel] or [height, width], and a window that fits."
  }

  static func pooling(
    _ name: String, _ shape: [Int], _ size: (Int, Int), _ stride: (Int, Int), _ padding: String
  ) -> String {
    "\(name): a window of \(size) with stride \(stride) and padding \(padding) does not fit shape \(shape); expected "
      + "[example, height, width, channel], [height, width, channel] or [height, width], a window that fits, and padding less "
      + "than the window."
  }

  static func normalization(_ operation: String, _ shape: [Int], _ scale: [Int], _ shift: [Int]) -> String {
    "\(operation): a scale of shape \(scale) and a shift of shape \(shift) do not fit shape \(shape); expected one number, or "
      + "one for each element along the last axis: \([Int](shape.suffix(1)))."
  }

  static func transposedBias(_ bias: [Int], _ filters: [Int], channels: Int) -> String {
    "convTranspose2d: a bias of shape \(bias) does not fit filters of shape \(filters); expected one number, or one for each "
      + "output channel: [\(channels)]."
  }

  static func transposedConvolution(_ input: [Int], _ filters: [Int], groups: Int) -> String {
    let grouping = groups == 1 ? "" : " in \(groups) groups"
    let channels = groups == 1 ? "output channel" : "output channel / groups"
    return "convTranspose2d: input of shape \(input) and filters of shape \(filters)\(grouping) do not fit; expected "
      + "[example, height, width, channel] and [height, width, \(channels), input channel], and an output that is not empty."
  }

  static func transposedAmounts(
    _ name: String, _ amounts: String, _ expectation: String, _ input: [Int], _ filters: [Int]
  ) -> String {
    "convTranspose2d: \(name) \(amounts) for an input of shape \(input) and filters of shape \(filters) must be "
      + "\(expectation) along both axes."
  }
}
