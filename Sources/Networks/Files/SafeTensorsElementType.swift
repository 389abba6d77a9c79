import Tensors

/// The types of numbers that a file of safetensors may have, of those that can become 32-bit floating-point numbers.
enum SafeTensorsElementType: CaseIterable {
  case float64, float32, float16, bfloat16
  case int64, int32, int16, int8, uint64, uint32, uint16, uint8, bool

  /// How a file calls it.
  var name: String {
    switch self {
    case .float64: "F64"
    case .float32: "F32"
    case .float16: "F16"
    case .bfloat16: "BF16"
    case .int64: "I64"
    case .int32: "I32"
    case .int16: "I16"
    case .int8: "I8"
    case .uint64: "U64"
    case .uint32: "U32"
    case .uint16: "U16"
    case .uint8: "U8"
    case .bool: "BOOL"
    }
  }

  static var names: String { allCases.map { $0.name }.joined(separator: ", ") }

  init?(name: String) {
    guard let known = SafeTensorsElementType.allCases.first(where: { $0.name.utf8.elementsEqual(name.utf8) }) else {
      return nil
    }
    self = known
  }

  /// How many bytes a number takes.
  var size: Int {
    switch self {
    case .float64, .int64, .uint64: 8
    case .float32, .int32, .uint32: 4
    case .float16, .bfloat16, .int16, .uint16: 2
    case .int8, .uint8, .bool: 1
    }
  }

  /// The numbers, each rounded to the nearest of 32 bits.
  func numbers(_ bytes: UnsafeRawBufferPointer, count: Int) -> [Float] {
    switch self {
    case .float64: return read(bytes, count) { (bits: UInt64) in Float(Double(bitPattern: bits)) }
    case .float32: return read(bytes, count) { (bits: UInt32) in Float(bitPattern: bits) }
    case .float16: return read(bytes, count) { (bits: UInt16) in SafeTensorsElementType.number(halfPrecision: bits) }
    case .bfloat16: return read(bytes, count) { (bits: UInt16) in Float(bitPattern: UInt32(bits) << 16) }
    case .int64: return read(bytes, count) { (value: Int64) in Float(value) }
    case .int32: return read(bytes, count) { (value: Int32) in Float(value) }
    case .int16: return read(bytes, count) { (value: Int16) in Float(value) }
    case .int8: return read(bytes, count) { (value: Int8) in Float(value) }
    case .uint64: return read(bytes, count) { (value: UInt64) in Float(value) }
    case .uint32: return read(bytes, count) { (value: UInt32) in Float(value) }
    case .uint16: return read(bytes, count) { (value: UInt16) in Float(value) }
    case .uint8: return read(bytes, count) { (value: UInt8) in Float(value) }
    case .bool: return read(bytes, count) { (value: UInt8) in value == 0 ? 0 : 1 }
    }
  }

  @inline(__always)
  private func read<Bits: FixedWidthInteger & BitwiseCopyable>(
    _ bytes: UnsafeRawBufferPointer, _ count: Int, _ number: (Bits) -> Float
  ) -> [Float] {
    // The initialiser would write the count 0 into the memory that all empty arrays share.
    guard count > 0 else { return [] }
    return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      for index in 0..<count {
        // A tensor may begin anywhere in a file.
        let bits = bytes.loadUnaligned(fromByteOffset: index * MemoryLayout<Bits>.size, as: Bits.self)
        buffer.initializeElement(at: index, to: number(Bits(littleEndian: bits)))
      }
      initialized = count
    }
  }

  /// A number of IEEE 754's half precision: 1 bit of sign, 5 of exponent, 10 of fraction.
  static func number(halfPrecision bits: UInt16) -> Float {
    let sign = UInt32(bits & 0x8000) << 16
    let exponent = UInt32(bits >> 10 & 0x1F)
    let fraction = UInt32(bits & 0x3FF)
    switch exponent {
    case 0:
      let magnitude = Float(fraction) * 0x1p-24
      return sign == 0 ? magnitude : -magnitude
    case 0x1F: return Float(bitPattern: sign | 0x7F80_0000 | fraction << 13)
    default: return Float(bitPattern: sign | (exponent + 112) << 23 | fraction << 13)
    }
  }
}
