import Figures
import Tensors
import Testing

@Suite("Stepping figures")
struct SteppingFigureTests {
  static let worked = FigureTests.worked

  /// What is displayed of a picture after a step: the elements outside its groups of steps, and of each group those of the step.
  private func displayed(_ picture: Picture, step: Int) -> [String] {
    var lines: [String] = []
    var depth = 0
    var state = -1
    for line in picture.svg.split(separator: "\n").map(String.init) {
      if line == "<g class=\"step-areas\">" { break }
      if depth == 0, line == "<g class=\"steps\">" {
        (depth, state) = (1, -1)
      } else if depth > 0, line == "</g>" {
        depth -= 1
        if depth > 1, state == step { lines.append(line) }
      } else if depth > 0, line.hasPrefix("<g") {
        depth += 1
        if depth == 2 { state += 1 } else if state == step { lines.append(line) }
      } else if depth == 0 || state == step {
        lines.append(line)
      }
    }
    return content(lines)
  }

  private func content(_ lines: [String]) -> [String] {
    lines.filter { !$0.hasPrefix("<svg") && !$0.hasPrefix("</svg") }
  }

  @Test("Each step displays what the picture of its state has")
  func states() {
    let steps = Self.worked.steps
    #expect(steps.states.count == 4)
    for (index, state) in steps.states.enumerated() {
      #expect(isSame(displayed(steps.picture, step: index), state), "\(index)")
    }
  }

  /// Whether lines begin as a state's own first drawing does.
  private func isSame(_ lines: [String], _ state: Picture) -> Bool {
    func isOfFirstDrawing(_ line: String) -> Bool { !line.hasPrefix("<rect width") && !line.hasPrefix("<metadata") }
    let own = content(state.svg.split(separator: "\n").map(String.init)).dropFirst()
    return Array(lines.dropFirst().prefix(while: isOfFirstDrawing)) == Array(own.prefix(while: isOfFirstDrawing))
  }

  @Test("The step that is shown is displayed, all others are not, and each has its name")
  func shown() {
    let steps = SteppingFigure([[1.0], [2], [3]], showing: 1) { LineChart($0) }
    let elements = ParsedSVG(steps.picture.svg).elements
    let states = elements.indices.filter { elements[$0].name == "desc" }
    #expect(states.map { elements[$0 - 1].attributes["display"] } == ["none", nil, "none"])
    #expect(states.map { elements[$0].text } == (0..<3).map { "Step \($0 + 1) of 3: \(steps.states[$0].description)" })
    #expect(steps.description == "Step 2 of 3: Line chart: value is 2 at 1.")
    #expect(steps.picture.description == steps.description)
  }

  @Test("Maps whose cells agree in part, of other sizes and numbers, are each drawn as by itself")
  func maps() {
    let figures = [
      SteppingFigure([1, -1]) { HeatMap(Tensor(ones: [40, 40]) * Float($0)) },
      SteppingFigure([70, 40]) { HeatMap(Tensor(ones: [$0, $0])) },
      SteppingFigure([1, 2]) { FeatureMapGrid(Tensor(ones: [1, 8, 8, $0])) },
      SteppingFigure([(8, 4), (4, 8)]) { FeatureMapGrid(Tensor(ones: [1, $0.0, $0.0, $0.1])) },
    ]
    for (number, figure) in figures.enumerated() {
      #expect(ParsedSVG(figure.picture.svg).error == nil, "\(number)")
      for (index, state) in figure.states.enumerated() {
        #expect(isSame(displayed(figure.picture, step: index), state), "\(number), \(index)")
      }
    }
  }

  @Test("States that are the same are steps all the same, and areas lead to steps of a diagram's own figure alone")
  func sameStates() {
    let same = SteppingFigure([Self.worked, Self.worked])
    #expect(ParsedSVG(same.picture.svg).elements.count { $0.name == "desc" } == 2)
    let reversed = SteppingFigure([(1, 1), (1, 0), (0, 1), (0, 0)]) {
      CorrelationDiagram(input: [[1, 2], [3, 4]], kernel: [[1]], at: $0)
    }
    #expect(!reversed.picture.svg.contains("step-areas"))
  }

  @Test("What all steps have stands once")
  func size() {
    let steps = Self.worked.steps
    let one = Self.worked.picture.svg.utf8.count
    #expect(steps.picture.svg.utf8.count < 2 * one)
  }

