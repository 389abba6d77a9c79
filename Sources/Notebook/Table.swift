import Compute

/// Rows of numbers and texts under titles, which a cell shows as a table.
///
///     var table = Table("layer", "parameters")
///     table.append("convolution", 156)
///     table.append("dense", 10_164)
///     table
///
/// Each entry is what `print` gives of a value, in one line. A column that holds numbers alone stands to the right. Outside a book,
/// and in the chapter's text, it is lines:
///
///     // layer        parameters
///     // -----------  ----------
///     // convolution         156
///     // dense             10164
public struct Table: Sendable, CustomStringConvertible {
  /// What stands above the columns.
  public let titles: [String]
  package private(set) var rows: [[Entry]] = []

  package struct Entry: Sendable {
    package var text: String
    package var isNumber: Bool
  }

  /// A table of columns with these titles.
  ///
  /// - Parameter rows: the entries of each row, as many as there are titles.
  public init(_ titles: String..., rows: [[Any]] = []) {
    self.titles = titles
    for title in titles where title.contains(where: \.isNewline) {
      fail("Table: the title \(title.debugDescription) is not one line")
    }
    for row in rows { append(row) }
  }

  /// Adds a row.
  ///
  /// - Parameter entries: as many as there are titles.
  public mutating func append(_ entries: Any...) { append(entries) }

  private mutating func append(_ entries: [Any]) {
    guard entries.count == titles.count else {
      fail("Table: a row has \(entries.count) entries; expected \(titles.count), one for each title")
    }
    rows.append(entries.map(Self.entry))
  }

  private static func entry(_ value: Any) -> Entry {
    let text = String(describing: value)
    guard !text.contains(where: \.isNewline) else { fail("Table: the entry \(text.debugDescription) is not one line") }
    return Entry(text: text, isNumber: value is any Numeric)
  }

  /// Whether each column holds numbers alone.
  private var areNumbers: [Bool] {
    titles.indices.map { column in !rows.isEmpty && rows.allSatisfy { $0[column].isNumber } }
  }

  /// The table as aligned lines, a line for each row.
  public var description: String {
    let texts = [titles] + rows.map { $0.map(\.text) }
    let widths = titles.indices.map { column in texts.map { $0[column].count }.max() ?? 0 }
    let areNumbers = areNumbers
    var lines = texts.map { row in
      var line = ""
      for column in row.indices {
        let blanks = String(repeating: " ", count: widths[column] - row[column].count)
        line += (column > 0 ? "  " : "") + (areNumbers[column] ? blanks + row[column] : row[column] + blanks)
      }
      return line
    }
    lines.insert(widths.map { String(repeating: "-", count: $0) }.joined(separator: "  "), at: 1)
    return lines.map { line in String(line.reversed().drop { $0 == " " }.reversed()) }.joined(separator: "\n")
  }
}
