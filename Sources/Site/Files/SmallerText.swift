/// Style sheets and scripts of the theme as a site has them, without what only their authors read.
enum SmallerText {
  /// A style sheet without comments, but for one at its start, and without indentation.
  static func ofStyle(_ bytes: [UInt8]) -> [UInt8] {
    var text = String(decoding: bytes, as: UTF8.self)
    var from = text.startIndex
    while let start = text[from...].firstRange(of: "/*")?.lowerBound,
      let end = text[start...].firstRange(of: "*/")?.upperBound
    {
      if start == text.startIndex {
        from = end
      } else {
        text.removeSubrange(start..<end)
        from = start
      }
    }
    return lines(of: text) { _ in true }
  }

  /// A script without lines that are comments, but for those at its start, and without most of its blanks. It has no text of several lines.
  static func ofScript(_ bytes: [UInt8]) -> [UInt8] {
    var isStart = true
    let lines = lines(of: String(decoding: bytes, as: UTF8.self)) { line in
      let isComment = line.hasPrefix("//")
      isStart = isStart && isComment
      return isStart || !isComment
    }
    var script: [UInt8] = []
    var last: ArraySlice<UInt8>?
    for line in lines.split(separator: UInt8(ascii: "\n")) {
      // A line goes on where it cannot end, or the next cannot begin; but not from a comment.
      let goesOn =
        last.map { last in
          !last.contains(UInt8(ascii: "/"))
            && ("{,;(".utf8.contains(last.last ?? 0) || ".)]".utf8.contains(line.first ?? 0))
        } ?? true
      if !goesOn { script.append(UInt8(ascii: "\n")) }
      script += line.contains { unclear.contains($0) } ? Array(line) : codeWithoutBlanks(line)
      last = line
    }
    return script + [UInt8(ascii: "\n")]
  }

  /// What may begin a text, a pattern or a comment, within which blanks count.
  private static let unclear = Array("'`/\\".utf8)
  /// What parts words as a blank does; but `a - -b` has a blank that counts.
  private static let signs = Array("{}()[];,<>=!?:&|*%^~+-".utf8)
  private static let doubled = Array("+-".utf8)

  /// A line of a script in which only `"` begins texts, without blanks beside signs.
  private static func codeWithoutBlanks(_ line: ArraySlice<UInt8>) -> [UInt8] {
    guard line.count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 0 else { return Array(line) }
    var result: [UInt8] = []
    var isText = false
    for (index, byte) in zip(line.indices, line) {
      if byte == UInt8(ascii: "\"") { isText.toggle() }
      let (last, next) = (result.last ?? 0, index + 1 < line.endIndex ? line[index + 1] : 0)
      if !isText, byte == UInt8(ascii: " "), signs.contains(next) || signs.contains(last),
        !doubled.contains(next) || !doubled.contains(last)
      {
        continue
      }
      result.append(byte)
    }
    return result
  }

  private static func lines(of text: String, where isKept: (Substring) -> Bool) -> [UInt8] {
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty && isKept($0) }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}
