import Text

/// What an author's words about a picture state, held to what the picture says of itself.
///
/// Every number must be one of the picture's, as a percentage or a fraction too; and numbers that belong together there,
/// as in `3 of 12 images`, must not be exchanged. A statement without a number is not judged.
struct StatementCheck {
  let authors: StatedText
  let own: StatedText
  let comparison: Comparison

  /// What an author's words state and a picture does not say of itself, as bytes of the words, in their order.
  ///
  /// Where the language has a decimal comma, a number may be written with it or as programs print it.
  static func unfounded(
    in words: String, about own: String, _ comparison: Comparison, language: String
  ) -> [Range<Int>] {
    let numberWords = NumberWords(language: language)
    // Authors group digits, pictures do not.
    let comparison = comparison.withRoundedIntegers
    var grouping = comparison
    grouping.groupsDigits = true
    let description = StatedText(own, comparison, numberWords)
    func check(_ words: String) -> [Range<Int>] {
      StatementCheck(
        authors: StatedText(words, grouping, numberWords), own: description, comparison: comparison
      ).unfounded
    }
    let unfounded = check(words)
    guard numberWords?.hasDecimalComma == true, !unfounded.isEmpty else { return unfounded }
    let other = check(words.exchangingCommasInNumbers)
    return other.filter { range in unfounded.contains { $0.overlaps(range) } }
  }

  /// What the picture does not say, in the order of the words: each the bytes of a number, or of the numbers that are
  /// exchanged.
  var unfounded: [Range<Int>] {
    var ranges = authors.numbers.filter { !isFounded($0.number, at: $0.index) }.map { authors.pieces[$0.index].range }
    func add(_ range: Range<Int>) {
      if !ranges.contains(where: { $0.overlaps(range) }) { ranges.append(range) }
    }
    authors.relations.filter(isExchanged).map(\.range).forEach(add)
    for (index, number) in authors.numbers where countsSomethingElse(number, at: index) {
      add(authors.pieces[index].range.lowerBound..<authors.pieces[index + 1].range.upperBound)
    }
    return ranges.sorted { $0.lowerBound < $1.lowerBound }
  }

  // MARK: Numbers

  private func isFounded(_ number: StatedNumber, at index: Int) -> Bool {
    switch number.form {
    case .plain:
      if number.integer == 0, isBetweenNumbers(at: index) { return true }
      return own.numbers.contains { agrees(number.value, $0.number.value) || isRatio($0.number, number.value) }
    case .percentage: return isFounded(percentage: number.value)
    case .fraction(let whole):
      guard let part = number.integer else { return false }
      return isFounded(part: part, of: whole)
    }
  }

  /// Whether a zero may be what the picture's numbers lie around, and not a count of something that it counts.
  private func isBetweenNumbers(at index: Int) -> Bool {
    if let noun = authors.noun(after: index), !counts(of: noun).isEmpty { return false }
    let signs = own.numbers.compactMap { _, number -> Bool? in
      if case .finite(let value, _) = number.value, !value.isZero { value.isNegative } else { nil }
    }
    return signs.contains(true) && signs.contains(false)
  }

  /// Whether a percentage of the picture is, as a ratio, the author's number: 66.7 % is 0.667.
  private func isRatio(_ described: StatedNumber, _ written: PrintedNumber) -> Bool {
    guard described.form == .percentage, case .finite(let first, .decimal) = written,
      case .finite(let second, _) = described.value
    else { return false }
    return (second.shifted(by: -2) - first).magnitudeIsAtMost(.halfUnit(first.exponent))
  }

  private func isFounded(percentage: PrintedNumber) -> Bool {
    guard case .finite(let written, _) = percentage else { return false }
    let speaksOfPercent = own.pieces.contains { piece in
      switch piece.element {
      case .number(let number): number.form == .percentage
      case .word(let word): NumberWords.percent.contains(word)
      case .sign(let sign): sign == "%"
      }
    }
    for (_, number) in own.numbers {
      if case .fraction = number.form { continue }
      guard case .finite(let value, let notation) = number.value else { continue }
      if speaksOfPercent, agrees(percentage, number.value) { return true }
      let isRatio = notation != .integer && number.form == .plain
      if isRatio, (value.shifted(by: 2) - written).magnitudeIsAtMost(.halfUnit(written.exponent)) { return true }
    }
    return own.parts.contains { part, whole in
      whole > 0 && Self.isRounded(100 * Double(part) / Double(whole), to: written)
    }
  }

