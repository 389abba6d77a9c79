import Text

/// A text about a picture, taken apart into the numbers that it states, in digits or in words, and what stands between
/// them.
struct StatedText {
  enum Element {
    case number(StatedNumber)
    /// In lower case.
    case word(String)
    case sign(Unicode.Scalar)
  }

  struct Piece {
    var element: Element
    /// Bytes of the text.
    var range: Range<Int>
  }

  private(set) var pieces: [Piece] = []
  private let bytes: [UInt8]

  init(_ text: String, _ comparison: Comparison, _ words: NumberWords?) {
    bytes = Array(text.utf8)
    let line = ScannedLine(text, comparison, isDocumented: false)
    var position = 0
    for number in line.numbers {
      let range = line.origin(of: number.range)
      appendWords(position..<range.lowerBound)
      // The number in a name, as in LeNet-5 and 2D, says nothing about the picture.
      if isPartOfName(range) {
        pieces.append(Piece(element: .word(self.text(in: range)), range: range))
      } else {
        pieces.append(Piece(element: .number(StatedNumber(value: number.value)), range: range))
      }
      position = range.upperBound
    }
    appendWords(position..<bytes.count)
    if let words { joinNumberWords(words) }
    joinFractions()
    joinPercentages()
  }

  func text(in range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The numbers, each with its index among the pieces.
  var numbers: [(index: Int, number: StatedNumber)] {
    pieces.indices.compactMap { index in number(at: index).map { (index, $0) } }
  }

  func number(at index: Int) -> StatedNumber? {
    guard pieces.indices.contains(index), case .number(let number) = pieces[index].element else { return nil }
    return number
  }

  /// A word in lower case, or a sign.
  func word(at index: Int) -> String? {
    guard pieces.indices.contains(index) else { return nil }
    switch pieces[index].element {
    case .word(let word): return word
    case .sign(let sign): return String(sign)
    case .number: return nil
    }
  }

  // MARK: Reading

  private func isPartOfName(_ range: Range<Int>) -> Bool {
    let (start, end) = (range.lowerBound, range.upperBound)
    if start > 1, bytes[start - 1] == UInt8(ascii: "-"), bytes[start - 2].isWord { return true }
    // `2-layer`, `3D`, `4th`
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "-"), bytes[end + 1].isLetter { return true }
    let suffix = String(decoding: bytes[end...].prefix(while: \.isWord), as: UTF8.self)
    return ["D", "d", "st", "nd", "rd", "th"].contains(suffix)
  }

  private mutating func appendWords(_ range: Range<Int>) {
    var offset = range.lowerBound
    var word = ""
    func finish(_ pieces: inout [Piece]) {
      guard !word.isEmpty else { return }
      pieces.append(Piece(element: .word(word.lowercased()), range: offset - word.utf8.count..<offset))
      word = ""
    }
    for scalar in text(in: range).unicodeScalars {
      let length = UTF8.width(scalar)
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "'" || scalar == "’" {
        word.unicodeScalars.append(scalar)
      } else {
        finish(&pieces)
        if !scalar.properties.isWhitespace {
          pieces.append(Piece(element: .sign(scalar), range: offset..<offset + length))
        }
      }
      offset += length
    }
    finish(&pieces)
  }

  /// Puts numbers in the place of the words that name them.
  private mutating func joinNumberWords(_ words: NumberWords) {
    let spelled = pieces.indices.map { word(at: $0) ?? "" }
    var joined: [Piece] = []
    var index = 0
    while index < pieces.count {
      guard let (value, count) = words.number(spelled[index...]), !isCompound(index..<index + count) else {
        joined.append(pieces[index])
        index += 1
        continue
      }
      let range = pieces[index].range.lowerBound..<pieces[index + count - 1].range.upperBound
      var number = StatedNumber(value: .finite(DecimalNumber(value), .integer))
      number.isWord = true
      joined.append(Piece(element: .number(number), range: range))
      index += count
    }
    pieces = joined
  }

  /// Whether a number in words is a part of a longer word, as in `two-layer`, which names a kind of thing.
  private func isCompound(_ range: Range<Int>) -> Bool {
    let isHyphen = { (index: Int) in
      ["-", "‐", "‑"].contains(word(at: index)) && pieces[index].range.lowerBound == pieces[index - 1].range.upperBound
    }
    let after = range.upperBound
    if after + 1 < pieces.count, isHyphen(after), pieces[after + 1].range.lowerBound == pieces[after].range.upperBound {
      return word(at: after + 1).map { NumberWords.denominators[$0] == nil } ?? false
    }
    return range.lowerBound > 1 && isHyphen(range.lowerBound - 1)
      && pieces[range.lowerBound].range.lowerBound == pieces[range.lowerBound - 1].range.upperBound
  }

  /// `1/2`, `two thirds`, `three-quarters`.
  private mutating func joinFractions() {
    var joined: [Piece] = []
    var index = 0
    while index < pieces.count {
      let piece = pieces[index]
      index += 1
      guard var number = number(at: index - 1), number.integer != nil else {
        joined.append(piece)
        continue
      }
      var end = index
      if word(at: index) == "/", let whole = self.number(at: index + 1)?.integer, whole > 0,
        pieces[index].range == piece.range.upperBound..<pieces[index + 1].range.lowerBound
      {
        number.form = .fraction(of: whole)
        end = index + 2
      } else {
        let next = word(at: index) == "-" ? index + 1 : index
        if let word = word(at: next), let whole = NumberWords.denominators[word] {
          number.form = .fraction(of: whole)
          end = next + 1
        }
      }
      joined.append(
        Piece(element: .number(number), range: piece.range.lowerBound..<pieces[end - 1].range.upperBound))
      index = end
    }
    pieces = joined
  }

  private mutating func joinPercentages() {
    var joined: [Piece] = []
    for index in pieces.indices {
      let word = word(at: index)
      let isPercent = word == "%" || word.map(NumberWords.percent.contains) == true
      if isPercent, let last = joined.last, case .number(var number) = last.element, number.form == .plain {
        number.form = .percentage
        joined[joined.count - 1] = Piece(
          element: .number(number), range: last.range.lowerBound..<pieces[index].range.upperBound)
      } else {
        joined.append(pieces[index])
      }
    }
    pieces = joined
  }
}

/// A number as a text about a picture states it.
struct StatedNumber {
  enum Form: Hashable {
    case plain
    case percentage
    /// That many of the parts into which one is divided.
    case fraction(of: Int)
  }

  var value: PrintedNumber
  var form = Form.plain
  /// Whether it is written in words.
  var isWord = false

  /// Its value where it is written as an integer that is not large beyond sense.
  var integer: Int? {
    guard case .finite(let number, .integer) = value else { return nil }
    return Int(number.description)
  }
}
