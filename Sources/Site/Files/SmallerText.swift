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

  /// A script without lines that are comments, but for those at its start, and without indentation. It has no text of several lines.
  static func ofScript(_ bytes: [UInt8]) -> [UInt8] {
    var isStart = true
    return lines(of: String(decoding: bytes, as: UTF8.self)) { line in
      let isComment = line.hasPrefix("//")
      isStart = isStart && isComment
      return isStart || !isComment
    }
  }

  private static func lines(of text: String, where isKept: (Substring) -> Bool) -> [UInt8] {
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty && isKept($0) }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}
