import Text

/// Takes a text apart into numbers, words and signs, and puts together what makes one number: words, powers, magnitudes,
/// fractions, percentages.
struct StatedPieces {
  typealias Piece = StatedText.Piece

  private(set) var pieces: [Piece] = []
  private let bytes: [UInt8]
  private let words: NumberWords?

  /// - Parameter bytes: a text with plain numerals, whose bytes the ranges are.
  init(_ bytes: [UInt8], _ comparison: Comparison, _ words: NumberWords?) {
    self.bytes = bytes
    self.words = words
    let line = ScannedLine(bytes, syntax: comparison.syntax, hasEllipses: false, groupsDigits: comparison.groupsDigits)
    var position = 0
    for number in line.numbers {
      let range = line.origin(of: number.range)
      appendWords(position..<range.lowerBound)
      // The number in a name, as in LeNet-5 and 2D, says nothing about the picture.
      if isPartOfName(range, after: position) {
        pieces.append(Piece(element: .word(text(in: range)), range: range))
      } else {
        pieces.append(Piece(element: .number(StatedNumber(value: number.value)), range: range))
      }
      position = range.upperBound
    }
    appendWords(position..<bytes.count)
    join(numberInWords)
    join(power)
    join(magnitude)
    join(fraction)
    join(mixedNumber)
    join(negative)
    join(percentage)
  }

