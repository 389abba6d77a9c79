import Book
import Text

/// A drift or an error as the template of the page asks for it.
struct DriftItem {
  let diagnostic: Diagnostic
  /// What makes the ids of its pictures unique on the page.
  let prefix: String

  init(_ diagnostic: Diagnostic, prefix: String) {
    self.diagnostic = diagnostic
    self.prefix = prefix
  }

  var values: [String: Any] {
    var values: [String: Any] = [
      "severity": diagnostic.severity.rawValue, "summary": VisibleText.html(diagnostic.summary),
      "notes": notes,
    ]
    let isPair = !diagnostic.differences.isEmpty
    let lines = isPair ? differences : sourceLine
    values["hasLines"] = !lines.isEmpty
    values["isPair"] = isPair
    values["linesLabel"] = isPair ? "Lines that differ" : "The line of the chapter"
    values["lines"] = lines
    if let location = diagnostic.location {
      values["location"] = "\(location.file):\(location.start.line):\(location.start.column)"
    }
    if diagnostic.furtherDifferences > 0 { values["further"] = counted(diagnostic.furtherDifferences, "further line") }
    if let picture = diagnostic.picture { values["pictures"] = ["sides": sides(of: picture)] }
    if let explanation = diagnostic.explanation { values["explanation"] = VisibleText.html(explanation) }
    return values
  }

  private var notes: [String] {
    diagnostic.notes.map { note in
      let position = note.location.map { "\($0.file):\($0.start.line):\($0.start.column): " } ?? ""
      return VisibleText.html(position + note.text)
    }
  }

  // MARK: Lines

  private var differences: [[String: Any]] {
    diagnostic.differences.map { difference in
      [
        "line": difference.line.map { "\($0)" } ?? "",
        "documented": cell(difference.documented, "documented", difference.parts.map(\.documented)),
        "fresh": cell(
          difference.fresh, "fresh", difference.parts.map(\.fresh), by: difference.parts.compactMap(\.movement)),
      ]
    }
  }

  /// What has nothing documented beside something fresh shows the line of the chapter that it is about.
  private var sourceLine: [[String: Any]] {
    guard diagnostic.picture == nil, let location = diagnostic.location,
      !location.sourceLine.isEmpty
    else { return [] }
    let start = location.start.column - 1 - location.bytesBefore
    let end =
      location.end.line == location.start.line
      ? location.end.column - 1 - location.bytesBefore : location.sourceLine.utf8.count
    let text = marked(location.sourceLine, [start..<max(start, end)])
    return [
      [
        "line": "\(location.start.line)",
        "documented": "<span class=\"line source\" role=\"cell\">\(text)</span>", "fresh": "",
      ]
    ]
  }

  private func cell(_ text: String?, _ side: String, _ parts: [Range<Int>], by movements: [String] = []) -> String {
    guard let text else { return "<span class=\"line none\" role=\"cell\" data-side=\"\(side)\">nothing</span>" }
    let change =
      movements.isEmpty ? "" : " <span class=\"by\">\(VisibleText.html(movements.joined(separator: ", ")))</span>"
    return "<span class=\"line \(side)\" role=\"cell\" data-side=\"\(side)\">\(marked(text, parts))\(change)</span>"
  }

  /// A line in which parts are marked.
  private func marked(_ text: String, _ parts: [Range<Int>]) -> String {
    let bytes = Array(text.utf8)
    var html = ""
    var position = 0
    func append(to end: Int) {
      guard end > position else { return }
      html += VisibleText.html(String(decoding: bytes[position..<end], as: UTF8.self))
      position = end
    }
    for part in parts.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      let part = part.clamped(to: position..<bytes.count)
      guard !part.isEmpty else { continue }
      append(to: part.lowerBound)
      html += "<mark>"
      append(to: part.upperBound)
      html += "</mark>"
    }
    append(to: bytes.count)
    return html
  }

  // MARK: Pictures

  private func sides(of picture: Diagnostic.Picture) -> [[String: Any]] {
    [("documented", picture.documented), ("fresh", picture.fresh)].compactMap { side, drawing in
      drawing.map { drawing in
        let picture = InlinePicture(svg: drawing.svg, description: drawing.description, prefix: "\(prefix)\(side)-")
        return ["side": side, "picture": picture.framed()]
      }
    }
  }
}
