/// Where everything in a line chart stands.
struct LineChartDrawing {
  private let chart: LineChart
  private let horizontal: Ticks
  private let vertical: Ticks
  private let left: Double
  private let top: Double
  private let right: Double
  private let bottom: Double
  private var canvas = Canvas()

  private static let width = 400.0
  private static let plotHeight = 180.0
  private static let strokes: [(ink: Ink, dashes: String)] = [
    (.accent, "none"), (.warm, "7 4"), (.ink, "2 3"), (.soft, "9 3 2 3"),
  ]

  init(_ chart: LineChart) {
    self.chart = chart
    let x = chart.series.flatMap { $0.x }
    horizontal = Ticks(
      for: x, count: 5, reachingOut: false,
      wholeNumbers: x.allSatisfy { Ticks.isDrawable($0) && $0.rounded() == $0 })
    vertical = Ticks(for: chart.series.flatMap { $0.y }, count: 4, reachingOut: true)
    let longest = vertical.labels.map { $0.count }.max() ?? 1
    left = 14 + Lettering(size: 14).width(longest)
    // Above the plot stand the name of the vertical axis and, for several lines, a legend.
    top = (chart.yLabel.isEmpty ? 14 : 34) + (chart.series.count > 1 ? Double(chart.series.count) * 20 : 0)
    right = Self.width - 16
    bottom = top + Self.plotHeight
  }

  mutating func picture(description: String) -> Picture {
    drawAxes()
    drawLegend()
    for index in chart.series.indices { drawLine(chart.series[index], Self.strokes[index % Self.strokes.count]) }
    let height = bottom + (chart.xLabel.isEmpty ? 32 : 52)
    return canvas.picture(width: Self.width, height: height, description: description)
  }

  private mutating func drawAxes() {
    for (value, label) in zip(vertical.values, vertical.labels) {
      canvas.line([(left, y(value)), (right, y(value))], stroke: .hair)
      canvas.text(label, left - 8, y(value) + 5, Lettering(size: 14, ink: .soft, anchor: .end))
    }
    for (value, label) in zip(horizontal.values, horizontal.labels) {
      canvas.line([(x(value), bottom), (x(value), bottom + 5)], stroke: .soft)
      canvas.text(label, x(value), bottom + 21, Lettering(size: 14, ink: .soft))
    }
    canvas.line([(left, top), (left, bottom), (right, bottom)], stroke: .soft)
    if !chart.yLabel.isEmpty {
      canvas.text(chart.yLabel, 8, 20, Lettering(ink: .soft, anchor: .start, isCaption: true))
    }
    if !chart.xLabel.isEmpty { canvas.text(chart.xLabel, (left + right) / 2, bottom + 42, .caption) }
  }

  private mutating func drawLegend() {
    guard chart.series.count > 1 else { return }
    for (index, line) in chart.series.enumerated() {
      let stroke = Self.strokes[index % Self.strokes.count]
      let baseline = top - 12 - Double(chart.series.count - 1 - index) * 20
      canvas.line(
        [(left + 8, baseline - 5), (left + 40, baseline - 5)], stroke: stroke.ink, width: 2, dashes: stroke.dashes)
      canvas.text(line.name, left + 48, baseline, Lettering(size: 14, anchor: .start))
    }
  }

  private mutating func drawLine(_ line: LineChart.Series, _ stroke: (ink: Ink, dashes: String)) {
    var run: [(x: Double, y: Double)] = []
    var all: [(x: Double, y: Double)] = []
    for (place, value) in zip(line.x, line.y) {
      guard Ticks.isDrawable(place), Ticks.isDrawable(value) else {
        canvas.line(run, stroke: stroke.ink, width: 2, dashes: stroke.dashes)
        run = []
        continue
      }
      run.append((x(place), y(value)))
      all.append((x(place), y(value)))
    }
    canvas.line(run, stroke: stroke.ink, width: 2, dashes: stroke.dashes)
    // Many marks would hide the line that they are on.
    if all.count <= 30 { for point in all { canvas.circle(point.x, point.y, radius: 3.2, stroke: stroke.ink) } }
  }

  private func x(_ value: Double) -> Double { left + 8 + horizontal.place(of: value) * (right - left - 16) }
  private func y(_ value: Double) -> Double { bottom - vertical.place(of: value) * (bottom - top) }
}
