import Compute
import Tensors

/// A matrix as its values on a scale of colours: blue for positive, orange for negative, the paler the nearer to 0.
///
///     HeatMap(image, name: "image")
///
/// Each value is written in its place while there is room; a larger matrix gets the scale beneath instead.
public struct HeatMap: Drawable, Sendable {
  /// The values, of two axes.
  public let values: Tensor
  /// What the matrix is called, beneath it.
  public var name: String
  /// The magnitude with the fullest colour; the largest in the matrix where it is nil.
  public var scale: Float?

  /// - Parameters:
  ///   - tensor: The values. One axis makes a row; axes of length 1 are left out. Stops with a message when more than two
  ///     remain.
  ///   - name: What the matrix is called.
  ///   - scale: The magnitude with the fullest colour, to compare several maps.
  public init(_ tensor: Tensor, name: String = "", scale: Float? = nil) {
    let long = tensor.rank <= 2 ? tensor.shape : tensor.shape.filter { $0 != 1 }
    guard long.count <= 2 else { fail(HeatMap.notAMatrix(tensor.shape)) }
    let missing = [Int](repeating: 1, count: 2 - long.count)
    values = tensor.detached().reshaped(to: missing + long)
    self.name = name
    self.scale = scale
  }

  /// What the map shows: its name, its size and the range of its values.
  public var description: String {
    let finite = values.scalars.filter { $0.isFinite }
    let subject = name.isEmpty ? "Heat map" : "Heat map of \(name)"
    let size = "\(values.shape[0]) × \(values.shape[1])"
    guard let low = finite.min(), let high = finite.max() else { return "\(subject), \(size)." }
    return low == high
      ? "\(subject), \(size), all values \(formatted(low))."
      : "\(subject), \(size), values from \(formatted(low)) to \(formatted(high))."
  }

  public var picture: Picture {
    let (rows, columns) = (values.shape[0], values.shape[1])
    let scalars = values.scalars
    let format = NumberFormat(common: scalars)
    let labels = scalars.map { format.text(Double($0)) }
    let lettering = Lettering(size: 14)
    let cellWidth = max(34, lettering.width(labels.map { $0.count }.max() ?? 0) + 10)
    let isWritten = Double(columns) * cellWidth <= 640 && rows <= 40
    let cell = isWritten ? (width: cellWidth, height: 30.0) : (width: pixel(columns), height: pixel(columns))
    let gap = isWritten ? 2.0 : 0
    let largest = scale ?? scalars.reduce(0) { $1.isFinite ? max($0, $1.magnitude) : $0 }

    var canvas = Canvas()
    for row in 0..<rows {
      for column in 0..<columns {
        let index = row * columns + column
        let (x, y) = (8 + Double(column) * (cell.width + gap), 8 + Double(row) * (cell.height + gap))
        canvas.shade(
          x, y, cell.width, cell.height, Double(scalars[index]) / Double(largest), fullest: isWritten ? 0.45 : 0.9)
        if isWritten { canvas.text(labels[index], x + cell.width / 2, y + 20, lettering) }
      }
    }
    let mapWidth = Double(columns) * (cell.width + gap)
    var bottom = 8 + Double(rows) * (cell.height + gap)
    let caption = (name.isEmpty ? "" : "\(name) · ") + "\(rows) × \(columns)"
    bottom += 20
    canvas.text(caption, 8, bottom, Lettering(size: 14, ink: .soft, anchor: .start))
    if !isWritten { bottom = canvas.scale(of: largest, below: bottom) }
    let captionWidth = lettering.width(caption.count) + 16
    return canvas.picture(
      width: max(mapWidth + 16 - gap, captionWidth, isWritten ? 0 : 200), height: bottom + 12, description: description)
  }

  /// The side of a cell without text: the map is about 320 wide.
  private func pixel(_ columns: Int) -> Double { max(2, min(20, (320 / Double(columns)).rounded(.down))) }

  static func notAMatrix(_ shape: [Int]) -> String {
    "HeatMap: a tensor of shape \(shape) has more than two axes longer than 1; select a matrix of it, as in x[0, ...]."
  }
}

extension Canvas {
  /// A cell's colour for a value between -1 and 1. Where ink must be read on it, the fullest is half transparent.
  fileprivate mutating func shade(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, _ value: Double, fullest: Double
  ) {
    rectangle(x, y, width, height, fill: .panel)
    let strength = min(1, value.magnitude) * fullest
    guard strength >= 0.005 else { return }
    rectangle(x, y, width, height, fill: value < 0 ? .warm : .accent, opacity: strength)
  }

  /// Nine steps of the scale with its ends and middle named; returns where it ends.
  fileprivate mutating func scale(of largest: Float, below top: Double) -> Double {
    for step in 0...8 { shade(8 + Double(step) * 20, top + 12, 20, 12, Double(step - 4) / 4, fullest: 0.9) }
    let lettering = Lettering(size: 14, ink: .soft)
    let ends = formatted(largest)
    var left = lettering
    left.anchor = .start
    var right = lettering
    right.anchor = .end
    text("-" + ends, 8, top + 40, left)
    text("0", 98, top + 40, lettering)
    text(ends, 188, top + 40, right)
    return top + 42
  }
}
