/// The softmax cross-entropy of rows of numbers with labels.
package enum CrossEntropy {
  /// The mean loss of all rows; the softmax of each row is written to `probabilities`.
  package static func meanLoss(
    _ source: BlockPointer, _ labels: [Int], probabilities: UnsafeMutablePointer<Float>, examples: Int,
    classes: Int
  ) -> Float {
    let losses = UnsafeMutablePointer<Double>.allocate(capacity: examples)
    defer { losses.deallocate() }
    Workers.split(examples, grain: 8, parts: examples * classes < 50_000 ? 1 : nil) { range in
      for example in range {
        losses[example] = loss(
          source + example * classes, label: labels[example], probabilities: probabilities + example * classes,
          classes: classes)
      }
    }
    var total = 0.0
    for example in 0..<examples { total += losses[example] }
    return Float(total / Double(examples))
  }

  /// The loss of one row; its softmax is written to `probabilities`.
  private static func loss(
    _ row: BlockPointer, label: Int, probabilities target: UnsafeMutablePointer<Float>, classes: Int
  ) -> Double {
    let greatest = Lanes.greatest(row, count: classes)
    let shift = SIMD8(repeating: greatest)
    var sums = SIMD8<Float>.zero
    var index = 0
    while index + 8 <= classes {
      let value = exponential(Lanes(at: row + index) - shift)
      sums += value
      value.store(at: target + index)
      index += 8
    }
    var sum = Double(sums.sum())
    if index < classes {
      let value = exponential(Lanes(at: row + index) - shift)
      for lane in 0..<classes - index {
        target[index + lane] = value[lane]
        sum += Double(value[lane])
      }
    }
    let inverse = Float(1 / sum)
    for index in 0..<classes { target[index] *= inverse }
    return logarithm(sum) - (Double(row[label]) - Double(greatest))
  }

  /// `(probabilities - 1 at the label) * scale`.
  package static func gradient(
    _ probabilities: BlockPointer, _ labels: [Int], scale: Float, into result: UnsafeMutablePointer<Float>,
    examples: Int, classes: Int
  ) {
    Workers.split(examples * classes) { range in
      for index in range { result[index] = probabilities[index] * scale }
    }
    for example in 0..<examples { result[example * classes + labels[example]] -= scale }
  }
}

extension Lanes {
  /// The greatest of `count` numbers, which must be at least one.
  @inline(__always)
  package static func greatest(_ source: BlockPointer, count: Int) -> Float {
    var greatest = source[0]
    var index = 0
    if count >= 8 {
      var lanes = Lanes(at: source)
      while index + 8 <= count {
        let next = Lanes(at: source + index)
        lanes.replace(with: next, where: next .> lanes)
        index += 8
      }
      for lane in 0..<8 where lanes[lane] > greatest { greatest = lanes[lane] }
    }
    while index < count {
      if source[index] > greatest { greatest = source[index] }
      index += 1
    }
    return greatest
  }
}
