import Figures
import Tensors
import Testing

@Suite("Figures")
struct FigureTests {
  static var edgeImage: Tensor {
    var image = Tensor(ones: [6, 8])
    image[0..<6, 2..<6] = 0
    return image
  }

  static let worked = CorrelationDiagram(input: [[0, 1, 2], [3, 4, 5], [6, 7, 8]], kernel: [[0, 1], [2, 3]])

  /// Everything that can be drawn, in ordinary and in extreme cases.
  static let pictures: [(String, Picture)] = [
    ("worked figure", worked.picture),
    ("stacked figure", CorrelationDiagram(input: edgeImage, kernel: [[1, -1]], at: (2, 5)).picture),
    ("image", HeatMap(edgeImage, name: "image").picture),
    ("kernel", HeatMap([[1.01624, -0.96218]], name: "a < b & \"c\"\u{1}").picture),
    ("large map", HeatMap(Tensor(0..<784).reshaped(to: [28, 28])).picture),
    ("map of zeros", HeatMap(Tensor(zeros: [2, 2])).picture),
    ("map of no numbers", HeatMap(Tensor(shape: [1, 3], [.nan, .infinity, 1])).picture),
    ("empty map", HeatMap(Tensor(zeros: [0, 3])).picture),
    ("row", HeatMap([1, 2, 3]).picture), ("channels", HeatMap(Tensor(ones: [1, 4, 5, 1])).picture),
    (
      "loss",
      LineChart(x: [2, 4, 6, 8, 10], y: [6.74, 1.719, 0.529, 0.188, 0.072], name: "loss", xLabel: "step").picture
    ),
    (
      "two lines",
      LineChart(
        [.init("training", y: [3.0, .nan, 1]), .init("validation", y: [3, 2, 2] as [Float])], xLabel: "epoch"
      ).picture
    ),
    ("no lines", LineChart([]).picture), ("no values", LineChart([] as [Float]).picture),
    ("one value", LineChart([5.0]).picture), ("constant", LineChart([2.0, 2, 2]).picture),
    ("no numbers", LineChart([Float.nan, .infinity]).picture),
    ("huge", LineChart([-1e299, 1e299, Double.greatestFiniteMagnitude]).picture),
    ("tiny", LineChart([Double.leastNonzeroMagnitude, .leastNormalMagnitude]).picture),
    ("close", LineChart([1e15, 1e15 + 1]).picture),
    (
      "logarithmic",
      LineChart([.init("a", y: [5.0, 0.3, 0, -1, .nan, 1e-5]), .init("b", y: [1.0])], yScale: .logarithmic).picture
    ),
    ("no powers", LineChart([-1.0], yScale: .logarithmic).picture),
    ("one power", LineChart([1.0], yScale: .logarithmic).picture),
    ("histogram", Histogram([0, 1, 1, 2, .nan, .infinity], name: "x").picture),
    ("no histogram", Histogram([] as [Histogram.Series]).picture),
    ("empty histogram", Histogram([] as [Float]).picture),
    ("histogram of one", Histogram([3] as [Float]).picture),
    ("bars", BarChart(["a", "b<"], [-1, 2.5]).picture), ("no bars", BarChart([], [] as [Float]).picture),
    ("bars of no numbers", BarChart(["a", "b"], [Float.nan, .infinity]).picture),
    ("gray images", ImageGrid(Tensor(0..<24).reshaped(to: [2, 3, 4]), captions: ["a", "b&\nc"], marked: [1]).picture),
    ("colour image", ImageGrid(Tensor(0..<24).reshaped(to: [1, 2, 4, 3])).picture),
    ("constant image", ImageGrid(Tensor(zeros: [2, 2]), marked: [0]).picture),
    ("image of no numbers", ImageGrid([Tensor(shape: [1, 2], [.nan, .infinity])]).picture),
    ("kernels", KernelGrid(Tensor(shape: [2, 2, 2, 1], [1, -1, 0, .nan, .infinity, 2, 3, 4]), name: "<k>").picture),
    ("kernel of zeros", KernelGrid(Tensor(zeros: [3, 3])).picture),
    ("feature maps", FeatureMapGrid(Tensor(0..<54).reshaped(to: [1, 3, 9, 2]), cells: 4).picture),
    ("labelled map", HeatMap([[1, -2]], rowLabels: ["row"], columnLabels: ["a long name", "b"], digits: 1).picture),
    ("huge map", HeatMap(Tensor(ones: [70, 130]), name: "m").picture),
    ("confusion", ConfusionMatrix(predicted: [0, 1], actual: [1, 1], classes: ["a", "b"]).picture),
    ("pooling", PoolingDiagram(input: Tensor(0..<16).reshaped(to: [4, 4]), size: 2, at: (1, 0)).picture),
    ("pooling steps", PoolingDiagram(input: [[0.5, -1], [2, 3]], size: 1, taking: .average).steps.picture),
    ("steps", worked.steps.picture),
    (
      "padded steps",
      CorrelationDiagram(input: [[1, 2], [3, 4]], kernel: [[1, -1], [0.5, 0]], stride: 2, padding: 1, dilation: 2).steps
        .picture
    ),
    (
      "unlike steps",
      SteppingFigure([1, 2, 3]) { LineChart((0..<$0).map { Float($0) }, name: "n").picture }.picture
    ),
    ("scatter", ScatterPlot([.init("a<", x: [1, 2.0], y: [0.5, .nan]), .init("b", x: [1.0], y: [1e9])]).picture),
    ("no points", ScatterPlot([.init("a", x: [] as [Float], y: [] as [Float])]).picture),
    ("huge scatter", ScatterPlot(x: [-1e299, 1e299], y: [Double.leastNonzeroMagnitude, .infinity]).picture),
    (
      "ridgelines",
      RidgelinePlot((0..<30).map { .init("step \($0 * 1000)", [0, Float($0) / 10, .nan]) }, xLabel: "a < b").picture
    ),
    ("no ridgelines", RidgelinePlot([]).picture),
    ("empty ridgelines", RidgelinePlot([.init("", [] as [Float])]).picture),
    ("grid", FigureGrid([.init("a & b", LineChart([1.0, 2])), .init("", HeatMap(edgeImage))]).picture),
    (
      "grid of steps",
      SteppingFigure([1, 2]) { FigureGrid([.init("n", LineChart([Double($0)])), .init("", KernelGrid([[1, -1]]))]) }
        .picture
    ),
    ("grid of one", FigureGrid([.init(String(repeating: "long title ", count: 12), HeatMap(edgeImage))]).picture),
    ("no curves", LearningCurves().picture),
    ("no confusion", ConfusionMatrix(predicted: [], actual: [], classes: ["a"], asFractions: true).picture),
  ]

