import Figures
import Foundation
import OperationCases
import Tensors
import Testing

@Suite("Charts")
struct ChartTests {
  static func texts(_ chart: some Drawable) -> [String] { ParsedSVG(chart.picture.svg).texts }

  @Test("A line chart divides its axes by round numbers")
  func ticks() {
    #expect(
      Self.texts(LineChart(x: [2, 4, 6, 8, 10], y: [6.74, 1.72, 0.53, 0.19, 0.07], name: "loss", xLabel: "step"))
        == ["0", "2", "4", "6", "8", "2", "4", "6", "8", "10", "loss", "step"])
    #expect(Self.texts(LineChart([0.1, 0.2, 0.3], yLabel: "")) == ["0", "0.1", "0.2", "0.3", "1", "2", "3"])
    #expect(Self.texts(LineChart([-4.0, 4], yLabel: "")) == ["-4", "-2", "0", "2", "4", "1", "2"])
    #expect(Self.texts(LineChart([7.0], yLabel: "")) == ["2", "4", "6", "8", "10", "12", "1"])
  }

  @Test(
    "A logarithmic axis has powers of ten, or twice and five times them where it is short",
    arguments: [
      ([5.0, 0.01], ["0.01", "0.1", "1", "10"]), ([3.0, 0.9], ["0.5", "1", "2", "5"]), ([1.0], ["0.5", "1", "2"]),
      ([1e-7, 1e5], ["1e-7", "1e-4", "0.1", "100", "1e5"]), ([0.001, 0, -5, .nan], ["5e-4", "0.001", "0.002"]),
      ([200.0, 2000], ["200", "500", "1000", "2000"]),
    ])
  func powers(values: [Double], labels: [String]) {
    let texts = Self.texts(LineChart(values, yLabel: "", yScale: .logarithmic))
    #expect(Array(texts.prefix(labels.count)) == labels)
    #expect(texts.dropFirst(labels.count).first == "1", "the horizontal axis follows")
  }

  @Test("On a logarithmic axis equal ratios have equal lengths")
  func ratios() throws {
    let marks = ParsedSVG(LineChart([10.0, 1, 0.1], yScale: .logarithmic).picture.svg).elements.filter {
      $0.name == "circle"
    }
    let y = try marks.map { try #require($0.attributes["cy"].flatMap(Double.init)) }
    #expect(y.count == 3)
    #expect(abs((y[1] - y[0]) - (y[2] - y[1])) < 0.15)
    #expect(y[0] < y[1])
  }

  @Test("Eight lines differ in dashes and in marks, not in colour alone")
  func lines() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"]
    for length in [4, 100] {
      let chart = LineChart(names.map { .init($0, y: (0..<length).map { Float($0) }) })
      let styles = ParsedSVG(chart.picture.svg).elements.compactMap { $0.attributes["style"] }
      let dashes = styles.compactMap { style in
        style.contains("stroke-width:2") ? style.split(separator: ";").first { $0.hasPrefix("stroke-dasharray") } : nil
      }
      #expect(Set(dashes).count == names.count)
      let shapes = ParsedSVG(chart.picture.svg).elements.compactMap { element in
        element.name == "circle"
          ? "circle" : element.attributes["d"]?.split(separator: "m").dropFirst().first.map { String($0) }
      }
      #expect(Set(shapes).count == names.count)
    }
  }

  @Test("Eight more lines have filled marks")
  func sixteenLines() throws {
    let chart = LineChart((1...16).map { .init("line \($0)", y: [Float($0)]) })
    // A mark in the legend, in the order of the names.
    let elements = ParsedSVG(chart.picture.svg).elements
    let marks = try elements.indices.filter { elements[$0].text.hasPrefix("line ") }.map { index in
      let mark = elements[index - 1]
      let outline = mark.attributes["d"]?.split(separator: "m").dropFirst().joined() ?? mark.name
      return outline + (try #require(mark.attributes["style"]).hasPrefix("fill:var(--paper") ? " open" : " full")
    }
    #expect(marks.count == 16 && Set(marks).count == 16)
  }

  @Test("Where the numbers of an axis would stand too close, only some of the ticks have theirs")
  func crowded() {
    let chart = LineChart([.init("y", x: [0.000012341, 0.000012349], y: [1.0, 2])])
    let drawings = ParsedSVG(chart.picture.svg).drawings.map { $0.filter { $0.text.hasSuffix("e-5") }.map(\.text) }
    #expect(drawings[0] == ["1.2342e-5", "1.2344e-5", "1.2346e-5", "1.2348e-5"])
    #expect(drawings[1] == ["1.2342e-5", "1.2346e-5"])
  }

  private static let closeNumbers: [(x: [Double], labels: [String])] = [
    ([1e9, 1000000002], ["1000000000", "1000000001", "1000000002"]),
    ([-20000001, -20000000], ["-20000001", "-20000000"]),
    ([3e20, 300000001e12], ["3.000000000e20", "3.000000004e20", "3.000000008e20"]),
    ([1e-9, 1.00000001e-9], ["1.000000000e-9", "1.000000004e-9", "1.000000008e-9"]),
    ([2e7, 4e7], ["20000000", "25000000", "30000000", "35000000", "40000000"]),
    ([2e12, 4e12], ["2e12", "2.5e12", "3e12", "3.5e12", "4e12"]),
  ]

  @Test(
    "Numbers that lie close together have as many digits as tell them apart",
    arguments: closeNumbers)
  func digits(x: [Double], labels: [String]) {
    let chart = LineChart([.init("y", x: x, y: [0.0, 0])], yLabel: "")
    #expect(ParsedSVG(chart.picture.svg).drawings[0].map(\.text).filter { !$0.isEmpty }.suffix(labels.count) == labels)
  }

  @Test("Names that are wider than the chart are broken between words, those of axes too, and none is lost")
  func longNames() {
    let names = ["a name of many short words that go on and on and on, to its end, which is here", "b"]
    let label = "a label of the axis that is no less long, and longer than the chart is wide, in units"
    let chart = LineChart(names.map { .init($0, y: [1, 2]) }, xLabel: label, yLabel: label)
    for drawing in ParsedSVG(chart.picture.svg).drawings {
      let texts = drawing.map(\.text)
      #expect(!texts.contains(label))
      #expect(texts.joined(separator: " ").contains(names[0]))
      #expect(texts.joined(separator: " ").components(separatedBy: label).count == 3)
    }
  }

  @Test("Bins are as wide as Freedman and Diaconis say, rounded up to a round number, and begin at its multiples")
  func rule() {
    // The quartiles of 0, 1, ..., 999 are 250 and 749; 2 * 499 / 10 = 99.8.
    let even = Histogram((0..<1000).map { Float($0) })
    #expect(even.edges == Array(stride(from: 0.0, through: 1000, by: 100)))
    #expect(even.counts == [[Int](repeating: 100, count: 10)])
    let moved = Histogram((0..<1000).map { Float($0) + 0.001 })
    #expect(moved.edges == even.edges)
    // Half of the values are equal: 1 + log2 of 8 bins at least, 9 / 4 rounded up to 2.5.
    let tied = Histogram([0, 5, 5, 5, 5, 5, 5, 9])
    #expect(tied.edges == [0, 2.5, 5, 7.5, 10])
    #expect(tied.counts == [[1, 0, 6, 1]])
  }

  @Test("Bins and range may be given; the last bin includes its end, and what lies outside is not counted")
  func givenBins() {
    let histogram = Histogram([-1, 0, 0.24, 0.25, 0.5, 1, 1.01, .nan, .infinity], bins: 4, range: 0...1)
    #expect(histogram.edges == [0, 0.25, 0.5, 0.75, 1])
    #expect(histogram.counts == [[2, 1, 1, 1]])
  }

  @Test("Several histograms share their bins")
  func shared() {
    let histogram = Histogram([.init("a", [0, 1, 2, 3]), .init("b", Tensor(shape: [2], [10, 11]))])
    #expect(histogram.counts.map { $0.reduce(0, +) } == [4, 2])
    #expect(histogram.counts.allSatisfy { $0.count == histogram.edges.count - 1 })
    #expect(histogram.edges.first == 0)
  }

  @Test("Bars are as long as their values, from zero to either side")
  func bars() throws {
    let bars = ParsedSVG(BarChart(["a", "b", "c"], [1, -0.5, 0]).picture.svg).elements.dropFirst(2).filter {
      $0.name == "rect"
    }
    let width = try bars.map { try #require($0.attributes["width"].flatMap(Double.init)) }
    let x = try bars.map { try #require($0.attributes["x"].flatMap(Double.init)) }
    #expect(abs(width[0] - 2 * width[1]) < 0.15)
    #expect(width[2] == 0)
    #expect(abs(x[1] + width[1] - x[0]) < 0.15)
    #expect(
      Self.texts(BarChart(["a", "b"], [0.126, 0.5], name: "fraction", digits: 2)) == [
        "fraction", "a", "0.13", "b", "0.50",
      ])
  }

  @Test("Descriptions say what is shown, computed numbers to three digits")
  func descriptions() {
    #expect(
      LineChart(x: [2, 10], y: [6.74, 0.072], name: "loss", xLabel: "step").description
        == "Line chart over step: loss is 6.74 at 2 and 0.0720 at 10.")
    #expect(
      LineChart([12345.678, 1e-9, 20.0]).description == "Line chart: value is 12345.7 at 1 and 20.0 at 3.")
    #expect(LineChart([3.0, 2]).description == "Line chart: value is 3 at 1 and 2 at 2.")
    #expect(LineChart([]).description == "Line chart without data.")
    #expect(LineChart([Float.nan], name: "loss").description == "Line chart: loss has no values.")
    #expect(
      LineChart([-1.0, 2], yScale: .logarithmic).description == "Line chart: value is 2 at 2.")
    #expect(
      Histogram([0, 5, 5, 9], name: "x", bins: 3, range: 0...9).description
        == "Histogram with 3 bins: 4 values of x, most from 3 to 6: 2.")
    #expect(
      Histogram([2] as [Float], name: "x", bins: 1, range: 0...1).description
        == "Histogram with 1 bin: 1 value of x, none in range.")
    #expect(BarChart(["a", "b"], [1, 2], name: "count").description == "Bar chart of count: a 1, b 2.")
  }
}
