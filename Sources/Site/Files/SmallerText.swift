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

  /// A script without comments, but for those at its start, and without blanks that part nothing.
  static func ofScript(_ bytes: [UInt8]) -> [UInt8] {
    var scan = ScriptScan(bytes)
    var script: [UInt8] = []
    var last: ArraySlice<UInt8> = []
    while let piece = scan.next() {
      let text = piece.text
      if piece.isComment {
        if script.isEmpty { script += text + [UInt8(ascii: "\n")] }
        continue
      }
      if let before = last.last, let first = text.first, piece.isBehindBlank {
        if piece.isBehindNewline, !goesOn(before, first) {
          script.append(UInt8(ascii: "\n"))
        } else if ScriptScan.isWord(before) && ScriptScan.isWord(first) || before == first && "+-/".utf8.contains(first)
        {
          script.append(UInt8(ascii: " "))
        }
      }
      if text.elementsEqual("}".utf8), last.elementsEqual(";".utf8) { script.removeLast() }
      script += text
      last = text
    }
    return script + [UInt8(ascii: "\n")]
  }

  /// Whether a line that ends so cannot end there, or one that begins so goes on with what is before.
  private static func goesOn(_ end: UInt8, _ start: UInt8) -> Bool {
    "{,;(=?:&|[".utf8.contains(end) || ".)];}?:&|=,".utf8.contains(start)
  }

  private static func lines(of text: String, where isKept: (Substring) -> Bool) -> [UInt8] {
    let lines = text.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty && isKept($0) }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }
}
