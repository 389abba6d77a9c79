import Compute
import Tensors

/// What a layer makes of an image: one small map for each channel, all on one common scale.
///
///     FeatureMapGrid(layer(image), name: "first layer")
///
/// A map takes 40 bytes a cell in the picture's text, twice that where it has values below 0, because it is made of
/// numbers that may differ in their last digit on another machine, and it is there once for a page and once for a telephone. So a map longer than `cells` along an axis is drawn
/// coarser, each cell the mean of a square of values, and the drawing says so: 6 maps of 14 × 14 make 100 to 200 kB.
public struct FeatureMapGrid: Drawable, Sendable {
  /// The maps, `[height, width, channel]`.
  public let maps: Tensor
  /// What the maps are called, beneath them.
  public var name: String
  /// The magnitude with the fullest colour; the largest value where it is nil.
  public var scale: Float?
  /// How many cells a map has along its longer side at most.
  public let cells: Int
  /// How many maps stand beside each other; as many as fit where it is nil.
  public let columns: Int?

  /// A grid of the maps of one example.
  ///
  /// - Parameters:
  ///   - maps: `[1, height, width, channel]`, `[height, width, channel]` or `[height, width]` for one map. Stops with a
  ///     message at another shape, an empty one, and more than 128 channels.
  ///   - name: What the maps are called.
  ///   - scale: The magnitude with the fullest colour, to compare several layers.
  ///   - cells: The most cells along the longer side of a map, at least 1.
  ///   - columns: How many maps to put beside each other, at least 1.
  public init(_ maps: Tensor, name: String = "", scale: Float? = nil, cells: Int = 16, columns: Int? = nil) {
    let isOneOfABatch = maps.rank == 4 && maps.shape[0] == 1
    guard isOneOfABatch || maps.rank == 2 || maps.rank == 3, maps.count > 0, maps.rank == 2 || maps.shape.last! <= 128
    else {
      fail(FeatureMapGrid.shape(maps.shape))
    }
    guard cells >= 1, columns ?? 1 >= 1 else { fail(FeatureMapGrid.amounts(cells, columns, maps.shape)) }
    let shape = isOneOfABatch ? Array(maps.shape[1...]) : maps.rank == 2 ? maps.shape + [1] : maps.shape
    self.maps = maps.detached().reshaped(to: shape)
    self.name = name
    self.scale = scale
    self.cells = cells
    self.columns = columns
  }

  /// What the grid shows: how many maps of which size, and the range of their values.
  public var description: String {
    let subject = counted(maps.shape[2], "feature map") + (name.isEmpty ? "" : " of \(name)")
    let note = drawn[0].note.isEmpty ? "" : "; \(drawn[0].note)"
    return "\(subject), \(maps.shape[0]) × \(maps.shape[1]), \(spokenRange(maps.scalars))\(note)."
  }

  /// The maps, drawn.
  public var picture: Picture {
    let drawn = self.drawn
    let size = "\(maps.shape[0]) × \(maps.shape[1])"
    let grid = MapGridDrawing(
      maps: drawn.map { $0.values }, rows: drawn[0].rows, columns: drawn[0].columns,
      captions: drawn.indices.map { "\($0)" },
      scale: ColourScale(for: drawn.flatMap { $0.values }, largest: scale),
      note: [name.isEmpty ? size : "\(name) · \(size)"] + (drawn[0].note.isEmpty ? [] : [drawn[0].note]),
      across: columns)
    let table = grid.table(
      "map", rowNames: (0..<grid.rows).map { drawn[0].rowName($0) },
      columnNames: (0..<grid.columns).map { drawn[0].columnName($0) })
    return Picture(description: description, table: table) { grid.drawing($0) }
  }

  private var drawn: [Coarsened] {
    let (rows, columns, channels) = (maps.shape[0], maps.shape[1], maps.shape[2])
    let scalars = maps.scalars
    return (0..<channels).map { channel in
      let map = (0..<rows * columns).map { scalars[$0 * channels + channel] }
      return Coarsened(map, rows: rows, columns: columns, limit: cells)
    }
  }

  static func shape(_ shape: [Int]) -> String {
    "FeatureMapGrid: maps of shape \(shape) were given; expected [1, height, width, channel], [height, width, channel] or "
      + "[height, width], none of them 0, and at most 128 channels; of a batch select one example, as in x[0, ...]."
  }

  static func amounts(_ cells: Int, _ columns: Int?, _ shape: [Int]) -> String {
    "FeatureMapGrid: \(cells) cells to a side\(columns.map { " and \($0) columns" } ?? "") were asked for maps of shape "
      + "\(shape); expected at least 1."
  }
}
