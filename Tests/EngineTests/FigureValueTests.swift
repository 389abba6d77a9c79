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

  @Test(
    "Behind the numbers that it shows stand those of the tensor, in as few digits as give them back, where they are others"
  )
  func exact() throws {
    func exact(_ picture: Picture) -> [String?] {
      ParsedSVG(picture.svg).drawings.joined().filter { $0.name == "row" }.map { $0.attributes["x"] }
    }
    #expect(exact(HeatMap([[0.1, 1 / 3], [2, 1e-7]]).picture) == [nil, "0|0.1|0.33333334", "1|2|1e-7"])
    #expect(exact(HeatMap([[1, 2]]).picture) == [nil, nil])
    #expect(
      exact(LineChart([.init("y", x: [0.125, 1000.0625], y: [0.1, 0.2] as [Float])]).picture) == [
        nil, "0.125|0.1", "1000.0625|0.2",
      ])
    // A Double that is no Float has those of a Double, and a zero its sign.
    #expect(
      exact(LineChart([Double.pi, 1.1, 0.1 + 0.2, 1e22 / 3, -0.0]).picture).map { $0?.dropFirst(2) }
        == [nil, "3.141592653589793", "1.1", "0.30000000000000004", "3.3333333333333335e21", "-0"])
    #expect(exact(HeatMap([[-0.0, 1]]).picture) == [nil, "0|-0|1"])
    #expect(exact(HeatMap(Tensor(repeating: 0.1234567, shape: [1, 2000])).picture).allSatisfy { $0 == nil } == false)
    #expect(exact(KernelGrid(Tensor(repeating: 0.1234567, shape: [1, 1, 20, 101])).picture).allSatisfy { $0 == nil })
    seed(3)
    let values =
      (Tensor(randomNormal: [40, 16]) * 10.0).scalars + [
        .leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, -0.1, 1e10 / 3, 0x1p-30, .nan,
      ]
    let written = exact(BarChart(values.map { _ in "" }, values).picture).dropFirst()
    for (value, text) in zip(values, written) {
      let number = text.flatMap { $0.split(separator: "|", omittingEmptySubsequences: false).last }
      #expect(number.flatMap { Float($0) } == value || value.isNaN || number == nil, "\(value): \(text ?? "")")
    }
  }

  @Test("A Double has the digits of its description, of which there are no fewer that are read as it")
  func shortest() {
    var generator = RandomGenerator(seed: 5)
    var numbers = [
      Double.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude, 9007199254740993e3, 5e-324,
      0x1p-1022,
      1e23, 0x1p-44, 9.876543210123457,
    ]
    for _ in 0..<500 { numbers.append(Double(bitPattern: generator.next())) }
    for _ in 0..<500 { numbers.append(Double.random(in: -10...10, using: &generator)) }
    // Those that are read as a Float are held above.
    for number in numbers where number.isFinite && Double(Float(number)) != number {
      let text = shortestNumber(number)
      func digits(_ text: String) -> String {
        String(
          text.prefix { $0 != "e" }.filter { $0.isNumber }.drop { $0 == "0" }.reversed().drop { $0 == "0" }.reversed())
      }
      #expect(Double(text) == number, "\(number): \(text)")
      #expect(digits(text).count == digits(number.description).count, "\(number): \(text)")
    }
  }

  @Test("A grid of figures has no numbers")
  func grid() {
    #expect(rows(FigureGrid([.init("a", LineChart([3.0, 1])), .init("b", HeatMap([[1, 2]]))]).picture).isEmpty)
  }

  @Test("A figure with steps has the numbers of each, or those of all once; a diagram those of its matrices")
  func steps() {
    let figure = SteppingFigure([1, 2]) { LineChart([Double($0)], name: "y") }
    #expect(rows(figure.picture) == ["|y", "1|1", "|y", "1|2"])
    let matrices = [
      "|row|column 0|column 1|column 2", "input|0|0|1|2", "input|1|3|4|5", "input|2|6|7|8", "kernel|0|0|1",
      "kernel|1|2|3",
      "output|0|19|25", "output|1|37|43",
    ]
    #expect(rows(FigureTests.worked.picture) == matrices)
    #expect(rows(FigureTests.worked.steps.picture) == matrices)
    let padded = CorrelationDiagram(input: [[1, 2]], kernel: [[1]], padding: 1).picture
    // The first element of the input is one cell of 64 to the right of the zeros and below them.
    #expect(attributes(padded)["data-wide"]?.hasPrefix("cells 64 64 ") == true)
    #expect(rows(PoolingDiagram(input: [[1, 2], [3, 4]], size: 2).picture).suffix(1) == ["output|0|4"])
  }
}
