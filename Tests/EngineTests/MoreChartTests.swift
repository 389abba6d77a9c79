import Figures
import Tensors
import Testing

@Suite("Scatter plots, ridgelines, grids and learning curves")
struct MoreChartTests {
  private func texts(_ figure: some Drawable) -> [String] { ParsedSVG(figure.picture.svg).texts }
  private func paths(_ figure: some Drawable) -> [String] {
    ParsedSVG(figure.picture.svg).elements.filter { $0.name == "path" }.compactMap { $0.attributes["d"] }
  }
  private func rows(_ figure: some Drawable) -> [String] {
    ParsedSVG(figure.picture.svg).drawings.joined().filter { $0.name == "row" }.compactMap { $0.attributes["v"] }
  }
  private func metadata(_ figure: some Drawable) -> [[String: String]] {
    ParsedSVG(figure.picture.svg).drawings.joined().filter { $0.name == "metadata" }.map(\.attributes)
  }

  @Test("A scatter plot says of each series how many points it has, around which and how far they reach")
  func scatterWords() {
    let plot = ScatterPlot(
      [
        .init("a", x: [0.0, 1, 2], y: [1.0, 3, 5]), .init("b", x: [4.0, .nan], y: [2.5, 1]),
        .init("c", x: [] as [Float], y: [] as [Float]),
      ],
      xLabel: "width", yLabel: "height")
    #expect(
      plot.description == """
        Scatter plot of height over width: 3 points of a around (1, 3), x from 0 to 2, y from 1 to 5; \
        1 point of b at (4, 2.50), without 1 pair not finite; 0 points of c.
        """)
    let none: [Float] = []
    for empty in [ScatterPlot([]), ScatterPlot(x: none, y: none), ScatterPlot([.init("a", x: none, y: none)])] {
      #expect(empty.description == "Scatter plot without data.")
    }
    #expect(
      ScatterPlot(x: [1.0, 3], y: [2.0, 4]).description
        == "Scatter plot: 2 points around (2, 3), x from 1 to 3, y from 2 to 4.")
  }

  @Test("Pairs without a point are counted, with the reason")
  func scatterDropped() {
    #expect(
      ScatterPlot(x: [1.7e308, -1.7e308, 1, .nan], y: [1.0, 2, 3, 4]).description
        == "Scatter plot: 1 point at (1, 3), without 2 pairs beyond 1e300, 1 pair not finite.")
    #expect(
      ScatterPlot([.init("a", x: [1.7e308], y: [Double.infinity]), .init("b", x: [-1e300], y: [0.0])]).description
        == "Scatter plot: 0 points of a, without 1 pair not finite; 0 points of b, without 1 pair beyond 1e300.")
  }

  @Test("Each series is one element with a mark for each point, and the legend has a mark of each")
  func scatterMarks() {
    let plot = ScatterPlot([.init("a", x: [0.0, 1, 2], y: [1.0, 3, 5]), .init("b", x: [4.0], y: [2.0])])
    let marks = paths(plot).filter { $0.contains("a3.2") || $0.contains("m-3 -3h6") }
    #expect(marks.map { $0.split(separator: "M").count } == [1, 1, 3, 1])
    #expect(texts(plot).suffix(2) == ["a", "b"])
    #expect(texts(ScatterPlot(x: [1.0, 2], y: [3.0, 4], xLabel: "x", yLabel: "y")).suffix(2) == ["y", "x"])
  }

  @Test("Points stand where their numbers are: equal distances have equal lengths, and up is more")
  func scatterPlaces() throws {
    let marks = try #require(paths(ScatterPlot(x: [0.0, 1, 2], y: [0.0, 1, 2])).first { $0.contains("a3.2") })
    let places = marks.split(separator: "M").map {
      $0.split(separator: "m")[0].split(separator: " ").compactMap { Double($0) }
    }
    #expect(abs(places[1][0] - places[0][0] - (places[2][0] - places[1][0])) < 0.15)
    #expect(places[0][1] > places[1][1] && places[1][1] > places[2][1])
  }

  @Test("Its numbers are a row for each point; of very many points there are none")
  func scatterValues() {
    #expect(
      rows(ScatterPlot([.init("a", x: [0.5, 1], y: [1.0, 3]), .init("b", x: [4.0], y: [2.5])], xLabel: "x"))
        == ["x|a|b", "0.500|1.000|", "1.000|3.000|", "4.000||2.500"])
    let many = ScatterPlot(
      Tensor(0..<6000).reshaped(to: [3000, 2]), labels: IntTensor(repeating: 0, shape: [3000]), classes: ["a"])
    #expect(rows(many).isEmpty)
  }

  @Test("Points of classes are a series for each class")
  func scatterClasses() {
    let plot = ScatterPlot([[0, 1], [2, 3], [4, 5]], labels: [1, 0, 1], classes: ["a", "b"])
    #expect(plot.series.map(\.name) == ["a", "b"])
    #expect(plot.series.map(\.x) == [[2], [0, 4]])
    #expect(plot.series.map(\.y) == [[3], [1, 5]])
  }

  private var ridges: RidgelinePlot {
    RidgelinePlot(
      steps: [0, 10, 20], [[0, 1, 1, 2], [1, 1, 2, 3], [3, 3, 3, 3]], bins: 4, range: 0...4, xLabel: "weight")
  }

  @Test("Ridgelines share bins and heights, stand below each other in the order of steps, and are named")
  func ridgelines() {
    #expect(ridges.edges == [0, 1, 2, 3, 4])
    #expect(ridges.counts == [[1, 2, 1, 0], [0, 2, 1, 1], [0, 0, 0, 4]])
    #expect(texts(ridges) == ["step", "0", "10", "20", "0", "1", "2", "3", "4", "weight"])
    #expect(
      ridges.description == """
        Ridgeline plot of weight with 3 histograms of 4 bins: step 0: mean 1.00, standard deviation 0.707; step 10: mean \
        1.75, standard deviation 0.829; step 20: mean 3, standard deviation 0.
        """)
    let long = RidgelinePlot((0..<20).map { .init("\($0)", [Float($0)]) })
    #expect(
      long.description.hasSuffix(": step 0: mean 0, standard deviation 0; step 19: mean 19, standard deviation 0."))
  }

  @Test("What is said of a ridgeline is said of the values in its range, and how many lie outside of it")
  func ridgelineRange() {
    let steps: [Histogram.Series] = [
      .init("a", [0, 1, 2]), .init("b", [99, 100, 150, 200]), .init("c", [.nan]), .init("d", [100, 150, 201, -1]),
    ]
    #expect(
      RidgelinePlot(steps, range: 100...200).description.split(separator: ": ", maxSplits: 1).last == """
        step a: no values within the range, 3 outside of it; step b: mean 150.0, standard deviation 40.8, without 1 value \
        outside of the range; step c: no values; step d: mean 125, standard deviation 25, without 2 values outside of the \
        range.
        """)
  }

  @Test("Axes of numbers near the greatest of a tensor have numbers as labels")
  func hugeRidgelines() {
    let plot = RidgelinePlot([.init("a", Tensor([1e38, -1e38, 3e38]))])
    #expect(!texts(plot).contains { $0.contains("inf") || $0.contains("nan") })
    #expect(texts(plot).suffix(5) == ["-1.0e39", "-5e38", "0", "5e38", "1.0e39"])
    let chart = ScatterPlot(x: [0, 1e299], y: [-1e39, 2e40])
    #expect(!texts(chart).contains { $0.contains("inf") }, "\(texts(chart))")
  }

  @Test("Long names of ridgelines and what they count stand in lines, and leave at least half of the width to the plot")
  func longNames() throws {
    let names = [String(repeating: "n", count: 119), "before training, learning rate 0.01", "after"]
    let label = "how many images of the training set have been learned from when the weights were noted, in thousands"
    let plot = RidgelinePlot(names.map { .init($0, [0, 1, 1, 2]) }, xLabel: "weight of a kernel", rowLabel: label)
    for drawing in ParsedSVG(plot.picture.svg).drawings {
      let box = try #require(drawing.first?.attributes["viewBox"]).split(separator: " ").compactMap { Double($0) }
      let words = drawing.filter { $0.name == "text" }
      #expect(
        words.map(\.text).joined(separator: " ").replacing(" ", with: "").contains(label.replacing(" ", with: "")))
      #expect(words.map(\.text).joined().contains(names[0]))
      #expect(words.map(\.text).joined(separator: " ").contains(names[1]))
      #expect(words.contains { $0.text == "weight of a kernel" })
      // The hairlines of the ticks stand in the plot, which is to the right of all names.
      let cells = try #require(metadata(plot).first?[box[2] == 680 ? "data-wide" : "data-narrow"])
        .split(separator: " ").compactMap { Double($0) }
      let width = cells[0] * Double(plot.edges.count - 1)
      #expect(width >= box[2] / 2 && cells[2] + width <= box[2])
      #expect(box[3] < 800, "\(box[3])")
      let places = words.filter { names.joined(separator: " ").contains($0.text) && $0.text.count > 3 }
        .compactMap { $0.attributes["y"].flatMap(Double.init) }
      #expect(zip(places, places.dropFirst()).allSatisfy { $1 - $0 >= 16.9 }, "\(places)")
    }
  }

  @Test("The numbers of ridgelines are a row for each step and a column for each bin, in cells where they are drawn")
  func ridgelineValues() {
    #expect(
      rows(ridges) == ["step|0 to 1|1 to 2|2 to 3|3 to 4", "0|1|2|1|0", "10|0|2|1|1", "20|0|0|0|4"])
    #expect(metadata(ridges).first?["data-wide"]?.hasPrefix("cells ") == true)
  }

  @Test("Charts in a grid stand beside each other on a page and below each other on a telephone, each with its title")
  func grid() {
    let grid = FigureGrid([
      .init("falls", LineChart([3.0, 2, 1], name: "loss")), .init("rises", LineChart([1.0, 2, 3], name: "accuracy")),
      .init("map", HeatMap([[1, 2], [3, 4]])),
    ])
    let drawings = ParsedSVG(grid.picture.svg).drawings
    func places(_ index: Int) -> [[Double]] {
      drawings[index].filter { $0.name == "g" && $0.attributes["transform"]?.hasPrefix("translate") == true }
        .compactMap { $0.attributes["transform"] }.filter { !$0.contains("scale") }
        .map { $0.split { !"0123456789.".contains($0) }.compactMap { Double($0) } }
    }
    #expect(places(0).map { $0[0] } == [8, 345, 8])
    #expect(places(0)[0][1] == places(0)[1][1] && places(0)[2][1] > places(0)[0][1])
    #expect(places(1).map { $0[0] } == [0, 0, 0])
    #expect(drawings.map { $0.first?.attributes["width"] } == ["680", "360"])
    for title in ["falls", "rises", "map"] { #expect(texts(grid).contains(title)) }
    #expect(
      grid.description == """
        3 figures. falls: \(LineChart([3.0, 2, 1], name: "loss").description) \
        rises: \(LineChart([1.0, 2, 3], name: "accuracy").description) map: \(HeatMap([[1, 2], [3, 4]]).description)
        """)
  }

  @Test("Small maps stand three or more in a row, or as few as are asked for")
  func smallFigures() {
    let cells = (0..<4).map { FigureGrid.Cell("\($0)", HeatMap(Tensor(ones: [2, 3]))) }
    func height(_ grid: FigureGrid) -> Double {
      ParsedSVG(grid.picture.svg).elements.first?.attributes["viewBox"]?.split(separator: " ").last.flatMap {
        Double($0)
      } ?? 0
    }
    #expect(height(FigureGrid(cells)) < height(FigureGrid(cells, columns: 2)))
    #expect(height(FigureGrid(cells, columns: 2)) < height(FigureGrid(cells, columns: 1)))
  }

  @Test("Learning curves are a chart for each measure, with training and validation")
  func learningCurves() {
    var curves = LearningCurves()
    for (epoch, loss) in [2.0, 1, 0.5].enumerated() {
      curves.append("loss", training: loss, validation: [2.0, 0.75, 1][epoch])
      curves.append("accuracy", training: Float(epoch) / 4)
    }
    #expect(curves.measures.map(\.name) == ["loss", "accuracy"])
    #expect(curves["loss"]?.validation == [2, 0.75, 1])
    #expect(curves.lowest("loss")?.epoch == 2 && curves.lowest("loss")?.value == 0.75)
    #expect(curves.highest("accuracy")?.epoch == 3)
    #expect(curves.highest("error") == nil)
    #expect(
      curves.description == """
        2 figures. loss: Line chart over epoch: training is 2.00 at 1 and 0.500 at 3; validation is 2.00 at 1 and 1.00 at 3. \
        accuracy: Line chart over epoch: training is 0.00 at 1 and 0.500 at 3.
        """)
    #expect(texts(curves).filter { $0 == "validation" }.count == 1)
    var one = LearningCurves(xLabel: "pass")
    one.append("loss", training: 1.0)
    #expect(one.picture == LineChart([.init("training", y: [1.0])], xLabel: "pass", yLabel: "loss").picture)
    #expect(LearningCurves().description == "Line chart without data.")
  }

  @Test("A measure that is not taken in every epoch stands at its epochs, and all charts have the same epochs")
  func sparseCurves() {
    var curves = LearningCurves()
    for epoch in 1...8 {
      curves.append("loss", training: 1 / Double(epoch))
      if epoch.isMultiple(of: 3) { curves.append("accuracy", epoch: epoch, training: Double(epoch), validation: 0.5) }
    }
    #expect(curves["accuracy"]?.epochs == [3, 6])
    #expect(curves["accuracy"]?.count == 2)
    #expect(curves["loss"]?.epochs == Array(1...8))
    #expect(curves.highest("accuracy")?.epoch == 3, "of equal values the first")
    #expect(curves.description.hasSuffix("training is 3 at 3 and 6 at 6; validation is 0.500 at 3 and 0.500 at 6."))
    let ticks = texts(curves).filter { ["2", "4", "6", "8"].contains($0) }
    #expect(ticks.count { $0 == "8" } >= 2)
    curves.append("accuracy", training: 7.0)
    #expect(curves["accuracy"]?.epochs == [3, 6, 7])
  }

  @Test(
    "The scale of losses is that of each measure whose name ends with loss or error, however it is written",
    arguments: [
      ("Loss", true), ("training LOSS", true), ("squared Error", true), ("accuracy", false), ("lossless", false),
    ])
  func lossScale(_ name: String, _ isLoss: Bool) {
    var curves = LearningCurves(lossScale: .logarithmic)
    for value in [1.0, 0.01] { curves.append(name, training: value) }
    let chart = LineChart(
      [.init("training", y: [1.0, 0.01])], xLabel: "epoch", yLabel: name, yScale: isLoss ? .logarithmic : .linear)
    #expect(curves.picture == chart.picture)
  }

  @Test("A validation that is not made in every epoch is a line from one to the next")
  func sparseValidation() {
    var curves = LearningCurves()
    for epoch in 0...4 {
      curves.append("loss", epoch: epoch, training: 5.0, validation: epoch.isMultiple(of: 2) ? Double(epoch) : nil)
    }
    #expect(curves.lowest("loss")?.epoch == 0)
    #expect(
      curves.picture
        == LineChart(
          [
            .init("training", x: Array(0...4), y: [5.0, 5, 5, 5, 5]),
            .init("validation", x: [0, 2, 4], y: [0.0, 2, 4]),
          ],
          xLabel: "epoch", yLabel: "loss"
        ).picture)
  }
}
