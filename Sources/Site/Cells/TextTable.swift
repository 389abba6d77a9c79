import Outputs

/// The text of a table, laid out in its columns.
///
/// The text is what the chapter documents: the table has its words and digits, and nothing of the run.
package struct TextTable: Sendable, Hashable {
  /// The titles, and the entries of each row.
  package var titles: [String]
  package var rows: [[String]]
  /// Whether each column holds numbers alone, which stand to the right.
  package var areNumbers: [Bool]

  /// Nil where the text leaves something out, or there are no columns: it is then shown as it stands.
  package init?(_ text: String, of table: TableValue) {
    guard !table.titles.isEmpty, let entries = table.entries(in: text) else { return nil }
    titles = entries[0]
    rows = Array(entries.dropFirst())
    areNumbers = table.areNumbers
  }

  /// The same look as a table of the prose.
  ///
  /// - Parameter name: what it is called, for those who hear the page.
  func html(name: String) -> String {
    "<div class=\"table\" role=\"region\" tabindex=\"0\" aria-label=\"\(VisibleText.html(name))\">\n\(table())</div>\n"
  }

  /// The table alone, without a name for anything.
  package func table() -> String {
    var html = "<table><thead>\n\(row(titles, "th", " scope=\"col\""))</thead><tbody>\n"
    for entries in rows { html += row(entries.map(MinusSign.set), "td") }
    return html + "</tbody></table>\n"
  }

  private func row(_ entries: [String], _ element: String, _ attribute: String = "") -> String {
    let cells = zip(entries, areNumbers).map { entry, isNumber in
      "<\(element)\(attribute)\(isNumber ? " class=\"right\"" : "")>\(VisibleText.html(entry))</\(element)>"
    }
    return "<tr>\(cells.joined())</tr>\n"
  }

  /// A table of GitHub's Markdown.
  package var markdown: String {
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let rule = areNumbers.map { $0 ? "--:" : "---" }
    return ([titles, rule] + rows).enumerated().map { index, cells in
      line(index == 1 ? cells : cells.map(Self.escaped))
    }.joined(separator: "\n")
  }

  /// A text in a cell of Markdown, where nothing in it is syntax.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      if "\\|`*_[]<>#&~$!".contains(character) { result += "\\" }
      result.append(character)
    }
  }
}
