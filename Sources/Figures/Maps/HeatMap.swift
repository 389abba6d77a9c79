import Compute
import Tensors

/// A matrix as its values on a scale of colours: blue for positive, orange for negative, the paler the nearer to 0.
///
///     HeatMap(image, name: "image")
///     HeatMap(weights, rowLabels: words, columnLabels: words, digits: 2)
///
/// Each value is written in its cell while there is space, in up to 24 rows; a larger matrix gets the scale beneath instead. Names
/// of rows or columns that would stand closer than 12 units are left out by turns. A matrix longer than 64 along an axis is drawn
/// coarser: each cell is then the mean of a square of values, and the caption says so.
public struct HeatMap: Drawable, Sendable {
  /// The values, of two axes.
  public let values: Tensor
  /// What the matrix is called, beneath it.
  public var name: String
  /// The magnitude with the fullest colour; the largest in the matrix where it is nil.
  public var scale: Float?
  /// The names of the rows, at their left, or none.
  public let rowLabels: [String]
  /// The names of the columns, above them, or none.
  public let columnLabels: [String]
  /// How many digits the values show after the point; as many as they have, up to six in all, where it is nil.
  public let digits: Int?

  /// A map of a matrix, or of a tensor with one axis as its only row.
  ///
  /// - Parameters:
  ///   - tensor: The values. One axis makes a row; axes of length 1 are left out. Stops with a message when more than
  ///     two remain.
  ///   - name: What the matrix is called.
  ///   - scale: The magnitude with the fullest colour, to compare several maps.
  ///   - rowLabels: A name for each row, or none. Stops with a message when there are more or fewer, or more than 64
  ///     rows.
  ///   - columnLabels: The same for columns.
  ///   - digits: How many digits to show after the point. Numbers that training gives are the same on another machine
  ///     to three digits or so; 2 is then a good choice. Stops with a message when it is negative.
  public init(
    _ tensor: Tensor, name: String = "", scale: Float? = nil, rowLabels: [String] = [], columnLabels: [String] = [],
    digits: Int? = nil
  ) {
    let long = tensor.rank <= 2 ? tensor.shape : tensor.shape.filter { $0 != 1 }
    guard long.count <= 2 else { fail(HeatMap.notAMatrix(tensor.shape)) }
    let missing = [Int](repeating: 1, count: 2 - long.count)
    values = tensor.detached().reshaped(to: missing + long)
    let shape = values.shape
    for (labels, axis) in [(rowLabels, 0), (columnLabels, 1)] where !labels.isEmpty {
      guard labels.count == shape[axis], shape[axis] <= HeatMap.limit else {
        fail(HeatMap.labels(labels.count, axis, shape))
      }
    }
    if let digits, digits < 0 { fail(HeatMap.negativeDigits(digits, shape)) }
    self.name = name
    self.scale = scale
    self.rowLabels = rowLabels
    self.columnLabels = columnLabels
    self.digits = digits
  }

  private static let limit = 64

  /// What the map shows: its name, its size and the range of its values.
  public var description: String {
    let subject = name.isEmpty ? "Heat map" : "Heat map of \(name)"
    let note = coarsened.note.isEmpty ? "" : "; \(coarsened.note)"
    return "\(subject), \(size), \(spokenRange(values.scalars, decimals: digits))\(note)."
  }

  /// The map, drawn.
  public var picture: Picture {
    let scalars = values.scalars
    let (rows, columns) = (values.shape[0], values.shape[1])
    var texts: [String] = []
    if MatrixDrawing.hasSpace(rows: rows), columns <= 20 {
      let format = digits.map { NumberFormat.fixed(decimals: $0) } ?? NumberFormat(common: scalars)
      texts = scalars.map { format.text(Double($0)) }
    }
    let isWritten = !texts.isEmpty && Double(columns) * MatrixDrawing.cellWidth(texts) <= 640
    let cells = coarsened
    let caption = [name, size, cells.note].filter { !$0.isEmpty }
    let drawing = MatrixDrawing(
      rows: cells.rows, columns: cells.columns, texts: isWritten ? texts : [], values: cells.values,
      scale: ColourScale(for: cells.values, largest: scale), rowLabels: rowLabels, columnLabels: columnLabels,
      caption: cells.note.isEmpty
        ? [caption.joined(separator: " · ")] : [caption.dropLast().joined(separator: " · "), cells.note])
    return drawing.picture(description: description, table: table(cells, texts))
  }

  /// - Parameter texts: the values as they would be written in the cells; empty where there are too many.
  private func table(_ cells: Coarsened, _ texts: [String]) -> ValueTable {
    let format = digits.map { NumberFormat.fixed(decimals: $0) }
    let common = ValueFormat(cells.values)
    let texts = texts.isEmpty ? cells.values.map { format?.text(Double($0)) ?? common.text($0) } : texts
    let columns = (0..<cells.columns).map {
      columnLabels.isEmpty ? "column \(cells.columnName($0))" : columnLabels[$0]
    }
    return ValueTable(
      keys: 1, columns: [rowLabels.isEmpty ? "row" : ""] + columns,
      rows: (0..<cells.rows).map { row in
        [rowLabels.isEmpty ? cells.rowName(row) : rowLabels[row]]
          + texts[row * cells.columns..<(row + 1) * cells.columns]
      },
      exact: (0..<cells.rows).map { row in
        cells.values[row * cells.columns..<(row + 1) * cells.columns].map { Double($0) }
      })
  }

  private var size: String { "\(values.shape[0]) × \(values.shape[1])" }

  private var coarsened: Coarsened {
    Coarsened(values.scalars, rows: values.shape[0], columns: values.shape[1], limit: HeatMap.limit)
  }

  static func notAMatrix(_ shape: [Int]) -> String {
    "HeatMap: a tensor of shape \(shape) has more than two axes longer than 1; select a matrix of it, as in x[0, ...]."
  }

  static func labels(_ count: Int, _ axis: Int, _ shape: [Int]) -> String {
    let kind = axis == 0 ? "row" : "column"
    return "HeatMap: \(counted(count, "\(kind) label")) for a matrix of shape \(shape); expected \(shape[axis]), "
      + "one for each \(kind), and at most \(limit)."
  }

  static func negativeDigits(_ digits: Int, _ shape: [Int]) -> String {
    "HeatMap: \(digits) digits after the point were asked for in a matrix of shape \(shape); expected 0 or more."
  }
}
