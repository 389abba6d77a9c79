import DataSets
import Foundation
import Tensors
import Testing

@Suite("PNG images")
struct PNGTests {
  /// A kind of file: colour type and bits of a sample.
  struct Kind: Sendable, CustomTestStringConvertible {
    var colourType: UInt8
    var depth: Int
    var isInterlaced = false
    var testDescription: String { "colour type \(colourType), \(depth) bits\(isInterlaced ? ", interlaced" : "")" }

    func image(width: Int, height: Int, seed: Int = 1) -> PNGWriter {
      var random = RandomCases(seed: seed)
      var writer = PNGWriter(
        width: width, height: height, colourType: colourType, depth: depth, isInterlaced: isInterlaced, samples: [])
      writer.samples = (0..<(width * height * writer.channels)).map { _ in random.int(0...((1 << depth) - 1)) }
      return writer
    }
  }

  static let kinds: [Kind] = [
    (0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16]),
  ].flatMap { type, depths in
    depths.flatMap { [Kind(colourType: type, depth: $0), Kind(colourType: type, depth: $0, isInterlaced: true)] }
  }

  static let palette: [[UInt8]] = (UInt8.min...UInt8.max).map { [$0, 255 - $0, $0 &* 7] }

  static func problem(_ bytes: [UInt8]) -> DataFileError.Problem? {
    do throws(DataFileError) {
      _ = try PNG.decode(bytes, name: "p")
      return nil
    } catch {
      return error.file == "p" ? error.problem : nil
    }
  }

  @Test("Stored samples come back divided by the largest, whatever the kind and the size", arguments: kinds)
  func everyKind(_ kind: Kind) throws {
    for (seed, size) in [(9, 11), (1, 1), (8, 3), (3, 17)].enumerated() {
      var image = kind.image(width: size.0, height: size.1, seed: seed)
      if kind.colourType == 3 { image.chunks = [("PLTE", Self.palette.prefix(1 << kind.depth).flatMap { $0 })] }
      let tensor = try PNG.decode(image.file)
      let largest = Float((1 << kind.depth) - 1)
      if kind.colourType == 3 {
        #expect(tensor.shape == [size.1, size.0, 3])
        #expect(tensor.scalars == image.samples.flatMap { Self.palette[$0].map { Float($0) / 255 } })
      } else {
        #expect(tensor.shape == [size.1, size.0, image.channels])
        #expect(tensor.scalars == image.samples.map { Float($0) / largest })
      }
    }
  }

  @Test("Every filter is undone, and neither gamma nor a comment changes a value")
  func filters() throws {
    let image = try Tensor(png: dataFixtures + "/filters.png")
    #expect(image.shape == [10, 17, 3])
    for y in 0..<10 {
      for x in 0..<17 {
        let expected = [15 * x + y, x * x + 7 * y, 255 - x * y].map { Float(($0 % 256 + 256) % 256) / 255 }
        #expect((0..<3).map { image[y, x, $0] } == expected, "\(x), \(y)")
      }
    }
  }

  @Test("Gamma and profiles are left alone at 16 bits too, and opaque colours are exact")
  func gamma() throws {
    var image = Kind(colourType: 2, depth: 16).image(width: 5, height: 4)
    let plain = try PNG.decode(image.file)
    image.chunks = [("gAMA", PNGWriter.number(45455)), ("sRGB", [0])]
    #expect(try PNG.decode(image.file) == plain)
    var opaque = Kind(colourType: 4, depth: 16).image(width: 5, height: 4)
    for position in stride(from: 1, to: opaque.samples.count, by: 2) { opaque.samples[position] = 65535 }
    #expect(try PNG.decode(opaque.file).scalars == opaque.samples.map { Float($0) / 65535 })
  }

  @Test("Colours of 16 bits are kept where there is little opacity or none")
  func translucent() throws {
    for colourType: UInt8 in [4, 6] {
      var image = Kind(colourType: colourType, depth: 16).image(width: 4, height: 3)
      for (number, alpha) in stride(from: image.channels - 1, to: image.samples.count, by: image.channels).enumerated()
      {
        image.samples[alpha] = [0, 1, 2, 255][number % 4]
      }
      #expect(try PNG.decode(image.file).scalars == image.samples.map { Float($0) / 65535 })
    }
    var gray = PNGWriter(width: 2, height: 1, colourType: 0, depth: 16, samples: [300, 40_000])
    gray.chunks = [("tRNS", [1, 44])]
    #expect(try PNG.decode(gray.file) == [[[300 / 65535, 0], [40_000 / 65535, 1]]])
  }

  @Test("A transparent colour or a palette with opacities gives one channel more")
  func transparency() throws {
    var gray = PNGWriter(width: 2, height: 1, colourType: 0, depth: 8, samples: [7, 9])
    gray.chunks = [("tRNS", [0, 9])]
    #expect(try PNG.decode(gray.file) == [[[7 / 255, 1], [9 / 255, 0]]])
    var palette = PNGWriter(width: 2, height: 1, colourType: 3, depth: 1, samples: [1, 0])
    palette.chunks = [("PLTE", [255, 0, 0, 0, 0, 255]), ("tRNS", [51])]
    #expect(try PNG.decode(palette.file) == [[[0, 0, 1, 1], [1, 0, 0, 0.2]]])
  }

  @Test("Gray and red, green, blue are made of any kind")
  func channels() throws {
    let colour = PNGWriter(width: 2, height: 1, colourType: 6, depth: 8, samples: [255, 0, 0, 9, 0, 0, 255, 255])
    #expect(try PNG.decode(colour.file, channels: .gray) == [[[0.299], [0.114]]])
    #expect(try PNG.decode(colour.file, channels: .rgb) == [[[1, 0, 0], [0, 0, 1]]])
    let gray = PNGWriter(width: 1, height: 2, colourType: 4, depth: 8, samples: [51, 0, 255, 1])
    #expect(try PNG.decode(gray.file, channels: .gray) == [[[0.2]], [[1]]])
    #expect(try PNG.decode(gray.file, channels: .rgb) == [[[0.2, 0.2, 0.2]], [[1, 1, 1]]])
    for kind in Self.kinds where kind.colourType != 3 {
      let file = kind.image(width: 4, height: 4).file
      #expect(try PNG.decode(file, channels: .gray).shape == [4, 4, 1], "\(kind)")
      #expect(try PNG.decode(file, channels: .rgb).shape == [4, 4, 3], "\(kind)")
    }
  }

  @Test("A file that ends early is an error, wherever it ends")
  func truncated() {
    let file = [UInt8](dataFixture("filters.png"))
    #expect(Self.problem(file) == nil)
    for end in 1..<file.count {
      #expect(Self.problem(Array(file[..<end])) == .truncated(expected: nil, found: end))
    }
    #expect(Self.problem(file + [1, 2, 3]) == nil)
  }

  @Test("A file with a changed byte is an error or gives the same image")
  func damaged() throws {
    for file in [
      [UInt8](dataFixture("filters.png")),
      Kind(colourType: 4, depth: 16, isInterlaced: true).image(width: 5, height: 5).file,
    ] {
      let good = try PNG.decode(file)
      for position in file.indices {
        for bit in [0x01, 0x20, 0x80] as [UInt8] {
          var bytes = file
          bytes[position] ^= bit
          #expect(Self.problem(bytes) != nil || (try? PNG.decode(bytes)) == good, "byte \(position)")
        }
      }
    }
  }

  @Test("What is no PNG is said to be none")
  func wrongFormat() {
    #expect(Self.problem([]) == .wrongFormat(expected: "a PNG image", found: "is empty"))
    #expect(Self.problem(Array("GIF89a".utf8)) == .wrongFormat(expected: "a PNG image", found: "does not begin as one"))
    let missing = #expect(throws: DataFileError.self) { try Tensor(png: "no/such/photo.png") }
    #expect(missing?.description == "no/such/photo.png: there is no such file; check its name and folder.")
  }

  @Test("What a file announces is never allocated before it is there")
  func bombs() {
    func announcing(_ width: Int, _ height: Int) -> [UInt8] {
      let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
      let header = PNGWriter.number(width) + PNGWriter.number(height) + [8, 6, 0, 0, 0]
      return signature + PNGWriter.chunk("IHDR", header) + PNGWriter.chunk("IDAT", [UInt8](repeating: 0, count: 1000))
        + PNGWriter.chunk("IEND", [])
    }
    #expect(
      Self.problem(announcing(10_000, 10_000))
        == .damaged(reason: "1000 bytes of compressed data cannot hold 10000 x 10000 pixels"))
    for side in [1_000_000, 0x7fff_ffff] {
      #expect(Self.problem(announcing(side, side)) == .tooLarge(shape: [side, side], limit: PNG.largestCount))
    }
    #expect(Self.problem(announcing(0, 5)) == .damaged(reason: "its size is 0 x 5 pixels"))
    #expect(Self.problem(announcing(0xffff_ffff, 1)) != nil)
  }

  @Test("An image of more elements than the limit is refused before it is decoded")
  func limit() {
    // 2^26 pixels of three bytes, in enough compressed bytes that they might be there.
    let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
    let header = PNGWriter.number(1 << 13) + PNGWriter.number(1 << 13) + [8, 2, 0, 0, 0]
    let file =
      signature + PNGWriter.chunk("IHDR", header) + PNGWriter.chunk("IDAT", [UInt8](repeating: 0, count: 70000))
      + PNGWriter.chunk("IEND", [])
    #expect(Self.problem(file) == .tooLarge(shape: [1 << 13, 1 << 13, 3], limit: PNG.largestCount))
  }
}