  @Test("A picture is well-formed XML that depends on nothing around it", arguments: pictures)
  func wellFormed(_ name: String, _ picture: Picture) throws {
    let parsed = ParsedSVG(picture.svg)
    #expect(parsed.error == nil)
    let root = try #require(parsed.elements.first)
    #expect(root.name == "svg")
    #expect(root.attributes["role"] == "img")
    #expect(root.attributes["viewBox"] != nil)
    #expect(root.attributes["height"] == nil)
    let spoken = String(picture.description.map { $0 == "\u{1}" ? "\u{FFFD}" : $0 })
    #expect(root.attributes["aria-label"] == spoken)
    for element in parsed.drawings.joined() {
      if element.attributes["class"] == "narrow" { continue }
      // The figure's numbers, which are not drawn.
      if element.name == "metadata" || element.name == "row" { continue }
      #expect(["svg", "g", "rect", "text", "path", "circle", "image", "desc"].contains(element.name))
      #expect(element.attributes["id"] == nil)
      #expect([nil, "steps", "steps plain", "step-areas"].contains(element.attributes["class"]))
      for (name, value) in element.attributes where name != "aria-label" && name != "href" {
        #expect(!value.contains("nan") && !value.contains("inf"), "\(element.name) \(name)")
      }
    }
  }