  private func isFounded(part: Int, of whole: Int) -> Bool {
    if own.parts.contains(where: { $0 == (part, whole) }) { return true }
    let ratio = Double(part) / Double(whole)
    if own.parts.contains(where: { $0.whole > 0 && Double($0.part) / Double($0.whole) == ratio }) { return true }
    return own.numbers.contains { _, number in
      guard case .finite(let value, let notation) = number.value else { return false }
      switch number.form {
      case .percentage: return Self.isRounded(100 * ratio, to: value)
      case .plain: return notation != .integer && Self.isRounded(ratio, to: value)
      case .fraction: return false
      }
    }
  }

  /// Whether a number, rounded to the digits of another, is that one.
  private static func isRounded(_ number: Double, to written: DecimalNumber) -> Bool {
    (DecimalNumber(number) - written).magnitudeIsAtMost(.halfUnit(written.exponent))
  }

  /// A number of the author's beside one of the description. An integer of two digits or more may stand for a number that
  /// is rounded to it.
  private func agrees(_ written: PrintedNumber, _ described: PrintedNumber) -> Bool {
    if case .finite(let first, .integer) = written, case .finite(let second, let notation) = described,
      notation != .integer
    {
      let difference = second - first
      return difference.isZero || first.digits.count > 1 && difference.magnitudeIsAtMost(.halfUnit(0))
    }
    return comparison.compare(written, described) != .differs
  }

  // MARK: Numbers that belong together

  /// Whether the picture has the two numbers the other way round, or each of them with another.
  private func isExchanged(_ relation: NumberRelation) -> Bool {
    let known = own.relations.filter { $0.kind == relation.kind }
    let isFirst = { (number: PrintedNumber) in agrees(relation.first, number) }
    let isSecond = { (number: PrintedNumber) in agrees(relation.second, number) }
    if known.contains(where: { isFirst($0.first) && isSecond($0.second) }) { return false }
    if known.contains(where: { isFirst($0.second) && isSecond($0.first) }) { return true }
    switch relation.kind {
    case .part:
      guard let part = relation.first.integer, let whole = relation.second.integer else { return false }
      return part > whole
    case .position: return known.contains { isFirst($0.first) } && known.contains { isSecond($0.second) }
    case .span, .extent: return false
    }
  }

  /// The numbers that the picture has of a thing.
  private func counts(of noun: String) -> [PrintedNumber] {
    own.nouns.filter { $0.noun.map { StatedText.isSameNoun($0, noun) } ?? false }.map(\.number)
  }

  /// Whether the number is one of the picture's of other things, and more than there are of this one. Fewer may be some
  /// of them.
  private func countsSomethingElse(_ number: StatedNumber, at index: Int) -> Bool {
    guard number.form == .plain, let noun = authors.noun(after: index) else { return false }
    let counts = counts(of: noun)
    guard !counts.isEmpty, counts.allSatisfy({ isLess($0, than: number.value) }) else { return false }
    let same = own.nouns.filter { agrees(number.value, $0.number) }
    return !same.isEmpty && same.allSatisfy { $0.noun != nil }
  }

  private func isLess(_ a: PrintedNumber, than b: PrintedNumber) -> Bool {
    guard case .finite(let first, _) = a, case .finite(let second, _) = b else { return false }
    return !agrees(b, a) && (first - second).isNegative
  }
}

extension String {
  /// With commas for the full stops between digits, and full stops for the commas.
  fileprivate var exchangingCommasInNumbers: String {
    var bytes = Array(utf8)
    for index in bytes.indices.dropFirst().dropLast() where bytes[index - 1].isDigit && bytes[index + 1].isDigit {
      switch bytes[index] {
      case UInt8(ascii: ","): bytes[index] = UInt8(ascii: ".")
      case UInt8(ascii: "."): bytes[index] = UInt8(ascii: ",")
      default: break
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