  private func text(in range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  private func number(at index: Int) -> StatedNumber? {
    guard pieces.indices.contains(index), case .number(let number) = pieces[index].element else { return nil }
    return number
  }

  private func word(at index: Int) -> String? { pieces.indices.contains(index) ? pieces[index].element.word : nil }

  /// Whether a piece follows the one before it with nothing between them.
  private func isAdjacent(_ index: Int) -> Bool {
    pieces.indices.contains(index) && index > 0
      && pieces[index].range.lowerBound == pieces[index - 1].range.upperBound
  }

  private static let hyphens: Set = ["-", "\u{2010}", "\u{2011}"]

  // MARK: Reading

  /// - Parameter previous: where the number before it ends.
  private func isPartOfName(_ range: Range<Int>, after previous: Int) -> Bool {
    let (start, end) = (range.lowerBound, range.upperBound)
    if start > 1, bytes[start - 1] == UInt8(ascii: "-"), bytes[start - 2].isWord {
      // In `2-7` it parts two numbers.
      guard previous == start - 1, case .number? = pieces.dropLast().last?.element else { return true }
    }
    // `x²`, but not `10²`
    if start > 0, bytes[start - 1] == UInt8(ascii: "^") { return previous != start - 1 || start == 1 }
    // `3-dimensional`, `3D`, `4th`
    if end + 1 < bytes.count, bytes[end] == UInt8(ascii: "-"), bytes[end + 1].isLetter {
      return NumberWords.kinds.contains(text(in: end + 1..<bytes.count).prefix { $0.isLetter }.lowercased())
    }
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

  // MARK: Joining

  /// Puts one number in the place of the pieces that make it.
  ///
  /// - Parameter read: the number that some pieces from an index on make, and the index after them.
  private mutating func join(_ read: (Int) -> (number: StatedNumber, end: Int)?) {
    var joined: [Piece] = []
    joined.reserveCapacity(pieces.count)
    var index = 0
    while index < pieces.count {
      guard let (number, end) = read(index) else {
        joined.append(pieces[index])
        index += 1
        continue
      }
      let range = pieces[index].range.lowerBound..<pieces[end - 1].range.upperBound
      joined.append(Piece(element: .number(number), range: range))
      index = end
    }
    pieces = joined
  }

  /// `twenty-three`
  private func numberInWords(_ index: Int) -> (StatedNumber, Int)? {
    // No number in words has more.
    let spelled = pieces[index...].prefix(40).map { piece in
      piece.element.word.map { Self.hyphens.contains($0) ? "-" : $0 } ?? ""
    }
    guard let words, let (value, count) = words.number(spelled[...]), !isCompound(index..<index + count) else {
      return nil
    }
    return (StatedNumber(value: value), index + count)
  }

  /// Whether a number in words is a part of a longer word that names a kind of thing, as in `two-dimensional`, `zero-padded`
  /// and `LeNet-five`.
  private func isCompound(_ range: Range<Int>) -> Bool {
    let isHyphen = { (index: Int) in word(at: index).map(Self.hyphens.contains) == true && isAdjacent(index) }
    let after = range.upperBound
    if isHyphen(after), isAdjacent(after + 1) {
      guard let word = word(at: after + 1) else { return false }
      if NumberWords.kinds.contains(word) || range.count == 1 && self.word(at: range.lowerBound) == "zero" {
        return true
      }
    }
    return range.lowerBound > 1 && isHyphen(range.lowerBound - 1) && isAdjacent(range.lowerBound)
      && word(at: range.lowerBound - 2).map(NumberWords.joints.contains) != true
  }

  /// `10⁴`, `1.5 × 10⁻³`
  private func power(_ index: Int) -> (StatedNumber, Int)? {
    guard let first = number(at: index) else { return nil }
    if let (exponent, end) = exponent(after: index) {
      return first.value.raised(to: exponent).map { (StatedNumber(value: $0), end) }
    }
    guard let sign = word(at: index + 1), ["×", "x", "·", "*"].contains(sign), number(at: index + 2)?.integer == 10,
      let (exponent, end) = exponent(after: index + 2), case .finite(let mantissa, _) = first.value
    else { return nil }
    if exponent >= 0, let ten = PrintedNumber(10).raised(to: exponent)?.integer, let product = first.value.times(ten) {
      return (StatedNumber(value: product), end)
    }
    return (StatedNumber(value: .finite(mantissa.shifted(by: exponent), .scientific)), end)
  }

  private func exponent(after index: Int) -> (exponent: Int, end: Int)? {
    guard word(at: index + 1) == "^", isAdjacent(index + 1), isAdjacent(index + 2),
      let exponent = number(at: index + 2)?.integer, exponent.magnitude <= NumberScan.greatestExponent
    else { return nil }
    return (exponent, index + 3)
  }

  /// `2 million`, `1.5 million`, `60k`
  private func magnitude(_ index: Int) -> (StatedNumber, Int)? {
    guard var number = number(at: index) else { return nil }
    var end = index + 1
    if isAdjacent(end), case .word = pieces[end].element,
      let factor = NumberWords.suffixes[text(in: pieces[end].range)],
      let value = number.value.times(factor)
    {
      number.value = value
      end += 1
    }
    // `two hundred thousand million` is the longest that anybody writes.
    while end < index + 4, let words, let (factor, next) = afterHyphen(end, words.factor),
      let value = number.value.times(factor)
    {
      number.value = value
      end = next
    }
    return end == index + 1 ? nil : (number, end)
  }

  /// What a word stands for at an index, or behind a hyphen there, and the index after it.
  private func afterHyphen<Value>(_ index: Int, _ meaning: (String) -> Value?) -> (Value, Int)? {
    let hasHyphen = word(at: index).map(Self.hyphens.contains) == true && isAdjacent(index) && isAdjacent(index + 1)
    let index = hasHyphen ? index + 1 : index
    return word(at: index).flatMap(meaning).map { ($0, index + 1) }
  }

  /// `1/2`, `two thirds`, `three-quarters`, `one third`, `a quarter of`
  private func fraction(_ index: Int) -> (StatedNumber, Int)? {
    if let fraction = fractionInDigits(index) { return fraction }
    if var number = number(at: index), number.integer != nil {
      guard let (whole, end) = afterHyphen(index + 1, { NumberWords.denominators[$0] }) else { return nil }
      number.form = .fraction(of: whole)
      return (number, end)
    }
    guard let (whole, end) = afterHyphen(index + 1, { NumberWords.singleDenominators[$0] }) else { return nil }
    let isFraction =
      switch word(at: index) {
      case "one": true
      case "a", "an", "ein": whole > 2 && word(at: end).map(["of", "der", "des", "aller", "von"].contains) == true
      default: false
      }
    return isFraction ? (StatedNumber(value: PrintedNumber(1), form: .fraction(of: whole)), end) : nil
  }

  /// The parts of one that stand at an index, and the index after them.
  private func fraction(at index: Int) -> ((part: Int, whole: Int), Int)? {
    guard let number = number(at: index), case .fraction(let whole) = number.form, let part = number.integer else {
      return nil
    }
    return ((part, whole), index + 1)
  }

  private func fractionInDigits(_ index: Int) -> (StatedNumber, Int)? {
    guard var number = number(at: index), number.integer != nil, word(at: index + 1) == "/", isAdjacent(index + 1),
      isAdjacent(index + 2), let whole = self.number(at: index + 2)?.integer, whole > 0
    else { return nil }
    number.form = .fraction(of: whole)
    return (number, index + 3)
  }

  /// `1½`, `two and a half`, `seven-and-a-half`, `one and three quarters`
  private func mixedNumber(_ index: Int) -> (StatedNumber, Int)? {
    let isOne = word(at: index) == "one" && words != nil
    let number = isOne ? StatedNumber(value: PrintedNumber(1)) : number(at: index)
    guard let number, number.form == .plain, let integer = number.integer, integer.magnitude < 1 << 32
    else { return nil }
    var fraction: (part: Int, whole: Int)?
    var end = index + 2
    if let (next, after) = self.fraction(at: index + 1), !isOne {
      fraction = next
      end = after
    } else if let (_, afterAnd) = afterHyphen(index + 1, { $0 == "and" ? true : nil }) {
      if let (next, after) = self.fraction(at: afterAnd), !text(in: pieces[afterAnd].range).contains("/") {
        fraction = next
        end = after
      } else if let (_, afterArticle) = afterHyphen(afterAnd, { $0 == "a" ? true : nil }),
        let (whole, after) = afterHyphen(afterArticle, { NumberWords.singleDenominators[$0] })
      {
        fraction = (1, whole)
        end = after
      }
    }
    guard let fraction, (0..<fraction.whole).contains(fraction.part), fraction.whole < 1 << 16 else { return nil }
    let part = abs(integer) * fraction.whole + fraction.part
    return (
      StatedNumber(value: PrintedNumber(integer < 0 ? -part : part), form: .fraction(of: fraction.whole)), end
    )
  }

  /// `minus forty`, but not what is taken away in `5 minus 3`, nor `false negative 3`.
  private func negative(_ index: Int) -> (StatedNumber, Int)? {
    guard let word = word(at: index), NumberWords.minus.contains(word), var number = number(at: index + 1),
      self.number(at: index - 1) == nil, !["true", "false"].contains(self.word(at: index - 1))
    else { return nil }
    number.value = number.value.withMinus
    return (number, index + 2)
  }

  /// `50 %`, `fifty per cent`, `5 ‰`
  private func percentage(_ index: Int) -> (StatedNumber, Int)? {
    guard var number = number(at: index), number.form == .plain else { return nil }
    number.form = .percentage
    if let (_, end) = afterHyphen(index + 1, { $0 == "%" || NumberWords.percent.contains($0) ? true : nil }) {
      return (number, end)
    }
    if word(at: index + 1) == "per", word(at: index + 2) == "cent" { return (number, index + 3) }
    guard word(at: index + 1) == "‰", case .finite(let value, let notation) = number.value else { return nil }
    number.value = .finite(value.shifted(by: -1), notation == .integer ? .decimal : notation)
    return (number, index + 2)
  }
}
