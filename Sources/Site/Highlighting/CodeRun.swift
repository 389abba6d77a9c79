/// The classes of the style sheet.
enum CodeStyle: String {
  case plain = ""
  case keyword = "k"
  case type = "t"
  case string = "s"
  case number = "n"
  case function = "f"
  case comment = "c"
}

/// Bytes of one style. This is what the cache holds, and no HTML: whatever an entry says, the page shows the code.
struct CodeRun {
  var count: Int
  var style: CodeStyle

  static func entry(_ runs: [CodeRun]) -> [UInt8] {
    Array(runs.map { "\($0.count) \($0.style.rawValue)" }.joined(separator: "\n").utf8)
  }

  /// Nil where the entry is not for a code of so many bytes.
  static func read(_ entry: [UInt8], count: Int) -> [CodeRun]? {
    var runs = [CodeRun]()
    var rest = count
    for line in entry.split(separator: UInt8(ascii: "\n")) {
      let parts = String(decoding: line, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 2, let length = Int(parts[0]), (0...rest).contains(length),
        let style = CodeStyle(rawValue: String(parts[1]))
      else { return nil }
      rest -= length
      runs.append(CodeRun(count: length, style: style))
    }
    return rest == 0 ? runs : nil
  }

  /// The HTML of a code, which is of these runs.
  ///
  /// - Parameter links: in the order of their bytes.
  static func html(_ code: String, _ runs: [CodeRun], links: [CodeLink] = []) -> String {
    let bytes = Array(code.utf8)
    var links = links[...]
    var html = ""
    var position = 0
    for run in runs where run.count > 0 {
      html += run.html(bytes[position..<position + run.count], &links)
      position += run.count
    }
    return html
  }

  /// That of each of its lines, without the ends of lines.
  ///
  /// - Parameters:
  ///   - ends: where a line ends before its bytes do, by its number from 0.
  ///   - links: in the order of their bytes.
  static func lines(
    _ code: String, _ runs: [CodeRun], ends: [Int: Int] = [:], links: [CodeLink] = []
  ) -> [String] {
    let bytes = Array(code.utf8)
    var links = links[...]
    var lines = [""]
    var position = 0
    var column = 0
    for run in runs where run.count > 0 {
      let parts = bytes[position..<position + run.count]
        .split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 {
          lines.append("")
          column = 0
        }
        let end = ends[lines.count - 1] ?? .max
        let shown = part.prefix(max(0, end - column))
        if !shown.isEmpty { lines[lines.count - 1] += run.html(shown, &links) }
        column += part.count
      }
      position += run.count
    }
    return lines
  }

  /// - Parameter links: those from here on.
  private func html(_ bytes: ArraySlice<UInt8>, _ links: inout ArraySlice<CodeLink>) -> String {
    func text(_ bytes: ArraySlice<UInt8>) -> String { VisibleText.html(String(decoding: bytes, as: UTF8.self)) }
    var html = ""
    var position = bytes.startIndex
    while let link = links.first, link.range.lowerBound < bytes.endIndex {
      links.removeFirst()
      guard link.range.lowerBound >= position, link.range.upperBound <= bytes.endIndex else { continue }
      html += text(bytes[position..<link.range.lowerBound])
      let name = text(bytes[link.range])
      // The whole run needs no element of its own.
      if link.range == bytes.indices, style != .plain {
        return "<a class=\"\(style.rawValue)\"" + link.attributes + ">\(name)</a>"
      }
      html += "<a\(link.attributes)>\(name)</a>"
      position = link.range.upperBound
    }
    html += text(bytes[position...])
    return style == .plain ? html : "<span class=\"\(style.rawValue)\">\(html)</span>"
  }
}
