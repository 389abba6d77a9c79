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
    for element in parsed.elements {
      #expect(["svg", "rect", "text", "path", "circle"].contains(element.name))
      #expect(element.attributes["id"] == nil && element.attributes["class"] == nil)
      for (name, value) in element.attributes where name != "aria-label" {
        #expect(!value.contains("nan") && !value.contains("inf"), "\(element.name) \(name)")
      }
    }
  }

  @Test(
    "Text is at least 14 high, in drawings that a telephone shows at about that size", arguments: pictures.prefix(2))
  func legible(_ name: String, _ picture: Picture) throws {
    let parsed = ParsedSVG(picture.svg)
    let width = try #require(parsed.elements.first?.attributes["width"].flatMap(Double.init))
    #expect(width <= 460)
    for text in parsed.elements where text.name == "text" {
      let style = try #require(text.attributes["style"])
      let size = style.split(separator: "px").first?.split { !$0.isNumber }.last.flatMap { Int($0) }
      #expect((size ?? 0) >= 14, "\(style)")
    }
  }

  @Test("The worked figure shows its numbers and its sum")
  func workedFigure() throws {
    let parsed = ParsedSVG(Self.worked.picture.svg)
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
  }

  @Test("A line chart divides its axes by round numbers")
  func ticks() throws {
    func labels(_ chart: LineChart) -> [String] { ParsedSVG(chart.picture.svg).texts }
    #expect(
      labels(LineChart(x: [2, 4, 6, 8, 10], y: [6.74, 1.72, 0.53, 0.19, 0.07], name: "loss", xLabel: "step"))
        == ["0", "2", "4", "6", "8", "2", "4", "6", "8", "10", "loss", "step"])
    #expect(labels(LineChart([0.1, 0.2, 0.3], yLabel: "")) == ["0", "0.1", "0.2", "0.3", "1", "2", "3"])
    #expect(labels(LineChart([-4.0, 4], yLabel: "")) == ["-4", "-2", "0", "2", "4", "1", "2"])
    #expect(labels(LineChart([7.0], yLabel: "")) == ["2", "4", "6", "8", "10", "12", "1"])
  }

  @Test("Descriptions say what is shown")
  func descriptions() {
    #expect(
      LineChart(x: [2, 10], y: [6.74, 0.072], name: "loss", xLabel: "step").description
        == "Line chart over step: loss is 6.74 at 2 and 0.072 at 10.")
    #expect(HeatMap(Self.edgeImage, name: "image").description == "Heat map of image, 6 × 8, values from 0 to 1.")
    #expect(LineChart([]).description == "Line chart without data.")
    #expect(LineChart([Float.nan], name: "loss").description == "Line chart: loss has no values.")
  }
}
