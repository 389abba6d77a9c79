import Compute

/// The sum of products of two tensors over the axes that the result lacks, by Einstein's notation: as NumPy's and PyTorch's `einsum`.
///
///     einsum("ij,jk->ik", x, y)     // the product of matrices
///     einsum("i,j->ij", x, y)       // the outer product
///     einsum("bij,bjk->bik", x, y)  // a product for each example
///     einsum("ij,ij->", x, y)       // the sum of all products
///
/// - Parameter equation: A letter for each axis of the first tensor, a comma, those of the second, `->`, and those of the result. An
///   axis that both have counts once; what the result lacks is summed. Blanks do not matter.
///
/// It is one matrix product, after axes of one tensor alone have been summed. Stops with a message when the equation cannot be read, a
/// tensor names an axis twice, the result has a letter that neither has or has it twice, or lengths differ.
public func einsum(_ equation: String, _ left: Tensor, _ right: Tensor) -> Tensor {
  let terms = Einsum(equation)
  guard let terms, terms.left.count == left.rank, terms.right.count == right.rank else {
    fail(ErrorMessage.einsum(equation, left.shape, right.shape))
  }
  var lengths: [UInt8: Int] = [:]
  for (letter, length) in zip(terms.left + terms.right, left.shape + right.shape) {
    guard lengths.updateValue(length, forKey: letter) ?? length == length else {
      fail(ErrorMessage.einsumLengths(equation, String(decoding: [letter], as: UTF8.self), left.shape, right.shape))
    }
  }
  let shared = terms.left.filter { terms.right.contains($0) }
  let stacked = shared.filter { terms.result.contains($0) }
  let summed = shared.filter { !terms.result.contains($0) }
  let (rows, columns) = (
    terms.left.filter { !shared.contains($0) && terms.result.contains($0) },
    terms.right.filter { !shared.contains($0) && terms.result.contains($0) }
  )
  func size(_ letters: [UInt8]) -> Int { letters.reduce(1) { $0 * lengths[$1]! } }
  let a = left.arranged(terms.left, as: stacked + rows + summed)
    .reshaped(to: [size(stacked), size(rows), size(summed)])
  let b = right.arranged(terms.right, as: stacked + summed + columns)
    .reshaped(to: [size(stacked), size(summed), size(columns)])
  let order = stacked + rows + columns
  return matmul(a, b).reshaped(to: order.map { lengths[$0]! }).arranged(order, as: terms.result)
}

/// The letters of an equation; nil where it is none.
private struct Einsum {
  var left: [UInt8]
  var right: [UInt8]
  var result: [UInt8]

  init?(_ equation: String) {
    let letters = Array(equation.utf8).filter { $0 != UInt8(ascii: " ") }
    guard let comma = letters.firstIndex(of: UInt8(ascii: ",")), let dash = letters.firstIndex(of: UInt8(ascii: "-")),
      comma < dash,
      dash + 1 < letters.count, letters[dash + 1] == UInt8(ascii: ">")
    else { return nil }
    left = Array(letters[..<comma])
    right = Array(letters[(comma + 1)..<dash])
    result = Array(letters[(dash + 2)...])
    for term in [left, right, result] {
      guard term.allSatisfy(Self.isLetter), Set(term).count == term.count else { return nil }
    }
    guard Set(result).isSubset(of: left + right) else { return nil }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

extension Tensor {
  /// The axes that `letters` name in another order; those that `order` lacks are summed.
  fileprivate func arranged(_ letters: [UInt8], as order: [UInt8]) -> Tensor {
    let others = letters.indices.filter { !order.contains(letters[$0]) }
    let reduced = others.isEmpty ? self : sum(along: others)
    let kept = letters.filter { order.contains($0) }
    return kept == order ? reduced : reduced.transposed(to: order.map { kept.firstIndex(of: $0)! })
  }
}

extension ErrorMessage {
  static func einsum(_ equation: String, _ left: [Int], _ right: [Int]) -> String {
    "einsum: \"\(equation)\" does not fit shapes \(left) and \(right); expected a letter for each axis of both and of the result, "
      + "none twice in one of them, as in \"ij,jk->ik\"."
  }

  static func einsumLengths(_ equation: String, _ letter: String, _ left: [Int], _ right: [Int]) -> String {
    "einsum: axis \(letter) of \"\(equation)\" has two lengths in shapes \(left) and \(right); expected one."
  }
}
