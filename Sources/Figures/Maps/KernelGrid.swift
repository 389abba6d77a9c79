import Compute
import Tensors

/// The kernels of a convolution side by side, as small maps on one common scale: blue for positive weights, orange for
/// negative.
///
///     KernelGrid(layer.kernel.value, name: "first layer")
///
/// With several input channels there is a kernel for each pair of channels, captioned `input→output`. A cell takes
/// about 160 bytes in the picture's text, 80 in the drawing for a page and 80 in that for a telephone, so a layer of 6 kernels
/// of 5 × 5 makes 24 kB; of a large layer select a part,
/// as in `layer.kernel.value[0..., 0..., 0..<3, 0..<8]`.
public struct KernelGrid: Drawable, Sendable {
  /// The kernels, `[height, width, input channel, output channel]`.
  public let filters: Tensor
  /// What the kernels are called, beneath them.
  public var name: String
  /// The magnitude with the fullest colour; the largest weight where it is nil.
  public var scale: Float?
  /// How many kernels stand beside each other; as many as fit where it is nil.
  public let columns: Int?

  /// A grid of the kernels of a layer.
  ///
  /// - Parameters:
  ///   - filters: `[height, width, input channel, output channel]`, or `[height, width]` for one kernel. Stops with a
  ///     message at another shape, an empty one, and more than 10,000 weights.
  ///   - name: What the kernels are called.
  ///   - scale: The magnitude with the fullest colour, to compare several layers or moments.
  ///   - columns: How many to put beside each other, at least 1.
  public init(_ filters: Tensor, name: String = "", scale: Float? = nil, columns: Int? = nil) {
    guard filters.rank == 2 || filters.rank == 4, (1...10_000).contains(filters.count) else {
      fail(KernelGrid.shape(filters.shape))
    }
    if let columns, columns < 1 { fail(KernelGrid.columns(columns, filters.shape)) }
    self.filters = filters.detached().reshaped(to: filters.rank == 4 ? filters.shape : filters.shape + [1, 1])
    self.name = name
    self.scale = scale
    self.columns = columns
  }

  /// What the grid shows: how many kernels of which size, and the range of their weights.
  public var description: String {
    let (inputs, outputs) = (filters.shape[2], filters.shape[3])
    let channels = inputs == 1 ? "" : " for \(inputs) input and \(counted(outputs, "output channel"))"
    let subject = counted(inputs * outputs, "kernel") + (name.isEmpty ? "" : " of \(name)")
    return "\(subject), \(filters.shape[0]) × \(filters.shape[1])\(channels), \(spokenRange(filters.scalars))."
  }

  /// The kernels, drawn.
  public var picture: Picture {
    let (inputs, outputs) = (filters.shape[2], filters.shape[3])
    let positions = filters.shape[0] * filters.shape[1]
    let scalars = filters.scalars
    var maps: [[Float]] = []
    var captions: [String] = []
    for input in 0..<inputs {
      for output in 0..<outputs {
        maps.append((0..<positions).map { scalars[($0 * inputs + input) * outputs + output] })
        captions.append(inputs == 1 ? "\(output)" : "\(input)→\(output)")
      }
    }
    let size = "\(filters.shape[0]) × \(filters.shape[1])"
    let grid = MapGridDrawing(
      maps: maps, rows: filters.shape[0], columns: filters.shape[1], captions: captions,
      scale: ColourScale(for: scalars, largest: scale), note: [name.isEmpty ? size : "\(name) · \(size)"],
      across: columns)
    let table = grid.table(
      "kernel", rowNames: (0..<grid.rows).map { "\($0)" }, columnNames: (0..<grid.columns).map { "\($0)" })
    return Picture(description: description, table: table) { grid.drawing($0) }
  }

  static func shape(_ shape: [Int]) -> String {
    "KernelGrid: filters of shape \(shape) were given; expected [height, width, input channel, output channel] or "
      + "[height, width], and 1 to 10,000 weights."
  }

  static func columns(_ columns: Int, _ shape: [Int]) -> String {
    "KernelGrid: \(columns) columns were asked for filters of shape \(shape); expected at least 1."
  }
}
