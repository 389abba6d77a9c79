import OperationCases
import Foundation

/// Losses and normalisation as their formulas read, over rows of numbers.
enum ReferenceNetwork {
  /// The mean over the rows of -ln softmax(row)[label], and its gradient.
  static func softmaxCrossEntropy(_ x: Numbers, labels: [Int]) -> (loss: Double, gradient: Numbers) {
    let (examples, classes) = (x.shape[0], x.shape[1])
    var loss = 0.0
    var gradient = Numbers(zeros: x.shape)
    for example in 0..<examples {
      let row = Array(x.values[example * classes..<(example + 1) * classes])
      let probabilities = softmax(row)
      let greatest = row.max()!
      loss += greatest + log(row.reduce(0) { $0 + exp($1 - greatest) }) - row[labels[example]]
      for column in 0..<classes {
        let wanted = column == labels[example] ? 1.0 : 0
        gradient.values[example * classes + column] = (probabilities[column] - wanted) / Double(examples)
      }
    }
    return (loss / Double(examples), gradient)
  }

  static func softmax(_ row: [Double]) -> [Double] {
    let greatest = row.max()!
    let powers = row.map { exp($0 - greatest) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// Every row or every column of a matrix brought to mean 0 and (biased) variance 1, then scaled and shifted by one
  /// number for each column.
  static func normalized(
    _ x: Numbers, rows: Int, columns: Int, byColumn: Bool, scale: Numbers, shift: Numbers, epsilon: Double
  ) -> Numbers {
    var result = Numbers(zeros: x.shape)
    for line in 0..<(byColumn ? columns : rows) {
      let positions = byColumn ? (0..<rows).map { $0 * columns + line } : (0..<columns).map { line * columns + $0 }
      let mean = positions.reduce(0) { $0 + x.values[$1] } / Double(positions.count)
      let variance = positions.reduce(0) { $0 + pow(x.values[$1] - mean, 2) } / Double(positions.count)
      for position in positions {
        result.values[position] =
          (x.values[position] - mean) / (variance + epsilon).squareRoot() * scale.values[position % columns]
          + shift.values[position % columns]
      }
    }
    return result
  }
}
