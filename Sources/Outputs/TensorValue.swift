/// A tensor that a cell gave, as numbers. How it is printed stands beside it (`Output`).
package struct TensorValue: Sendable {
  /// The expression that gave it where that is a name.
  package var name: String?
  /// The length of each axis: none of a single number.
  package var shape: [Int]
  /// Nil where there are more than `mostElements`: of such a tensor only the shape travels.
  package var elements: Elements?

  /// The numbers in row-major order, each exactly what it was.
  package enum Elements: Sendable {
    case float32([Float])
    case int32([Int32])
  }

  /// As many elements travel as `print` shows without leaving any out.
  package static let mostElements = 1_000
  /// What has more axes is its text alone.
  package static let mostAxes = 64

  /// - Parameter elements: nil where there are more than `mostElements`.
  package init(name: String? = nil, shape: [Int], elements: Elements?) {
    self.name = name
    self.shape = shape
    self.elements = elements
  }

  /// Whether its numbers were measured: one that happens to be whole is printed without a point and may be so by rounding.
  package var hasRealNumbers: Bool {
    switch elements {
    case .float32, nil: true
    case .int32: false
    }
  }
}

// A NaN is the same as another of the same bits, and 0 is not -0: results that are equal are so to the bit.
extension TensorValue: Hashable {}

extension TensorValue.Elements: Hashable {
  package static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.float32(let a), .float32(let b)): a.elementsEqual(b) { $0.bitPattern == $1.bitPattern }
    case (.int32(let a), .int32(let b)): a == b
    case (.float32, .int32), (.int32, .float32): false
    }
  }

  package func hash(into hasher: inout Hasher) {
    switch self {
    case .float32(let numbers): hasher.combine(numbers.map(\.bitPattern))
    case .int32(let numbers): hasher.combine(numbers)
    }
  }
}

// MARK: For reports and kept results

extension TensorValue: Codable {
  private enum CodingKeys: String, CodingKey { case name, shape, type, elements }
  private enum ElementType: String, Codable { case float32, int32 }

  /// A number that JSON has none for is a text: `nan`, `inf`, `-inf`, and `-0`, which readers take for an integer without a sign.
  private enum JSONNumber: Codable {
    case finite(Float)
    case other(Float)

    init(_ value: Float) {
      self = value.isFinite && (value != 0 || value.sign == .plus) ? .finite(value) : .other(value)
    }

    var value: Float {
      switch self {
      case .finite(let value), .other(let value): value
      }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let value = try? container.decode(Float.self) {
        self = .finite(value)
      } else if let value = Float(try container.decode(String.self)) {
        self = .other(value)
      } else {
        throw DecodingError.dataCorruptedError(in: container, debugDescription: "no number")
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .finite(let value): try container.encode(value)
      case .other(let value): try container.encode(value.isNaN ? "nan" : value == 0 ? "-0" : value < 0 ? "-inf" : "inf")
      }
    }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    name = try container.decodeIfPresent(String.self, forKey: .name)
    shape = try container.decode([Int].self, forKey: .shape)
    elements =
      switch try container.decodeIfPresent(ElementType.self, forKey: .type) {
      case .float32?: .float32(try container.decode([JSONNumber].self, forKey: .elements).map(\.value))
      case .int32?: .int32(try container.decode([Int32].self, forKey: .elements))
      case nil: nil
      }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(name, forKey: .name)
    try container.encode(shape, forKey: .shape)
    switch elements {
    case .float32(let numbers)?:
      try container.encode(ElementType.float32, forKey: .type)
      try container.encode(numbers.map(JSONNumber.init), forKey: .elements)
    case .int32(let numbers)?:
      try container.encode(ElementType.int32, forKey: .type)
      try container.encode(numbers, forKey: .elements)
    case nil: break
    }
  }
}

// MARK: From a cell host

extension WireWriter {
  mutating func write(_ tensor: TensorValue) {
    write(tensor.name)
    write(tensor.shape) { $0.write($1) }
    switch tensor.elements {
    case nil: write(0)
    case .float32(let numbers)?:
      write(1)
      write(words: numbers.map(\.bitPattern))
    case .int32(let numbers)?:
      write(2)
      write(words: numbers.map(UInt32.init(bitPattern:)))
    }
  }
}

extension WireReader {
  mutating func tensor() throws(Malformed) -> TensorValue {
    let name = try optionalText()
    let shape = try array { (reader) throws(Malformed) in try reader.int() }
    let elements: TensorValue.Elements? =
      switch try int() {
      case 0: nil
      case 1: .float32(try words().map(Float.init(bitPattern:)))
      case 2: .int32(try words().map(Int32.init(bitPattern:)))
      default: throw Malformed()
      }
    return TensorValue(name: name, shape: shape, elements: elements)
  }
}
