import Figures
import Tensors
import Testing

@Suite("Image grids")
struct ImageGridTests {
  static func images(_ grid: ImageGrid) throws -> [DecodedPNG] {
    try ParsedSVG(grid.picture.svg).elements.filter { $0.name == "image" }.map { element in
      let link = try #require(element.attributes["href"])
      #expect(link.hasPrefix("data:image/png;base64,"))
      return try DecodedPNG(base64: String(link.dropFirst("data:image/png;base64,".count)))
    }
  }

  @Test("Pixels are embedded as they are, gray or in colour")
  func pixels() throws {
    let gray = Tensor(0..<256).reshaped(to: [1, 16, 16])
    let decoded = try #require(try Self.images(ImageGrid(gray)).first)
    #expect((decoded.width, decoded.height, decoded.channels) == (16, 16, 1))
    #expect(decoded.pixels == (0..<256).map { UInt8($0) })
    let colour = try Self.images(ImageGrid(Tensor(0..<24).reshaped(to: [2, 2, 2, 3]), range: 0...255))
    #expect(colour.map(\.channels) == [3, 3])
    #expect(colour[1].pixels == (12..<24).map { UInt8($0) })
  }

  @Test("Images of every kind survive their compression", arguments: 0..<6)
  func compression(kind: Int) throws {
    var generator = RandomCases(seed: kind)
    let (height, width) = (generator.int(1...40), generator.int(1...40))
    let bytes = (0..<height * width).map { index -> UInt8 in
      switch kind {
      case 0: 0
      case 1: UInt8(generator.int(0...255))
      case 2: UInt8(index / width * 5 % 256)
      case 3: UInt8(index % width * 3)
      case 4: index % 7 == 0 ? 255 : 0
      default: UInt8(generator.int(0...1) * 200)
      }
    }
    let image = Tensor(shape: [height, width], bytes.map { Float($0) })
    #expect(try Self.images(ImageGrid([image], range: 0...255)).first?.pixels == bytes)
  }

  @Test("An image of one gray takes few bytes")
  func size() {
    let plain = ImageGrid(Tensor(zeros: [64, 64]), range: 0...1).picture.svg
    #expect(plain.split(separator: "<metadata")[0].utf8.count < 1200)
    // A number with it takes two.
    #expect(plain.utf8.count < 12_000)
  }

  @Test("All images share one range, given or from the least to the greatest pixel; what lies beyond is black or white")
  func range() throws {
    let two = Tensor(shape: [2, 1, 3, 1], [-1, 0, 1, 3, 1, .nan])
    #expect(try Self.images(ImageGrid(two)).map(\.pixels) == [[0, 64, 128], [255, 128, 0]])
    #expect(try Self.images(ImageGrid(two, range: 0...1)).map(\.pixels) == [[0, 0, 255], [255, 255, 0]])
  }

  @Test("Of three axes the last decides: of length 1 or 3 it is that of one image's channels")
  func oneImage() {
    #expect(ImageGrid(Tensor(ones: [28, 20, 3])).description == "1 image, 28 × 20.")
    #expect(ImageGrid(Tensor(ones: [28, 20, 1])).images.map(\.shape) == [[28, 20, 1]])
    #expect(ImageGrid(Tensor(ones: [5, 28, 20])).description == "5 images, 28 × 20.")
    #expect(ImageGrid(Tensor(ones: [5, 28, 3, 1])).description == "5 images, 28 × 3.")
    #expect(ImageGrid(Tensor(ones: [2, 2, 3]), predicted: [0], actual: [0], classes: ["cat"]).captions == ["cat"])
  }

  @Test("A wrong prediction is marked by a frame, a cross and the actual class")
  func predictions() {
    let grid = ImageGrid(
      Tensor(zeros: [3, 2, 2]), predicted: [0, 1, 1], actual: [0, 0, 1], classes: ["cat", "dog"], range: 0...1)
    #expect(grid.marked == [1])
    let parsed = ParsedSVG(grid.picture.svg)
    #expect(parsed.texts == ["cat", "× dog", "(cat)", "dog"])
    #expect(parsed.elements.count { $0.attributes["style"]?.contains("stroke-width:3") ?? false } == 1)
    #expect(grid.description == "3 images, 2 × 2: cat, dog (cat), dog; 1 of them marked: number 2.")
  }

  @Test("Columns fill their lines evenly, or are as many as asked for")
  func columns() throws {
    func columns(_ grid: ImageGrid) throws -> Int {
      Set(
        try ParsedSVG(grid.picture.svg).elements.filter { $0.name == "image" }.map { try #require($0.attributes["x"]) }
      ).count
    }
    #expect(try columns(ImageGrid(Tensor(ones: [10, 28, 28]))) == 5)
    #expect(try columns(ImageGrid(Tensor(ones: [10, 28, 28]), columns: 3)) == 3)
    #expect(try columns(ImageGrid(Tensor(ones: [2, 28, 28]), columns: 9)) == 2)
  }

  @Test("A large image is made smaller by means of squares")
  func large() throws {
    let stripes = Tensor(shape: [1400, 1400], (0..<1_960_000).map { $0 % 2 == 0 ? 0 : 1 })
    let decoded = try #require(try Self.images(ImageGrid(stripes, range: 0...1)).first)
    #expect((decoded.width, decoded.height) == (700, 700))
    #expect(decoded.pixels.allSatisfy { $0 == 128 })
  }
}
