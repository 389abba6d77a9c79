/// A table that a cell gave. How it is printed stands beside it (`Output`): a line of titles, one of dashes, and one for each row.
package struct TableValue: Sendable, Hashable {
  /// The expression that gave it where that is a name.
  package var name: String?
  package var titles: [String]
  /// As many entries as there are titles in each.
  package var rows: [[Entry]]

  package struct Entry: Sendable, Hashable {
    /// What `print` gives.
    package var text: String
    package var isNumber: Bool

    package init(_ text: String, isNumber: Bool) {
      self.text = text
      self.isNumber = isNumber
    }
  }

  /// A table of more is its text alone.
  package static let mostEntries = 1_000

  package init(name: String? = nil, titles: [String], rows: [[Entry]]) {
    self.name = name
    self.titles = titles
    self.rows = rows
  }

  /// The lines of its text, of which the words agree, in which one stands in another column: what blanks do not say where nothing is
  /// empty. The dashes below the titles say where the columns are.
  package func displacedLines(in lines: [String]) -> [Int] {
    guard lines.count == rows.count + 2 else { return [] }
    let columns = TextWords.places(in: lines[1][...])
    guard columns.count == titles.count else { return [] }
    return rows.indices.filter { row in
      let owners = rows[row].enumerated().flatMap { column, entry in
        TextWords.words(of: entry.text[...]).map { _ in column }
      }
      let places = TextWords.places(in: lines[row + 2][...])
      guard Set(owners).count < titles.count, owners.count == places.count else { return false }
      return zip(places, owners).contains { !columns[$1].overlaps($0) }
    }.map { $0 + 2 }
  }

  /// Whether each column holds numbers alone.
  package var areNumbers: [Bool] {
    titles.indices.map { column in !rows.isEmpty && rows.allSatisfy { $0[column].isNumber } }
  }

  /// The titles, and the entries of each row, as its text has them, fresh or documented: nil where lines or words are left out there.
  /// Blanks may be others than it was printed with.
  package func entries(in text: String) -> [[String]]? {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.count == rows.count + 2 else { return nil }
    // Below the titles stand dashes.
    lines.remove(at: 1)
    var result: [[String]] = []
    for (line, own) in zip(lines, [titles] + rows.map { $0.map(\.text) }) {
      var words = TextWords.words(of: line)[...]
      let counts = own.map { TextWords.words(of: $0[...]).count }
      guard counts.reduce(0, +) == words.count else { return nil }
      result.append(
        counts.map { count in
          defer { words = words.dropFirst(count) }
          return words.prefix(count).joined(separator: " ")
        })
    }
    return result
  }
}

extension TableValue: Codable {}
extension TableValue.Entry: Codable {}

// MARK: From a cell host

extension WireWriter {
  mutating func write(_ table: TableValue) {
    write(table.name)
    write(table.titles) { $0.write($1) }
    write(table.rows) { writer, row in
      writer.write(row) {
        $0.write($1.text)
        $0.write($1.isNumber)
      }
    }
  }
}

extension WireReader {
  mutating func table() throws(Malformed) -> TableValue {
    let name = try optionalText()
    let titles = try array { (reader) throws(Malformed) in try reader.text() }
    let rows = try array { (reader) throws(Malformed) in
      try reader.array { (reader) throws(Malformed) in
        TableValue.Entry(try reader.text(), isNumber: try reader.bool())
      }
    }
    guard rows.allSatisfy({ $0.count == titles.count }) else { throw Malformed() }
    return TableValue(name: name, titles: titles, rows: rows)
  }
}
