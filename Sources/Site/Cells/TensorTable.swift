import Outputs

/// The text of a tensor of one or two axes, laid out by its shape.
///
/// The text is what the chapter documents: the table has its digits, and no number of the run, which another machine may give
/// otherwise in its last digits.
struct TensorTable: Sendable, Hashable {
  var rows: [[Entry]]
  /// The length of each axis: one or two numbers.
  var shape: [Int]

  struct Entry: Sendable, Hashable {
    /// The number as the text has it: its digits are the documented precision.
    var text: String
    var value: Double
  }

  /// The greatest magnitude among the finite values; the end of the colour scale.
  var largest: Double {
    var result = 0.0
    for row in rows {
      for entry in row where entry.value.isFinite { result = max(result, abs(entry.value)) }
    }
    return result
  }

  /// Nil where the text has no entry for each element of the tensor, as where some are left out: it is then shown as it stands. So are
  /// those of more axes, of none, and of integers, which count and name rather than measure.
  init?(_ text: String, of tensor: TensorValue) {
    guard case .float32? = tensor.elements, (1...2).contains(tensor.shape.count), tensor.shape.allSatisfy({ $0 > 0 }),
      let rows = EntryReader(text).rows(tensor.shape)
    else { return nil }
    self.rows = rows
    shape = tensor.shape
  }
}

/// Reads as many numbers in brackets as a shape has, and the line with the shape itself where there is one.
private struct EntryReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) { bytes = Array(text.utf8) }

  /// - Parameter shape: that of one or two axes.
  consuming func rows(_ shape: [Int]) -> [[TensorTable.Entry]]? {
    var rows: [[TensorTable.Entry]] = []
    if shape.count == 2 {
      guard list(shape[0], { reader in reader.row(shape[1]).map { rows.append($0) } != nil }) else { return nil }
    } else {
      guard let row = row(shape[0]) else { return nil }
      rows = [row]
    }
    if take("shape") {
      var lengths = shape[...]
      guard list(shape.count, { reader in reader.word() == lengths.popFirst().map(String.init) }) else { return nil }
    }
    skipBlanks()
    return position == bytes.count ? rows : nil
  }

  private mutating func row(_ count: Int) -> [TensorTable.Entry]? {
    var entries: [TensorTable.Entry] = []
    let isRead = list(count) { reader in
      let text = reader.word()
      guard let value = Double(text) else { return false }
      entries.append(TensorTable.Entry(text: text, value: value))
      return true
    }
    return isRead ? entries : nil
  }

  /// Brackets around so many things; false where they do not stand here.
  private mutating func list(_ count: Int, _ each: (inout Self) -> Bool) -> Bool {
    guard take("[") else { return false }
    for index in 0..<count {
      guard index == 0 || take(","), each(&self) else { return false }
    }
    return take("]")
  }

  private mutating func word() -> String {
    skipBlanks()
    let start = position
    while position < bytes.count, !Self.ends.contains(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private static let ends = Array(",[] \t\n".utf8)

  private mutating func take(_ text: StaticString) -> Bool {
    skipBlanks()
    let own = text.withUTF8Buffer(Array.init)
    guard bytes[position...].starts(with: own) else { return false }
    position += own.count
    return true
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position].isBlank || bytes[position] == UInt8(ascii: "\n") { position += 1 }
  }
}
