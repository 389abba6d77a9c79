import Figures
import Tensors
import Testing

/// The numbers that a picture carries, from which pages show the value under the pointer and give CSV.
@Suite("Values of figures")
struct FigureValueTests {
  private func rows(_ picture: Picture) -> [String] {
    ParsedSVG(picture.svg).drawings.joined().filter { $0.name == "row" }.compactMap { $0.attributes["v"] }
  }
  private func attributes(_ picture: Picture) -> [String: String] {
    ParsedSVG(picture.svg).drawings.joined().first { $0.name == "metadata" }?.attributes ?? [:]
  }

  @Test("Of a line chart a row for each position, integers as they are and others to a thousandth of their range")
  func lines() {
    let chart = LineChart(
      [.init("loss", x: [2, 4], y: [6.74, 1.7194]), .init("right | wrong", x: [4, 6], y: [1, 2])], xLabel: "step")
    #expect(rows(chart.picture) == ["step|loss|right ¦ wrong", "2|6.740|", "4|1.719|1", "6||2"])
    #expect(attributes(chart.picture)["data-keys"] == "1")
    #expect(attributes(chart.picture)["data-wide"]?.hasPrefix("linear 2.000000000e0 ") == true)
    #expect(attributes(chart.picture)["data-narrow"]?.hasPrefix("linear 2.000000000e0 ") == true)
  }

  @Test("Of a chart with a logarithmic axis three digits of each value; values that are no numbers have no row")
  func logarithmic() {
    let chart = LineChart([5, .nan, 0.0001234] as [Double], name: "y", yScale: .logarithmic)
    #expect(rows(chart.picture) == ["|y", "1|5.00", "3|0.000123"])
    #expect(attributes(chart.picture)["data-wide"]?.hasPrefix("log ") == true)
  }

  @Test("Two values at one position have a row each")
  func twice() {
    #expect(
      rows(LineChart(x: [1, 1, 2], y: [1, 2, 3], name: "y", xLabel: "x").picture) == ["x|y", "1|1", "1|2", "2|3"])
  }

  @Test("Of a histogram the ends of its bins and how many values are in each; of bars what is written beside them")
  func counts() {
    let histogram = Histogram([0, 1, 1, 2], name: "x", bins: 2, range: 0...2)
    #expect(rows(histogram.picture) == ["from|to|x", "0|1|1", "1|2|3"])
    #expect(
      rows(BarChart(["a", "b"], [0.5, 0.25], name: "share", digits: 1).picture) == ["|share", "a|0.5", "b|0.2"])
  }

  @Test("Of a map its values as they are written in it, with the names of rows and columns")
  func maps() {
    let map = HeatMap([[0.9, 0.1], [0.2, -0.7]], rowLabels: ["it", "sat"], columnLabels: ["the", "cat"], digits: 1)
    #expect(rows(map.picture) == ["|the|cat", "it|0.9|0.1", "sat|0.2|-0.7"])
    #expect(rows(HeatMap(Tensor([[1, 2]])).picture) == ["row|column 0|column 1", "0|1|2"])
    let coarse = FeatureMapGrid(Tensor(0..<9).reshaped(to: [3, 3]), cells: 2)
    #expect(rows(coarse.picture) == ["map|row|column 0–1|column 2", "0|0–1|2.000|3.500", "0|2|6.500|8.000"])
    let kernels = KernelGrid(Tensor(shape: [1, 2, 1, 2], [1, 2, 3, 4]))
    #expect(rows(kernels.picture) == ["kernel|row|column 0|column 1", "0|0|1|3", "1|0|2|4"])
  }

  @Test("Of images their pixels; of a confusion matrix what is written in its cells")
  func images() {
    let colours = ImageGrid(Tensor(shape: [1, 1, 2, 3], [0, 0.5, 1, 0.25, 0.125, 0]))
    #expect(rows(colours.picture) == ["image|row|column 0|column 1", "1|0|0 0.5 1|0.25 0.125 0"])
    let matrix = ConfusionMatrix(predicted: IntTensor([0, 1]), actual: IntTensor([0, 0]), classes: ["a", "b"])
    #expect(rows(matrix.picture) == ["actual|predicted a|predicted b", "a|1|1", "b|0|0"])
    #expect(rows(ImageGrid(Tensor(zeros: [200, 200])).picture).isEmpty)
  }

  @Test("A figure with steps has the numbers of each; a diagram has none")
  func steps() {
    let figure = SteppingFigure([1, 2]) { LineChart([Double($0)], name: "y") }
    #expect(rows(figure.picture) == ["|y", "1|1", "|y", "1|2"])
    #expect(rows(FigureTests.worked.picture).isEmpty)
  }
}
