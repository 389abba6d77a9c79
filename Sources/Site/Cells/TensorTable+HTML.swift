extension TensorTable {
  /// The values on a diverging colour scale that ends at the largest magnitude, with name and shape beneath.
  ///
  /// An entry says how far along the scale it is (`--v`, in hundredths); the style sheet owns the colours.
  func html(name: String?) -> String {
    let largest = largest
    let size = shape.map(String.init).joined(separator: " × ")
    let caption = name.map { "\(VisibleText.html($0)) · \(size)" } ?? size
    // How many letters stand beside each other says the style sheet how small the table has to be on paper.
    let letters = rows[0].indices.reduce(0) { sum, column in sum + (rows.map { $0[column].text.count }.max() ?? 0) }
    let style = letters + rows[0].count > 120 ? "tensor wide" : "tensor"
    var html = "<div class=\"\(style)\" style=\"--columns:\(rows[0].count);--letters:\(letters)\">"
    html += "<table><caption>\(caption)</caption><tbody>\n"
    for row in rows {
      html += "<tr>"
      for entry in row { html += Self.html(entry, largest: largest) }
      html += "</tr>\n"
    }
    return html + "</tbody></table></div>\n"
  }

  private static func html(_ entry: Entry, largest: Double) -> String {
    let content = VisibleText.html(MinusSign.set(in: entry.text))
    guard entry.value.isFinite else { return "<td class=\"none\">\(content)</td>" }
    let hundredths = largest > 0 ? Int((abs(entry.value) / largest * 100).rounded()) : 0
    guard hundredths > 0 else { return "<td>\(content)</td>" }
    let fraction = hundredths == 100 ? "1" : hundredths < 10 ? ".0\(hundredths)" : ".\(hundredths)"
    return "<td class=\"\(entry.value < 0 ? "minus" : "plus")\" style=\"--v:\(fraction)\">\(content)</td>"
  }
}
