import DataSets
import Networks
import OperationCases
import Tensors
import Testing

/// Files are made by others and may be damaged in any way: decoding them gives numbers or an error, and never stops the
/// program. A program that stops would end all tests with it.
@Suite("Damaged files")
struct DamagedFileTests {
  private func decoded(_ bytes: [UInt8]) -> SafeTensorsError? {
    do throws(SafeTensorsError) {
      let file = try SafeTensors(decoding: bytes)
      // What was accepted must be usable.
      for entry in file.entries { _ = entry.tensor.transposed().sum() }
      #expect((try? SafeTensors(decoding: file.encoded()))?.entries.count == file.entries.count)
      return nil
    } catch {
      #expect("\(error)".hasPrefix("safetensors: ") && "\(error)".hasSuffix("."))
      return error
    }
  }

  private func idx(_ bytes: [UInt8]) -> DataFileError? {
    do throws(DataFileError) {
      let file = try IDX(bytes: bytes)
      _ = Tensor(file).transposed().sum()
      _ = IntTensor(exactly: file)
      return nil
    } catch {
      #expect("\(error)".hasPrefix("IDX data: ") && "\(error)".hasSuffix("."))
      return error
    }
  }

  @Test("Lengths whose product cannot be counted are refused, also beside a length of 0")
  func uncountable() {
    let header = "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4,0],\"data_offsets\":[0,0]}}"
    #expect(decoded(SafeTensorsTests.file(header)) == .tooLarge(shape: [1 << 62, 4, 0], tensor: "a"))
    let lengths: [UInt32] = [.max, .max, 0]
    #expect(
      idx(IDXTests.file(0x08, lengths, []))?.problem
        == .tooLarge(shape: lengths.map { Int($0) }, limit: Int(Int32.max)))
    #expect(idx(IDXTests.file(0x08, [UInt32](repeating: .max, count: 255), [])) != nil)
  }

  /// Numbers at which counting goes wrong, if it does.
  static let extremes: [UInt64] =
    [0, 1, 2, 3, 4, 255, .max - 7, .max - 1, .max]
    + [16, 31, 32, 61, 62, 63].flatMap { (bit: UInt64) -> [UInt64] in [1 << bit - 1, 1 << bit] }

  @Test("Extreme lengths and positions in safetensors", arguments: 0..<4)
  func extremeSafeTensors(seed: Int) throws {
    var random = RandomCases(seed: seed)
    var accepted = 0
    for _ in 0..<1500 {
      func number() -> UInt64 {
        random.int(0...2) > 0 ? UInt64(random.int(0...2)) : Self.extremes[random.int(0...Self.extremes.count - 1)]
      }
      let shape = (0..<random.int(0...4)).map { _ in "\(number())" }.joined(separator: ",")
      let (begin, end) = (random.int(0...2) > 0 ? 0 : number(), number())
      let type = ["F32", "F64", "U8", "BF16"][random.int(0...3)]
      let header = "{\"a\":{\"dtype\":\"\(type)\",\"shape\":[\(shape)],\"data_offsets\":[\(begin),\(end)]}}"
      var bytes = SafeTensorsTests.file(header, numbers: random.int(0...2))
      if random.int(0...9) == 0 { bytes.replaceSubrange(0..<8, with: IDXTests.bigEndian(number().byteSwapped)) }
      if decoded(bytes) == nil { accepted += 1 }
    }
    #expect(accepted > 20)
  }

  @Test("Extreme lengths in IDX files", arguments: 0..<4)
  func extremeIDX(seed: Int) {
    var random = RandomCases(seed: seed)
    var accepted = 0
    for _ in 0..<1500 {
      let lengths = (0..<random.int(1...5)).map { _ in
        random.int(0...3) > 0
          ? UInt32(random.int(0...2))
          : UInt32(truncatingIfNeeded: Self.extremes[random.int(0...Self.extremes.count - 1)])
      }
      let type: UInt8 = [0x08, 0x09, 0x0b, 0x0c, 0x0d, 0x0e][random.int(0...5)]
      if idx(IDXTests.file(type, lengths, [UInt8](repeating: 1, count: random.int(0...8)))) == nil { accepted += 1 }
    }
    #expect(accepted > 20)
  }

  @Test("Flipped bits, cut and repeated parts, and bytes of no meaning", arguments: 0..<6)
  func damage(seed: Int) throws {
    var random = RandomCases(seed: seed)
    let originals = try [
      SafeTensorsTests.fixture("types"), SafeTensorsTests.fixture("model"), IDXTests.compressed, IDXTests.plain,
    ]
    for number in 0..<600 {
      var bytes = originals[number % originals.count]
      // Most of what can go wrong is said in the first bytes.
      let reach = random.int(0...1) == 0 ? min(bytes.count, 40) : bytes.count
      switch random.int(0...4) {
      case 0, 1:
        for _ in 0..<random.int(1...4) { bytes[random.int(0...reach - 1)] ^= 1 << UInt8(random.int(0...7)) }
      case 2: bytes.removeLast(random.int(0...bytes.count))
      case 3:
        let start = random.int(0...reach - 1)
        bytes.insert(contentsOf: bytes[start..<min(start + random.int(1...20), bytes.count)], at: random.int(0...reach))
      default:
        let start = number % 2 == 0 ? [] : bytes.prefix(random.int(0...8))
        bytes = start + (0..<random.int(0...60)).map { _ in UInt8(random.int(0...255)) }
      }
      _ = decoded(bytes)
      _ = idx(bytes)
    }
  }
}
