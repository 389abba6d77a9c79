/// The lines of a line chart in their frame.
struct LineChartDrawing {
  private let chart: LineChart
  private let vertical: Ticks
  private var plot: Plot

  /// More marks would hide the line that they are on.
  private static let mostMarks = 30

  init(_ chart: LineChart, width: FrameWidth) {
    self.chart = chart
    let x = chart.series.flatMap { $0.x } + chart.furtherPositions
    let y = chart.series.flatMap { $0.y }
    let horizontal = Ticks(
      for: x, count: 5, reachingOut: false,
      wholeNumbers: x.allSatisfy { Ticks.isDrawable($0) && $0.rounded() == $0 })
    vertical = chart.yScale == .logarithmic ? Ticks(powersFor: y) : Ticks(for: y, count: 4, reachingOut: true)
    plot = Plot(
      horizontal, vertical, xLabel: chart.xLabel, yLabel: chart.yLabel, names: chart.series.map { $0.name },
      key: .linesWithMarks, width: width)
  }

  mutating func drawing() -> Drawing {
    for index in chart.series.indices { drawLine(chart.series[index], Plot.SeriesStyle(index), index) }
    return plot.drawing
  }

  private mutating func drawLine(_ line: LineChart.Series, _ seriesStyle: Plot.SeriesStyle, _ number: Int) {
    var run: [(x: Double, y: Double)] = []
    var all: [(x: Double, y: Double)] = []
    for (position, value) in zip(line.x, line.y) {
      guard Ticks.isDrawable(position), vertical.shows(value) else {
        plot.canvas.curve(run, stroke: seriesStyle.colour, dashes: seriesStyle.dashes)
        run = []
        continue
      }
      run.append((plot.x(position), plot.y(value)))
      all.append(run[run.count - 1])
    }
    plot.canvas.curve(run, stroke: seriesStyle.colour, dashes: seriesStyle.dashes)
    guard all.count > Self.mostMarks else {
      for point in all { drawMark(seriesStyle, point) }
      return
    }
    // A long line by itself needs no marks; beside others it has a few, not all at the positions of its neighbours'.
    guard chart.series.count > 1 else { return }
    let step = all.count / 8
    for index in stride(from: step * (number % 4) / 4 + step / 8, to: all.count, by: step) {
      drawMark(seriesStyle, all[index])
    }
  }

  private mutating func drawMark(_ seriesStyle: Plot.SeriesStyle, _ point: (x: Double, y: Double)) {
    plot.canvas.mark(seriesStyle.mark, point.x, point.y, stroke: seriesStyle.colour, isFull: seriesStyle.isFull)
  }
}
