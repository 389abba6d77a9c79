import CZlib

/// The text of a PDF file as Chromium writes it: glyphs of fonts that each say which characters they stand for.
struct PrintedText {
  /// Of each page, in the order in which it is drawn, without blanks.
  private(set) var pages: [String] = []

  var text: String { pages.joined() }

  init(_ file: [UInt8]) {
    var objects: [Int: (dictionary: Substring, stream: String)] = [:]
    // Bytes as characters, so that offsets in the text are those in the file.
    let file = String(String.UnicodeScalarView(file.map { Unicode.Scalar($0) }))
    for object in file.matches(of: /(?s)(\d+) 0 obj\n(.*?)endobj/) {
      let body = object.2
      var stream = ""
      var dictionary = body
      if let start = body.firstRange(of: "stream\n"), let end = body.firstRange(of: "\nendstream") {
        dictionary = body[..<start.lowerBound]
        stream = Self.inflated(body[start.upperBound..<end.lowerBound])
      }
      objects[Int(object.1) ?? 0] = (dictionary, stream)
    }
    var characters: [Substring: [Int: Unicode.Scalar]] = [:]
    for (dictionary, _) in objects.values {
      for font in dictionary.matches(of: /\/(F\d+) (\d+) 0 R/) {
        guard let map = Int(font.2).flatMap({ objects[$0] })?.dictionary.firstMatch(of: /\/ToUnicode (\d+) 0 R/),
          let table = Int(map.1).flatMap({ objects[$0] })
        else { continue }
        characters[font.1] = Self.characters(table.stream)
      }
    }
    for number in objects.keys.sorted() {
      guard let page = objects[number]?.dictionary, page.contains(/\/Type \/Page\n/),
        let content = page.firstMatch(of: /\/Contents (\d+) 0 R/).flatMap({ Int($0.1) })
      else { continue }
      pages.append(Self.text(objects[content]?.stream ?? "", characters))
    }
  }

  /// What a stream draws: glyphs between brackets, of the font that was named last.
  private static func text(_ stream: String, _ characters: [Substring: [Int: Unicode.Scalar]]) -> String {
    var text = ""
    var font = Substring()
    for part in stream.matches(of: /\/(F\d+) [-.\d]+ Tf|<([0-9A-F]+)>/) {
      if let name = part.1 { font = name }
      for glyph in numbers(part.2 ?? "") {
        if let character = characters[font]?[glyph], !character.properties.isWhitespace {
          text.unicodeScalars.append(character)
        }
      }
    }
    return text
  }

  /// A table of characters by glyph: single ones, and ranges that rise together.
  private static func characters(_ table: String) -> [Int: Unicode.Scalar] {
    var characters: [Int: Unicode.Scalar] = [:]
    for line in table.split(separator: "\n") {
      let numbers = line.matches(of: /<([0-9A-F]{4})>/).compactMap { Int($0.1, radix: 16) }
      guard line.hasPrefix("<"), numbers.count > 1 else { continue }
      let (first, last) = (numbers[0], numbers.count == 3 ? numbers[1] : numbers[0])
      guard first <= last, let character = numbers.last else { continue }
      for glyph in first...last { characters[glyph] = Unicode.Scalar(UInt32(character + glyph - first)) }
    }
    return characters
  }

  /// Glyphs are numbers of four hexadecimal digits.
  private static func numbers(_ digits: Substring) -> [Int] {
    digits.matches(of: /.{4}/).compactMap { Int($0.0, radix: 16) }
  }

  /// What a stream holds; nothing of one that is not compressed as text is.
  private static func inflated(_ stream: Substring) -> String {
    let bytes = stream.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    var result = [UInt8](repeating: 0, count: 64 * bytes.count + 1024)
    var count = uLong(result.count)
    guard uncompress(&result, &count, bytes, uLong(bytes.count)) == Z_OK else { return "" }
    return String(String.UnicodeScalarView(result[..<Int(count)].map { Unicode.Scalar($0) }))
  }
}
