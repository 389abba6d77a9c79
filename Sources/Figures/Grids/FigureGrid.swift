import Compute
import Tensors

/// Several figures in one picture, each with its title: what belongs together and is compared at a glance.
///
///     FigureGrid([
///       .init("loss", LineChart(losses)),
///       .init("kernel", HeatMap(kernel)),
///     ])
///
/// As many stand beside each other as a page has space for: two charts, three or more small maps; on a telephone they stand below each
/// other where they are as wide as that. Maps have the smallest cells in which they can be read. The grid
/// carries no numbers: on a page those of a figure that stands alone can be pointed at and saved.
public struct FigureGrid: Drawable, Sendable {
  /// A figure with its title.
  public struct Cell: Sendable {
    /// What stands above the figure.
    public let title: String
    /// The figure, drawn.
    public let picture: Picture

    /// A figure with a title, or without.
    ///
    /// - Parameters:
    ///   - title: What stands above it; empty for nothing.
    ///   - figure: Any figure but one with steps.
    public init<Figure: Drawable>(_ title: String = "", _ figure: Figure) {
      self.title = title
      picture = figure.picture
    }
  }

  /// The figures with their titles, row by row.
  public let cells: [Cell]
  /// How many figures stand beside each other at most; as many as fit where it is nil.
  public let columns: Int?

  /// Figures beside and below each other.
  ///
  /// - Parameters:
  ///   - cells: The figures, from 1 to 24. Stops with a message at another number, and where one has steps or is a picture that was made
  ///     elsewhere as SVG text.
  ///   - columns: How many to put beside each other, if there is space, at least 1.
  public init(_ cells: [Cell], columns: Int? = nil) {
    guard (1...FigureGrid.mostCells).contains(cells.count) else { fail(FigureGrid.count(cells.count)) }
    if let columns, columns < 1 { fail(FigureGrid.columns(columns, cells.count)) }
    for (index, cell) in cells.enumerated() {
      guard let drawing = cell.picture.drawing else { fail(FigureGrid.madeElsewhere(index)) }
      if drawing.hasSteps { fail(FigureGrid.hasSteps(index)) }
    }
    self.cells = cells
    self.columns = columns
  }

  static let mostCells = 24

  /// What the grid shows: what each of its figures does.
  public var description: String {
    let parts = cells.map { $0.title.isEmpty ? $0.picture.description : "\($0.title): \($0.picture.description)" }
    return "\(counted(cells.count, "figure")). \(parts.joined(separator: " "))"
  }

  /// The grid, drawn.
  public var picture: Picture {
    let (wide, narrow) = (Placement(self, in: .wide), Placement(self, in: .narrow))
    return Picture(wide.drawing, narrow: narrow.drawing, description: description)
  }

  static func count(_ count: Int) -> String {
    "FigureGrid: \(counted(count, "figure was", "figures were")) given; expected 1 to \(mostCells)."
  }

  static func columns(_ columns: Int, _ count: Int) -> String {
    "FigureGrid: \(columns) columns were asked for \(counted(count, "figure")); expected at least 1."
  }

  static func madeElsewhere(_ index: Int) -> String {
    "FigureGrid: figure \(index) is a picture made elsewhere; expected charts, maps, grids or diagrams."
  }

  static func hasSteps(_ index: Int) -> String {
    "FigureGrid: figure \(index) has steps; expected figures without, and a `SteppingFigure` of grids for several states."
  }
}

/// Where the figures of a grid stand in a frame.
private struct Placement {
  private(set) var drawing: Drawing

  private static let margin = 8.0
  private static let gap = 10.0
  private static let lineHeight = 20.0

  init(_ grid: FigureGrid, in frame: FrameWidth) {
    let line = frame.rawValue - 2 * Self.margin + Self.gap
    let small = grid.cells.map { cell in
      let half = cell.picture.half
      // On a telephone a figure by itself is as wide as that, unless two or more have space beside each other.
      let isSmall = frame == .wide || half.map { $0.width + Self.gap <= line / 2 } == true
      return (isSmall ? half : nil) ?? cell.picture.narrow ?? cell.picture.drawing!
    }
    let least = small.map { $0.width }.max() ?? 0
    let fitting = max(1, Int(line / (least + Self.gap)))
    let columns = balanced(grid.cells.count, most: min(grid.columns ?? fitting, fitting))
    // Alone in its row, a figure has the drawing that it has alone on a page.
    let drawings = columns == 1 && frame == .wide ? grid.cells.map { $0.picture.drawing! } : small
    let width = drawings.map { $0.width }.max() ?? 0
    let left = columns == 1 ? 0 : Self.margin
    var canvas = Canvas()
    var style = TextStyle.caption
    style.anchor = .start
    var top = 0.0
    for first in stride(from: 0, to: drawings.count, by: columns) {
      let row = first..<min(first + columns, drawings.count)
      // Titles of a row take as many lines as the longest, so that the figures begin at one height.
      let titles = row.map { style.lines(of: grid.cells[$0].title, within: width - 16) }
      let head = titles.map { $0.count }.max() ?? 0
      let y = top + (head == 0 ? 0 : Double(head) * Self.lineHeight + 6)
      for (index, title) in zip(row, titles) {
        let x = left + Double(index - first) * (width + Self.gap)
        for (number, line) in title.enumerated() {
          var bold = style
          bold.isBold = true
          bold.isUpright = true
          canvas.text(line, x + 8, top + 20 + Double(number) * Self.lineHeight, bold)
        }
        canvas.place(drawings[index], x, y)
      }
      top = y + (row.map { drawings[$0].height }.max() ?? 0) + Self.gap
    }
    let used = Double(columns) * (width + Self.gap) - Self.gap + 2 * left
    drawing = canvas.drawing(width: used, height: top - Self.gap)
  }
}