  @Test(
    "A drawing is not wider than a page's frame, and what a telephone shows is there at about its size",
    arguments: pictures)
  func widths(_ name: String, _ picture: Picture) throws {
    let drawings = ParsedSVG(picture.svg).drawings
    let widths = try drawings.map { try #require($0.first?.attributes["width"].flatMap(Double.init)) }
    #expect(widths.count <= 2 && widths[0] <= 680)
    #expect(try #require(widths.last) <= 460)
  }

  @Test("A chart is as wide as a page's frame, and has another drawing for a telephone")
  func charts() {
    let charts: [Picture] = [
      LineChart([1.0, 2]).picture, Histogram([1, 2] as [Float]).picture, BarChart(["a", "b"], [1.0, 2]).picture,
      BarChart(["a", "b"], [-1.0, 2], digits: 2).picture,
    ]
    for chart in charts {
      let drawings = ParsedSVG(chart.svg).drawings
      #expect(drawings.map { $0.first?.attributes["width"] } == ["680", "360"])
      #expect(drawings[1].first?.attributes["class"] == "narrow" && drawings[1].first?.attributes["display"] == "none")
      #expect(drawings[1].filter { $0.name == "text" }.map(\.text) == ParsedSVG(chart.svg).texts)
    }
  }

  @Test("A picture that is the same in both frames is drawn once")
  func once() {
    #expect(ParsedSVG(HeatMap(Tensor(ones: [64, 4])).picture.svg).drawings.count == 1)
    #expect(ParsedSVG(ImageGrid(Tensor(ones: [200, 20])).picture.svg).drawings.count == 1)
    #expect(ParsedSVG(ImageGrid(Tensor(ones: [12, 6, 8])).picture.svg).drawings.count == 2)
  }

  @Test("Text is at least 14 high and within the drawing", arguments: pictures)
  func legible(_ name: String, _ picture: Picture) throws {
    for drawing in ParsedSVG(picture.svg).drawings {
      let box = try #require(drawing.first?.attributes["viewBox"]).split(separator: " ").compactMap { Double($0) }
      for text in drawing where text.name == "text" {
        let style = try #require(text.attributes["style"])
        let size = style.split(separator: "px").first?.split { !$0.isNumber }.last.flatMap { Int($0) }
        #expect((size ?? 0) >= 14, "\(style)")
        let x = try #require(text.attributes["x"].flatMap(Double.init))
        let y = try #require(text.attributes["y"].flatMap(Double.init))
        #expect((0...box[2]).contains(x) && (10...box[3] - 3).contains(y), "\(text.text) at \(x), \(y)")
      }
    }
  }

  @Test(
    "Cells and images fill the frame's width, 680 or 360, as far as they are no more than 480 high and no larger than says something",
    arguments: [
      ("map of 10 × 12", HeatMap(Tensor(0..<120).reshaped(to: [10, 12]) / 7).picture, 560.0...680, 340.0...360),
      ("square map", HeatMap(Tensor(0..<784).reshaped(to: [28, 28])).picture, 480...500, 340...360),
      ("two images", ImageGrid(Tensor(ones: [2, 28, 28])).picture, 680...680, 360...360),
      ("18 images", ImageGrid(Tensor(ones: [18, 28, 28])).picture, 680...680, 360...360),
      ("an image", ImageGrid(Tensor(ones: [28, 28])).picture, 480...500, 340...360),
      ("kernels", KernelGrid(Tensor(ones: [5, 5, 1, 6])).picture, 680...680, 360...360),
      (
        "classes",
        ConfusionMatrix(predicted: [0], actual: [0], classes: (0..<10).map { "class \($0)" }).picture, 640...680,
        400...470
      ),
      ("diagram", worked.picture, 520...680, 340...360),
      (
        "pooling", PoolingDiagram(input: Tensor(0..<36).reshaped(to: [6, 6]), size: 2).picture, 620...680, 340...400
      ),
    ] as [(String, Picture, ClosedRange<Double>, ClosedRange<Double>)])
  func filling(_ name: String, _ picture: Picture, wide: ClosedRange<Double>, narrow: ClosedRange<Double>) throws {
    let boxes = try ParsedSVG(picture.svg).drawings.map { drawing in
      try #require(drawing.first?.attributes["viewBox"]).split(separator: " ").compactMap { Double($0) }
    }
    #expect(wide.contains(boxes[0][2]), "\(boxes[0])")
    #expect(narrow.contains(try #require(boxes.last)[2]), "\(boxes)")
    for box in boxes { #expect(box[3] <= 600) }
  }

  @Test("Pixels of images are as many units wide for all, a whole number where they are larger than one")
  func crisp() {
    for element in ParsedSVG(ImageGrid(Tensor(ones: [5, 28, 28])).picture.svg).drawings.joined()
    where element.name == "image" {
      #expect(Double(element.attributes["width"] ?? "")?.truncatingRemainder(dividingBy: 28) == 0)
      #expect(element.attributes["style"] == "image-rendering:pixelated")
    }
  }

  @Test("The worked figure shows its numbers and its sum")
  func workedFigure() throws {
    // Within another figure it has no other windows.
    let parsed = ParsedSVG(FigureGrid([.init("", Self.worked)]).picture.svg)
    #expect(
      parsed.texts == [
        "Input", "0", "1", "2", "3", "4", "5", "6", "7", "8", "3 × 3", "∗", "Kernel", "0", "1", "2", "3", "2 × 2", "=",
        "Output", "19", "25", "37", "43", "2 × 2", "0·0 + 1·1 + 3·2 + 4·3 = 19",
      ])
    #expect(parsed.elements.count { $0.attributes["style"]?.contains("--win") ?? false } == 5)
    let edge = CorrelationDiagram(input: Self.edgeImage, kernel: [[1, -1]], at: (2, 5))
    #expect(edge.sum == "0·1 + 1·(-1) = -1")
  }

  @Test("The same values give the same bytes")
  func determinism() {
    #expect(Self.worked.picture == CorrelationDiagram(input: Self.worked.input, kernel: Self.worked.kernel).picture)
    #expect(HeatMap(Self.edgeImage).picture == HeatMap(Self.edgeImage).picture)
    #expect(ImageGrid(Self.edgeImage).picture == ImageGrid(Self.edgeImage).picture)
  }
}
