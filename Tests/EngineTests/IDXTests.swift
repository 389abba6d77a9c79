import DataSets
import Foundation
import Tensors
import Testing

@Suite("IDX files")
struct IDXTests {
  /// A file with the given type code, lengths and elements.
  static func file(_ type: UInt8, _ lengths: [UInt32], _ elements: [UInt8]) -> [UInt8] {
    [0, 0, type, UInt8(lengths.count)] + lengths.flatMap { bigEndian($0) } + elements
  }

  static func bigEndian(_ number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.bigEndian) { Array($0) }
  }

  /// What is wrong with bytes that do not decode.
  static func problem(_ bytes: [UInt8]) -> DataFileError.Problem? {
    do throws(DataFileError) {
      _ = try IDX(bytes: bytes, name: "f")
      return nil
    } catch {
      return error.file == "f" ? error.problem : nil
    }
  }

  static let compressed = [UInt8](dataFixture("train-images-idx3-ubyte.gz"))
  static let plain = [UInt8](dataFixture("t10k-labels-idx1-ubyte"))

  @Test("Every type of elements is read, big-endian, in row-major order")
  func types() throws {
    #expect(
      try IDX(bytes: Self.file(0x08, [2, 3], [0, 1, 2, 3, 254, 255])).elements
        == .unsignedBytes([0, 1, 2, 3, 254, 255]))
    #expect(try IDX(bytes: Self.file(0x09, [2], [0xff, 0x80])).elements == .signedBytes([-1, -128]))
    #expect(try IDX(bytes: Self.file(0x0b, [2], [0x12, 0x34, 0xff, 0xfe])).elements == .int16([0x1234, -2]))
    #expect(try IDX(bytes: Self.file(0x0c, [1, 1], [0x80, 0, 0, 1])).elements == .int32([Int32.min + 1]))
    let floats = [Float(1.5), -0.1].flatMap { Self.bigEndian($0.bitPattern) }
    #expect(try IDX(bytes: Self.file(0x0d, [2], floats)).elements == .float([1.5, -0.1]))
    let doubles = [1e300, -.pi].flatMap { Self.bigEndian($0.bitPattern) }
    #expect(try IDX(bytes: Self.file(0x0e, [1, 2], doubles)).elements == .double([1e300, -.pi]))
    #expect("\(try IDX(bytes: Self.file(0x08, [2, 1], [0, 255])))" == "unsigned bytes of shape [2, 1]")
  }

  @Test("An array becomes a tensor of its numbers, and one of integers also a tensor of integers")
  func tensors() throws {
    let bytes = try IDX(bytes: Self.file(0x08, [2, 2], [0, 1, 128, 255]))
    #expect(Tensor(bytes) == [[0, 1], [128, 255]])
    #expect(IntTensor(exactly: bytes) == IntTensor(shape: [2, 2], [0, 1, 128, 255]))
    let shorts = try IDX(bytes: Self.file(0x0b, [2], [0, 7, 0xff, 0xff]))
    #expect(Tensor(shorts) == [7, -1])
    #expect(IntTensor(exactly: shorts) == [7, -1])
    let floats = try IDX(bytes: Self.file(0x0d, [1], Self.bigEndian(Float(0.25).bitPattern)))
    #expect(Tensor(floats) == [0.25])
    #expect(IntTensor(exactly: floats) == nil)
    let empty = try IDX(bytes: Self.file(0x08, [0, 28, 28], []))
    #expect(Tensor(empty).shape == [0, 28, 28])
  }

  @Test("A compressed file is recognised by its first bytes, also when it has several members")
  func gzip() throws {
    let idx = try IDX(bytes: Self.compressed)
    #expect(idx.shape == [12, 28, 28])
    guard case .unsignedBytes(let bytes) = idx.elements else {
      Issue.record("\(idx.elements.typeName)")
      return
    }
    for position in bytes.indices {
      let (image, row, column) = (position / 784, position / 28 % 28, position % 28)
      #expect(Int(bytes[position]) == (37 * image + 28 * row + 3 * column) % 256)
    }
    // One member with the header, made by `gzip`, and one with the element.
    let members: [UInt8] =
      Self.gzipStored([0, 0, 8, 1, 0, 0, 0, 1]) + Self.gzipStored([]) + Self.gzipStored([42])
    #expect(try IDX(bytes: members).elements == .unsignedBytes([42]))
  }

  /// A gzip member that holds the bytes uncompressed.
  static func gzipStored(_ bytes: [UInt8]) -> [UInt8] {
    let length = UInt16(bytes.count)
    let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255]
    let block = [1] + littleEndian(length) + littleEndian(~length) + bytes
    return header + block + littleEndian(PNGWriter.checksum(bytes)) + littleEndian(UInt32(bytes.count))
  }

  static func littleEndian(_ number: some FixedWidthInteger) -> [UInt8] { bigEndian(number.byteSwapped) }

  @Test("A plain file that ends early is truncated, wherever it ends")
  func truncatedPlain() throws {
    #expect(Self.plain.count == 12)
    for end in 0..<Self.plain.count {
      let expected = end < 4 ? 4 : end < 8 ? 8 : 12
      #expect(Self.problem(Array(Self.plain[..<end])) == .truncated(expected: expected, found: end), "\(end)")
    }
  }

  @Test("A compressed file that ends early is truncated, wherever it ends")
  func truncatedGzip() throws {
    for end in 2..<Self.compressed.count {
      guard case .truncated(let expected, let found) = Self.problem(Array(Self.compressed[..<end])) else {
        Issue.record("no error for the first \(end) of \(Self.compressed.count) bytes")
        continue
      }
      #expect(found <= 16 + 12 * 784)
      #expect(expected == nil || expected == 4 || expected == 16 || expected == 16 + 12 * 784)
    }
  }

  @Test("A compressed file with a changed byte is never taken for a good one")
  func damagedGzip() throws {
    let good = try IDX(bytes: Self.compressed)
    // The first ten bytes hold the time and the system, which do not matter, and flags.
    for position in 10..<Self.compressed.count {
      var bytes = Self.compressed
      bytes[position] ^= 0x10
      #expect(Self.problem(bytes) != nil || (try? IDX(bytes: bytes)) == good, "byte \(position)")
    }
    var bytes = Self.compressed
    bytes[bytes.count - 8] ^= 1
    #expect(Self.problem(bytes) == .damaged(reason: "incorrect data check"))
  }

  @Test("A file that goes on after its data is refused, plain or compressed")
  func tooLong() {
    #expect(Self.problem(Self.plain + [0]) == .tooLong(expected: 12))
    #expect(Self.problem(Self.gzipStored(Self.plain + [7])) == .tooLong(expected: 12))
    #expect(Self.problem(Self.gzipStored(Self.plain) + Self.gzipStored([7])) == .tooLong(expected: 12))
    #expect(Self.problem(Self.gzipStored(Self.plain) + [7, 7]) == .damaged(reason: "incorrect header check"))
  }

  @Test("A file that is something else is named with the bytes it begins with")
  func wrongMagic() {
    for bytes: [UInt8] in [
      [0x89, 0x50, 0x4e, 0x47], [0, 0, 0x0a, 1, 0, 0, 0, 0], [0, 0, 0x07, 1], [0, 0, 8, 0, 5], [1, 0, 8, 1],
      [0, 1, 8, 1],
    ] {
      guard case .wrongFormat(_, let found) = Self.problem(bytes) else {
        Issue.record("\(bytes)")
        continue
      }
      #expect(found == "begins with " + bytes.prefix(4).map { String(format: "%02x", $0) }.joined(separator: " "))
    }
  }

  @Test("What a file announces is never allocated before it is there")
  func sizes() {
    let huge: UInt32 = 0xffff_ffff
    let limit = 2_147_483_647
    #expect(Self.problem(Self.file(8, [huge], [])) == .tooLarge(shape: [Int(huge)], limit: limit))
    #expect(
      Self.problem(Self.file(8, [huge, huge, huge], []))
        == .tooLarge(shape: [Int](repeating: Int(huge), count: 3), limit: limit))
    #expect(Self.problem(Self.file(8, [65536, 32768], [])) == .tooLarge(shape: [65536, 32768], limit: limit))
    // Two thousand million doubles, of which none is there: an error, and not the end of the program.
    #expect(
      Self.problem(Self.file(0x0e, [65536, 32767], [1, 2, 3]))
        == .truncated(expected: 12 + 65536 * 32767 * 8, found: 15))
    #expect(
      Self.problem(Self.gzipStored(Self.file(0x0e, [65536, 32767], [1, 2, 3])))
        == .truncated(expected: 12 + 65536 * 32767 * 8, found: 15))
    for lengths in [[0, huge, huge], [huge, huge, 0]] {
      #expect(Self.problem(Self.file(8, lengths, [])) == .tooLarge(shape: lengths.map { Int($0) }, limit: limit))
    }
    #expect(Self.problem(Self.file(8, [0, 65536, 32767], [])) == nil)
    #expect(Self.problem([0, 0, 8, 255]) == .truncated(expected: 4 + 4 * 255, found: 4))
  }

  @Test("An error is one sentence with the file, what was expected and what to do")
  func sentences() throws {
    #expect(
      DataFileError(file: "data/labels", .truncated(expected: 60008, found: 512)).description
        == "data/labels: the file is truncated: it holds 512 bytes of data, but 60008 were expected; get or make it again."
    )
    let missing = #expect(throws: DataFileError.self) { try IDX(file: "no/such/file") }
    #expect(missing?.description == "no/such/file: there is no such file; check its name and folder.")
    let folder = #expect(throws: DataFileError.self) { try IDX(file: dataFixtures) }
    #expect(folder?.problem == .unreadable(reason: "it is a folder"))
    let device = #expect(throws: DataFileError.self) { try IDX(file: "/dev/zero") }
    #expect(device?.problem == .unreadable(reason: "it is a device or a pipe"))
  }
}

/// The folder of the fixtures of data sets.
let dataFixtures = Bundle.module.resourcePath! + "/Fixtures/DataSets"

func dataFixture(_ name: String) -> Data {
  (try? Data(contentsOf: URL(fileURLWithPath: "\(dataFixtures)/\(name)"))) ?? Data()
}