  @Test("Charts of whole numbers are those of the same numbers with a point")
  func counts() {
    let counts = [3, 1, 2]
    #expect(LineChart(counts, name: "n").picture == LineChart([3.0, 1, 2], name: "n").picture)
    #expect(LineChart(x: [5, 6, 7], y: counts).picture == LineChart(x: [5, 6, 7], y: [3.0, 1, 2]).picture)
    #expect(
      LineChart([.init("a", y: counts), .init("b", x: [1, 2, 3], y: counts)]).picture
        == LineChart([.init("a", y: [3.0, 1, 2]), .init("b", x: [1, 2, 3], y: [3.0, 1, 2])]).picture)
    #expect(BarChart(["a", "b", "c"], counts).picture == BarChart(["a", "b", "c"], [3.0, 1, 2]).picture)
  }

  @Test("A figure of one step is its picture")
  func one() { #expect(SteppingFigure([Self.worked]).picture == Self.worked.picture) }

  @Test("Each element of the output has an area that leads to its step")
  func areas() {
    let elements = ParsedSVG(Self.worked.steps.picture.svg).elements
    let areas = elements.drop { $0.attributes["class"] != "step-areas" }.dropFirst()
    #expect(areas.map(\.name) == ["rect", "rect", "rect", "rect"])
    #expect(areas.compactMap { $0.attributes["width"] } == ["64", "64", "64", "64"])
  }

  @Test("A diagram has the windows of all elements of its output, of which a page shows the one that is pointed at")
  func plain() {
    let at = CorrelationDiagram(input: Self.worked.input, kernel: Self.worked.kernel, at: (1, 0))
    let elements = ParsedSVG(at.picture.svg).elements
    let states = elements.indices.filter { elements[$0].name == "desc" }
    #expect(states.map { elements[$0 - 1].attributes["display"] } == ["none", "none", nil, "none"])
    #expect(elements[states[2]].text == at.description && at.picture.description == at.description)
    #expect(Set(elements.compactMap { $0.attributes["class"] }) == ["steps plain", "step-areas"])
    #expect(elements.drop { $0.attributes["class"] != "step-areas" }.dropFirst().count == 4)
    // As a state of a figure, it is the one of its position.
    #expect(SteppingFigure([at, Self.worked]).picture.svg.occurrences(of: "<desc>") == 2)
    let one = CorrelationDiagram(input: [[1]], kernel: [[2]])
    #expect(!one.picture.svg.contains("class=\"steps"))
    let many = PoolingDiagram(input: Tensor(zeros: [8, 9]), size: 1)
    #expect(!many.picture.svg.contains("class=\"steps"))
  }

  @Test("A diagram of pooling shows a window and what stands for it")
  func pooling() {
    let image = Tensor(0..<16).reshaped(to: [4, 4])
    let greatest = PoolingDiagram(input: image, size: 2, at: (1, 0))
    #expect(greatest.formula == "max(8, 9, 12, 13) = 13")
    #expect(
      greatest.description
        == "Max pooling of a 4 × 4 input with a window of 2 × 2, stride 2, gives a 2 × 2 output; its element at row 1, column 0 is max(8, 9, 12, 13) = 13."
    )
    let mean = PoolingDiagram(input: image, size: 2, stride: 1, taking: .average)
    #expect(mean.output == avgPool2d(image, size: 2, stride: 1))
    #expect(mean.formula == "mean(0, 1, 4, 5) = 2.5")
    #expect(mean.steps.states.count == 9)
  }

  @Test("Stride, padding and dilation move the window over the padded input")
  func geometry() {
    let input = Tensor(0..<25).reshaped(to: [5, 5])
    let kernel: Tensor = [[1, 2], [3, 4]]
    let diagram = CorrelationDiagram(input: input, kernel: kernel, stride: 2, padding: 1, dilation: 3, at: (1, 1))
    #expect(diagram.output == conv2d(input, filters: kernel, stride: 2, padding: 1, dilation: 3))
    // The window begins at row 2, column 2 of the padded input, 1 and 1 of the input, and ends three further.
    #expect(diagram.sum == "6·1 + 9·2 + 21·3 + 24·4 = 183")
    #expect(
      diagram.description.hasPrefix(
        "Cross-correlation of a 5 × 5 input, padded with zeros to 7 × 7, with a 2 × 2 kernel, stride 2, dilation 3, gives a 2 × 2 output;"
      ))
    let corner = CorrelationDiagram(
      input: input, kernel: kernel, stride: (2, 1), padding: .sides(top: 1, bottom: 0, left: 2, right: 0))
    #expect(corner.sum == "0·1 + 0·2 + 0·3 + 0·4 = 0")
    #expect(corner.description.contains("padded with zeros to 6 × 7, with a 2 × 2 kernel, stride 2 × 1, gives"))
  }
}

extension String {
  /// How often a text occurs in it.
  fileprivate func occurrences(of text: String) -> Int { ranges(of: text).count }
}
