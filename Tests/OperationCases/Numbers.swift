import Tensors

/// Numbers in double precision, in row-major order: what plain definitions work on.
package struct Numbers: Sendable {
  package let shape: [Int]
  package var values: [Double]

  package init(_ tensor: Tensor) {
    shape = tensor.shape
    values = tensor.scalars.map { Double($0) }
  }

  /// Numbers of the given shape, each made from its position in row-major order.
  package init(_ shape: [Int], _ value: (Int) -> Double) {
    self.shape = shape
    values = (0..<shape.reduce(1, *)).map(value)
  }

  /// Numbers of the given shape, each made from its index along each axis.
  package static func indexed(_ shape: [Int], _ value: ([Int]) -> Double) -> Numbers {
    Numbers(shape) { value(index($0, in: shape)) }
  }

  package init(zeros shape: [Int]) { self.init(shape) { _ in 0 } }

  /// The number at an index.
  package subscript(index: [Int]) -> Double { values[zip(index, shape).reduce(0) { $0 * $1.1 + $1.0 }] }

  package subscript(index: Int...) -> Double { self[index] }

  package var tensor: Tensor { Tensor(shape: shape, values.map { Float($0) }) }

  package func map(_ function: (Double) -> Double) -> Numbers { Numbers(shape) { function(values[$0]) } }

  /// The index along each axis of a position in row-major order.
  package static func index(_ position: Int, in shape: [Int]) -> [Int] {
    var (rest, index) = (position, shape)
    for axis in shape.indices.reversed() {
      index[axis] = rest % shape[axis]
      rest /= shape[axis]
    }
    return index
  }

  /// The results of every pair of numbers, shapes aligned at their ends, what has length 1 or is missing repeated.
  package static func paired(_ left: Numbers, _ right: Numbers, _ function: (Double, Double) -> Double) -> Numbers {
    let rank = max(left.shape.count, right.shape.count)
    func length(_ numbers: Numbers, _ axis: Int) -> Int {
      let own = axis - rank + numbers.shape.count
      return own < 0 ? 1 : numbers.shape[own]
    }
    func number(_ numbers: Numbers, _ index: [Int]) -> Double {
      numbers[zip(index.suffix(numbers.shape.count), numbers.shape).map { $1 == 1 ? 0 : $0 }]
    }
    return Numbers.indexed(
      (0..<rank).map { max(length(left, $0), length(right, $0)) },
      { index in
        function(number(left, index), number(right, index))
      })
  }

  /// What a function makes of the numbers along some axes, which disappear, or stay with length 1.
  package func reduced(_ axes: [Int], keeping: Bool = false, _ function: ([Double]) -> Double) -> Numbers {
    let kept = shape.indices.filter { !axes.contains($0) }
    let lines = Numbers.indexed(
      kept.map { shape[$0] },
      { outer in
        var line: [Double] = []
        for position in values.indices {
          let index = Numbers.index(position, in: shape)
          if kept.map({ index[$0] }) == outer { line.append(values[position]) }
        }
        return function(line)
      })
    return keeping ? lines.shaped(shape.indices.map { axes.contains($0) ? 1 : shape[$0] }) : lines
  }

  /// What a function makes of each line along an axis: another line.
  package func lines(along axis: Int, _ function: ([Double]) -> [Double]) -> Numbers {
    func line(_ index: [Int]) -> [Double] {
      (0..<shape[axis]).map { place in
        var index = index
        index[axis] = place
        return self[index]
      }
    }
    var result = shape
    result[axis] = function(line(shape.map { _ in 0 })).count
    return Numbers.indexed(result) { function(line($0))[$0[axis]] }
  }

  package func shaped(_ shape: [Int]) -> Numbers { Numbers(shape) { values[$0] } }

  /// What is wrong with the engine's result, or nil where it agrees.
  ///
  /// Agreement is relative to the number itself, with an allowance for the largest one: sums of many products in single
  /// precision lose that much, whatever their order, and algorithms that transform whole tiles lose it everywhere in the
  /// tile. Infinities and NaN agree with their like alone.
  package func disagreement(with tensor: Tensor, relative: Double = 1e-4, absolute: Double = 1e-5) -> String? {
    guard tensor.shape == shape else { return "its shape is \(tensor.shape), expected \(shape)" }
    let scalars = tensor.scalars
    var largest = 1.0
    for value in values where value.isFinite && value.magnitude > largest { largest = value.magnitude }
    for index in 0..<values.count {
      let (ours, exact) = (Double(scalars[index]), values[index])
      if ours == exact || (ours.isNaN && exact.isNaN) { continue }
      if (ours - exact).magnitude <= relative * exact.magnitude + absolute * largest, exact.isFinite { continue }
      return "its element \(Numbers.index(index, in: shape)) is \(ours), expected \(exact)"
    }
    return nil
  }

  /// The numbers summed over leading axes that a shape lacks.
  package func summed(to target: [Int]) -> Numbers {
    if target == shape { return self }
    var result = Numbers(zeros: target)
    for index in 0..<values.count { result.values[index % result.values.count] += values[index] }
    return result
  }
}

#if !hasFeature(Embedded)
  extension Numbers: Codable {
    private enum CodingKeys: String, CodingKey {
      case shape
      case values = "data"
    }

    /// As the files of cases have it: `{"shape": [...], "data": [...]}`.
    package init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      shape = try container.decode([Int].self, forKey: .shape)
      values = try container.decode([Double].self, forKey: .values)
      guard shape.allSatisfy({ $0 >= 0 }), values.count == shape.reduce(1, *) else {
        throw DecodingError.dataCorruptedError(
          forKey: .values, in: container, debugDescription: "shape \(shape) does not have \(values.count) numbers")
      }
    }
  }
#endif
