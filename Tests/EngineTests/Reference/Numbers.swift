import Tensors

/// Numbers in double precision, in row-major order: what the plain loops of this folder work on.
struct Numbers: Sendable {
  let shape: [Int]
  var values: [Double]

  init(_ tensor: Tensor) {
    shape = tensor.shape
    values = tensor.scalars.map { Double($0) }
  }

  /// Numbers of the given shape, each made from its position in row-major order.
  init(_ shape: [Int], _ value: (Int) -> Double) {
    self.shape = shape
    values = (0..<shape.reduce(1, *)).map(value)
  }

  init(zeros shape: [Int]) {
    self.shape = shape
    values = [Double](repeating: 0, count: shape.reduce(1, *))
  }

  /// What is wrong with the engine's result, or nil where it agrees.
  ///
  /// Agreement is relative to the number itself, with an allowance for the largest one: sums of many products in single
  /// precision lose that much, whatever their order, and algorithms that transform whole tiles lose it everywhere in the
  /// tile. Infinities and NaN agree with their like alone.
  func disagreement(with tensor: Tensor, relative: Double = 1e-4, absolute: Double = 1e-5) -> String? {
    guard tensor.shape == shape else { return "its shape is \(tensor.shape), expected \(shape)" }
    let scalars = tensor.scalars
    var largest = 1.0
    for value in values where value.isFinite && value.magnitude > largest { largest = value.magnitude }
    for index in 0..<values.count {
      let (ours, exact) = (Double(scalars[index]), values[index])
      if ours == exact || (ours.isNaN && exact.isNaN) { continue }
      if (ours - exact).magnitude <= relative * exact.magnitude + absolute * largest, exact.isFinite { continue }
      return "its element \(position(index)) is \(ours), expected \(exact)"
    }
    return nil
  }

  /// The numbers summed over leading axes that a shape lacks.
  func summed(to target: [Int]) -> Numbers {
    if target == shape { return self }
    var result = Numbers(zeros: target)
    for index in 0..<values.count { result.values[index % result.values.count] += values[index] }
    return result
  }

  /// The index of an element along each axis.
  private func position(_ index: Int) -> [Int] {
    var (rest, position) = (index, [Int]())
    for length in shape.reversed() {
      position.insert(rest % length, at: 0)
      rest /= length
    }
    return position
  }
}

extension Numbers: Decodable {
  private enum Key: CodingKey { case shape, data }

  /// As the files of cases have it: `{"shape": [...], "data": [...]}`.
  init(from decoder: Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    shape = try container.decode([Int].self, forKey: .shape)
    values = try container.decode([Double].self, forKey: .data)
    guard shape.allSatisfy({ $0 >= 0 }), values.count == shape.reduce(1, *) else {
      throw DecodingError.dataCorruptedError(
        forKey: .data, in: container, debugDescription: "shape \(shape) does not have \(values.count) numbers")
    }
  }

  var tensor: Tensor { Tensor(shape: shape, values.map { Float($0) }) }
}
