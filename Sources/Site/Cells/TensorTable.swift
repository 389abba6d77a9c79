/// A tensor of one or two axes, read back from the text that documents it.
///
/// `[[19, 25],\n [37, 43]]\nshape [2, 2]` has two rows; `[1, 2, 3]` has one. A tensor of more axes, one whose text is
/// elided, and anything else has no table: its text is shown as it stands.
package struct TensorTable: Sendable, Hashable {
  package var rows: [[Entry]]
  /// The length of each axis: one or two numbers.
  package var shape: [Int]

  package struct Entry: Sendable, Hashable {
    /// The number as the text has it: its digits are the documented precision.
    package var text: String
    package var value: Double
  }

  /// The greatest magnitude among the finite values; the end of the colour scale.
  package var largest: Double {
    var result = 0.0
    for row in rows {
      for entry in row where entry.value.isFinite { result = max(result, abs(entry.value)) }
    }
    return result
  }

  package init?(parsing text: String) {
    var lines = text.split(separator: "\n")
    var stated: [Int]?
    if let last = lines.last, last.hasPrefix("shape [") {
      guard let shape = Self.shape(in: last) else { return nil }
      stated = shape
      lines.removeLast()
    }
    var reader = BracketReader(lines.joined(separator: "\n"))
    guard let rows = reader.rows(), let width = rows.first?.count, width > 0,
      rows.allSatisfy({ $0.count == width })
    else { return nil }
    self.rows = rows
    shape = reader.isNested ? [rows.count, width] : [width]
    if let stated, stated != shape { return nil }
  }

  private static func shape(in line: Substring) -> [Int]? {
    guard line.hasSuffix("]") else { return nil }
    let numbers = line.dropFirst("shape [".count).dropLast()
    var shape = [Int]()
    for number in numbers.split(separator: ",") {
      guard let length = Int(number.drop { $0 == " " }) else { return nil }
      shape.append(length)
    }
    return shape
  }
}

/// Reads one or two levels of brackets around numbers.
private struct BracketReader {
  private let bytes: [UInt8]
  private var position = 0
  private(set) var isNested = false

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  mutating func rows() -> [[TensorTable.Entry]]? {
    guard take("[") else { return nil }
    var rows = [[TensorTable.Entry]]()
    skipBlanks()
    if position < bytes.count, bytes[position] == UInt8(ascii: "[") {
      isNested = true
      repeat {
        guard take("["), let row = entries() else { return nil }
        rows.append(row)
      } while take(",")
      guard take("]") else { return nil }
    } else {
      guard let row = entries() else { return nil }
      rows.append(row)
    }
    skipBlanks()
    return position == bytes.count ? rows : nil
  }

  /// The numbers up to and including the closing bracket.
  private mutating func entries() -> [TensorTable.Entry]? {
    var entries = [TensorTable.Entry]()
    repeat {
      skipBlanks()
      let start = position
      while position < bytes.count, !Self.ends.contains(bytes[position]) { position += 1 }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      guard let value = Double(text) else { return nil }
      entries.append(TensorTable.Entry(text: text, value: value))
    } while take(",")
    return take("]") ? entries : nil
  }

  private static let ends = Array(",] \n[".utf8)

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func skipBlanks() {
    while position < bytes.count, bytes[position] == UInt8(ascii: " ") || bytes[position] == UInt8(ascii: "\n") {
      position += 1
    }
  }
}
