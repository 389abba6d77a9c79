import Figures
import Tensors
import Testing

@Suite("Maps")
struct MapTests {
  static func texts(_ map: some Drawable) -> [String] { ParsedSVG(map.picture.svg).texts }

  /// The opacities of the cells in each colour, one row after the other.
  static func opacities(_ map: some Drawable) throws -> [[Double]] {
    let drawing = map.picture.svg.split(separator: "<svg class=\"narrow\"")[0]
    return try drawing.split(separator: "<g ").dropFirst().map { group in
      let cells = group.split(separator: "</g>")[0].split(separator: "stroke-opacity=\"").dropFirst()
      return try cells.map { try #require($0.split(separator: "\"").first.flatMap { Double($0) }) }
    }
  }

  @Test("Values below zero are of one colour, values above of another, and zero of neither")
  func diverging() throws {
    let layers = try Self.opacities(KernelGrid([[1, -0.5], [0, 0.25]]))
    #expect(layers == [[0.95, 0, 0, 0.24], [0, 0.47, 0, 0]])
    #expect(Self.texts(KernelGrid([[1, -0.5], [0, 0.25]])) == ["2 × 2", "-1.0", "0", "1.0"])
  }

  @Test("Values that are never below zero need one colour, and their scale begins at zero")
  func sequential() throws {
    let map = FeatureMapGrid([[4, 2], [0, 1]], name: "map")
    #expect(try Self.opacities(map) == [[0.95, 0.47, 0, 0.24]])
    #expect(Self.texts(map) == ["map · 2 × 2", "0", "4"])
    // A zero that a machine rounds to below makes no second half.
    #expect(try Self.opacities(FeatureMapGrid([[4, 2], [-1e-7, 1]])).count == 1)
  }

  @Test("Kernels have one scale, so that they can be compared")
  func commonScale() throws {
    let kernels = Tensor(shape: [1, 1, 1, 3], [2, 1, 0.5])
    #expect(try Self.opacities(KernelGrid(kernels)).flatMap { $0 } == [0.95, 0.47, 0.24])
    #expect(try Self.opacities(KernelGrid(kernels, scale: 4)).flatMap { $0 } == [0.47, 0.24, 0.12])
  }

  @Test("Kernels are drawn channel by channel, and captions name input and output")
  func channels() throws {
    // [height, width, input, output]: one row of two, two inputs, three outputs.
    let kernels = Tensor(0..<12).reshaped(to: [1, 2, 2, 3])
    let cells = try Self.opacities(KernelGrid(kernels, scale: 95)).map { $0.map { ($0 * 100).rounded() } }
    #expect(cells == [[0, 6], [1, 7], [2, 8], [3, 9], [4, 10], [5, 11]])
    #expect(Self.texts(KernelGrid(kernels)).prefix(6) == ["0→0", "0→1", "0→2", "1→0", "1→1", "1→2"])
  }

  @Test("A large feature map is drawn coarser, by means, and says so")
  func coarse() throws {
    let map = Tensor(shape: [1, 3, 4, 1], [1, 3, 0, 0, 5, 7, 0, 8, 2, 4, 6, 6])
    let grid = FeatureMapGrid(map, scale: 9.5, cells: 2)
    #expect(try Self.opacities(grid).map { $0.map { ($0 * 10).rounded() } } == [[4, 2, 3, 6]])
    #expect(Self.texts(grid).prefix(2) == ["3 × 4", "each cell the mean of 2 × 2 values"])
    #expect(grid.description == "1 feature map, 3 × 4, values from 0 to 8; each cell the mean of 2 × 2 values.")
  }

  @Test("A heat map writes its values with the digits asked for, and the names of rows and columns")
  func written() {
    let map = HeatMap([[1, 0.126], [-2, 3]], name: "w", rowLabels: ["r", "s"], columnLabels: ["c", "d"], digits: 2)
    #expect(Self.texts(map) == ["1.00", "0.13", "-2.00", "3.00", "r", "s", "c", "d", "w · 2 × 2"])
    #expect(map.description == "Heat map of w, 2 × 2, values from -2.00 to 3.00.")
  }

  @Test("A heat map without space for numbers has a scale with its ends and zero")
  func legend() {
    #expect(Self.texts(HeatMap(Tensor(-400..<500).reshaped(to: [30, 30]))) == ["30 × 30", "-499", "0", "499"])
    #expect(Self.texts(HeatMap(Tensor(0..<900).reshaped(to: [30, 30]), name: "m")) == ["m · 30 × 30", "0", "899"])
    #expect(Self.texts(HeatMap(Tensor(0..<900).reshaped(to: [30, 30]) / 900)) == ["30 × 30", "0", "1.00"])
  }

  @Test(
    "A map of many rows is as high as a screen, with as many of their names as can be read",
    arguments: [15, 24, 25, 40, 64])
  func manyRows(count: Int) throws {
    let names = (0..<count).map { "row \($0)" }
    for rowLabels in [[], names] {
      let map = HeatMap(Tensor(0..<10 * count).reshaped(to: [count, 10]), rowLabels: rowLabels)
      for drawing in ParsedSVG(map.picture.svg).drawings {
        let height = try #require(drawing[0].attributes["viewBox"]?.split(separator: " ").last.flatMap { Double($0) })
        // The caption and the scale besides.
        #expect(height <= 480 + 90, "\(count) rows")
        let texts = drawing.filter { $0.name == "text" }
        #expect(texts.contains { $0.text == "17" } == (count <= 24))
        let places = texts.filter { $0.text.hasPrefix("row ") }.compactMap { $0.attributes["y"].flatMap { Double($0) } }
        #expect(places.count >= min(rowLabels.count, 30))
        for (one, next) in zip(places, places.dropFirst()) { #expect(next - one >= 12) }
      }
    }
  }

  @Test("A confusion matrix counts rows of actual and columns of predicted classes")
  func confusion() {
    let matrix = ConfusionMatrix(predicted: [0, 1, 1, 2, 0, 1], actual: [0, 1, 2, 2, 0, 2], classes: ["a", "b", "c"])
    #expect(matrix.counts == IntTensor(shape: [3, 3], [2, 0, 0, 0, 1, 0, 0, 2, 1]))
    #expect(matrix.accuracy == 4.0 / 6)
    #expect(
      matrix.description
        == "Confusion matrix of 3 classes and 6 examples: 66.7 % right; most often c is taken for b, 2 times.")
    #expect(Self.texts(matrix).prefix(9) == ["2", "0", "0", "0", "1", "0", "0", "2", "1"])
    let probabilities = ConfusionMatrix(
      predicted: [0, 1, 1], actual: [0, 0, 1], classes: ["a", "b"], asFractions: true)
    #expect(Self.texts(probabilities).prefix(4) == ["0.50", "0.50", "0.00", "1.00"])
    #expect(
      probabilities.description
        == "Confusion matrix of 2 classes and 3 examples: 0.67 right; of each class a 0.50, b 1.00.")
  }

