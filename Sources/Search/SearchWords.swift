import Foundation

/// The words of a text as they are searched for: in small letters, without accents, names in code also by their parts.
///
/// `search.js` cuts and folds in the same way what a reader types.
enum SearchWords {
  /// - Parameter body: is given each word, and whether it is but a part of one that it has been given.
  static func each(in text: String, _ body: (String, _ isPart: Bool) -> Void) {
    var text = text
    let isASCII = text.withUTF8 { bytes in
      guard bytes.allSatisfy({ $0 < 0x80 }) else { return false }
      WordScanner(text: ASCIIText(bytes: bytes)).scan { emit($0, body) }
      return true
    }
    guard !isASCII else { return }
    WordScanner(text: ScalarText(scalars: Array(text.unicodeScalars))).scan { emit($0, body) }
  }

  private static func emit(_ word: String, _ body: (String, Bool) -> Void) {
    let folded = fold(word)
    if folded.utf8.allSatisfy({ $0 < 0x80 }) {
      body(folded, false)
    } else {
      cut(folded) { body($0, false) }
    }
    for part in parts(of: word) { body(fold(part), true) }
  }

  /// Text of scripts that put no blanks between words: each two signs that follow each other are a word, and so is the last sign. What
  /// stands beside it is a word as it is.
  private static func cut(_ word: String, _ body: (String) -> Void) {
    var run = [Unicode.Scalar]()
    var other = String.UnicodeScalarView()
    func endRun() {
      for (a, b) in zip(run, run.dropFirst()) { body(String(String.UnicodeScalarView([a, b]))) }
      if let last = run.last { body(String(last)) }
      run = []
    }
    func endOther() {
      if !other.isEmpty { body(String(other)) }
      other = .init()
    }
    for scalar in word.unicodeScalars {
      if hasNoBlanks(scalar) {
        endOther()
        run.append(scalar)
      } else {
        endRun()
        other.append(scalar)
      }
    }
    endRun()
    endOther()
  }

  private static func hasNoBlanks(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF, 0x3040...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }

  /// Names of more parts are found by what begins with no later one: further on hardly anybody searches.
  private static let mostParts = 8

  /// `max` and `Pooling` of `maxPooling`, and `crossEntropy` of `softmaxCrossEntropy`: each part and what begins with one, so that a
  /// name is found by whatever a part of it begins with. Nothing of a name that has no parts.
  static func parts(of word: String) -> [String] {
    // Most words are small letters behind the first.
    guard !word.utf8.dropFirst().allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "_") && !(0x41...0x5A).contains($0) })
    else {
      return []
    }
    let scalars = Array(word.unicodeScalars)
    var parts = [String.UnicodeScalarView()]
    var starts = [0]
    for (index, scalar) in scalars.enumerated() {
      if scalar == "_" {
        parts.append(.init())
        starts.append(index + 1)
        continue
      }
      if index > 0, scalar.isUpper {
        let before = scalars[index - 1]
        let isNext = index + 1 < scalars.count && scalars[index + 1].isLower
        if before.isLower || before.isNumber || before.isUpper && isNext {
          parts.append(.init())
          starts.append(index)
        }
      }
      parts[parts.count - 1].append(scalar)
    }
    let indices = parts.indices.filter { !parts[$0].isEmpty }
    guard indices.count > 1 else { return [] }
    let ends = indices.dropFirst().dropLast().prefix(mostParts).map { index in
      String(String.UnicodeScalarView(scalars[starts[index]...]))
    }
    return indices.filter { parts[$0].count > 1 }.map { String(parts[$0]) } + ends
  }

  /// Small letters without accents.
  static func fold(_ word: String) -> String {
    let lower = word.lowercased()
    guard !lower.utf8.allSatisfy({ $0 < 0x80 }) else { return lower }
    var kept = String.UnicodeScalarView()
    for scalar in lower.decomposedStringWithCompatibilityMapping.unicodeScalars where !isAccent(scalar) {
      kept.append(scalar)
    }
    var folded = ""
    for scalar in String(kept).precomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
      switch scalar {
      case "ß": folded += "ss"
      case "æ": folded += "ae"
      case "œ": folded += "oe"
      case "ø": folded += "o"
      case "ł": folded += "l"
      case "đ": folded += "d"
      default: folded.unicodeScalars.append(scalar)
      }
    }
    return folded
  }

  private static func isAccent(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0300...0x036F, 0x0591...0x05C7, 0x064B...0x065F, 0x0670: true
    default: false
    }
  }
}

/// What words are found in.
private protocol ScannedText {
  var count: Int { get }
  func scalar(_ index: Int) -> Unicode.Scalar
  func text(_ range: Range<Int>) -> String
}

private struct ASCIIText: ScannedText {
  let bytes: UnsafeBufferPointer<UInt8>

  var count: Int { bytes.count }
  func scalar(_ index: Int) -> Unicode.Scalar { Unicode.Scalar(bytes[index]) }
  func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
}

private struct ScalarText: ScannedText {
  let scalars: [Unicode.Scalar]

  var count: Int { scalars.count }
  func scalar(_ index: Int) -> Unicode.Scalar { scalars[index] }
  func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(scalars[range])) }
}

/// Finds where words begin and end, and numbers, whose digits may be grouped.
private struct WordScanner<Text: ScannedText> {
  let text: Text

  func scan(_ body: (String) -> Void) {
    var position = 0
    while position < text.count {
      guard text.scalar(position).isWord else {
        position += 1
        continue
      }
      let run = self.run(from: position)
      var word = text.text(position..<run.end)
      let length = run.end - position
      position = run.end
      if run.isNumber { extend(&word, length, &position) }
      body(word)
    }
  }

  private func run(from start: Int) -> (end: Int, isNumber: Bool) {
    var end = start
    var isNumber = true
    while end < text.count, text.scalar(end).isWord {
      isNumber = isNumber && text.scalar(end).isDigit
      end += 1
    }
    return (end, isNumber)
  }

  /// Takes groups of three digits, and decimal places.
  private func extend(_ word: inout String, _ length: Int, _ position: inout Int) {
    if length <= 3 {
      while position < text.count, ",'\u{2019}\u{2009}\u{202F}".unicodeScalars.contains(text.scalar(position)) {
        let group = run(from: position + 1)
        guard group.isNumber, group.end == position + 4 else { break }
        word += text.text(position + 1..<group.end)
        position = group.end
      }
    }
    while position < text.count, text.scalar(position) == "." {
      let places = run(from: position + 1)
      guard places.isNumber, places.end > position + 1 else { break }
      word += text.text(position..<places.end)
      position = places.end
    }
  }
}

extension Unicode.Scalar {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(value) }

  fileprivate var isWord: Bool {
    if value < 0x80 { return isDigit || (0x61...0x7A).contains(value) || (0x41...0x5A).contains(value) || self == "_" }
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
      .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  fileprivate var isUpper: Bool {
    value < 0x80 ? (0x41...0x5A).contains(value) : properties.generalCategory == .uppercaseLetter
  }
  fileprivate var isLower: Bool {
    value < 0x80 ? (0x61...0x7A).contains(value) : properties.generalCategory == .lowercaseLetter
  }
  fileprivate var isNumber: Bool {
    if value < 0x80 { return isDigit }
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: return true
    default: return false
    }
  }
}