  @Test("Descriptions say how much there is and within which range")
  func descriptions() {
    let weights = Tensor(shape: [1, 2, 1, 2], [0.51234, -1, 0.25, 0])
    #expect(KernelGrid(weights, name: "conv").description == "2 kernels of conv, 1 × 2, values from -1.00 to 0.512.")
    #expect(
      HeatMap(Tensor(shape: [1, 3], [1, .nan, .infinity])).description
        == "Heat map, 1 × 3, all values 1, 2 of them not finite.")
    let image = FigureTests.edgeImage
    #expect(HeatMap(image, name: "image").description == "Heat map of image, 6 × 8, values from 0 to 1.")
  }

  /// Pictures of numbers, and of the same numbers but for what a machine rounds otherwise.
  static func computed(_ error: Float) -> [(String, String)] {
    let values = (0..<96).map { index -> Float in
      let value = Float(index * 37 % 96 - 48) / 48
      return index % 2 == 0 ? value + error : value - error
    }
    let tensor = Tensor(shape: [4, 4, 1, 6], values)
    return [
      ("kernels", KernelGrid(tensor).picture.svg),
      ("feature maps", FeatureMapGrid(tensor.reshaped(to: [4, 4, 6])).picture.svg),
      ("heat map", HeatMap(tensor.reshaped(to: [12, 8]), digits: 2).picture.svg),
      ("large heat map", HeatMap(Tensor(shape: [12, 24], values + values + values)).picture.svg),
      ("line chart", LineChart(Array(values.prefix(20))).picture.svg),
      ("logarithmic chart", LineChart(values.map { abs($0) + 0.05 }, yScale: .logarithmic).picture.svg),
      ("bar chart", BarChart(["a", "b", "c"], Array(values.prefix(3)), digits: 2).picture.svg),
    ]
  }

  @Test(
    "Pictures of numbers that differ by rounding differ in last digits alone",
    arguments: [1e-7, -1e-6, 1e-4] as [Float])
  func drift(error: Float) {
    for (first, second) in zip(Self.computed(0), Self.computed(error)) {
      // The values as they are, which are not compared.
      let (a, b) = (
        DecimalText(first.1.replacing(#/ x=".*"/#, with: "")), DecimalText(second.1.replacing(#/ x=".*"/#, with: ""))
      )
      #expect(a.skeleton == b.skeleton, "\(first.0)")
      #expect(zip(a.numbers, b.numbers).allSatisfy { abs($0.value - $1.value) < $0.unit * 1.001 }, "\(first.0)")
    }
  }
}

/// A text taken apart into its numbers with a decimal point and the rest.
private struct DecimalText {
  var skeleton = ""
  var numbers: [(value: Double, unit: Double)] = []

  init(_ text: String) {
    var word = ""
    for character in text + " " {
      if character.isASCII, character.isNumber || character == "." || character == "-" {
        word.append(character)
        continue
      }
      if let value = Double(word), let point = word.firstIndex(of: ".") {
        numbers.append((value, (1..<word[point...].count).reduce(1.0) { unit, _ in unit / 10 }))
        skeleton += "#"
      } else {
        skeleton += word
      }
      word = ""
      skeleton.append(character)
    }
  }
}
