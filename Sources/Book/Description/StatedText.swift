import Text

/// A text about a picture, taken apart into the numbers that it states, in digits or in words, and what stands between
/// them.
struct StatedText {
  enum Element {
    case number(StatedNumber)
    /// In lower case.
    case word(String)
    case sign(Unicode.Scalar)

    /// A word, or a sign; nil for a number.
    var word: String? {
      switch self {
      case .word(let word): word
      case .sign(let sign): String(sign)
      case .number: nil
      }
    }
  }

  struct Piece {
    var element: Element
    /// Bytes of the text.
    var range: Range<Int>
  }

  /// A number and its index among the pieces.
  typealias IndexedNumber = (index: Int, number: StatedNumber)
  typealias Part = (part: Int, whole: Int)
  typealias CountedNoun = (number: PrintedNumber, noun: String?)

  private(set) var pieces: [Piece]
  let numbers: [IndexedNumber]
  let relations: [NumberRelation]
  let parts: [Part]
  var nouns: [CountedNoun] = []

  init(_ text: String, _ comparison: Comparison, _ words: NumberWords?) {
    let numerals = PlainNumerals(text)
    pieces = StatedPieces(numerals.bytes, comparison, words).pieces.map {
      Piece(element: $0.element, range: numerals.origin(of: $0.range))
    }
    numbers = pieces.indices.compactMap { [pieces] index in
      if case .number(let number) = pieces[index].element { (index, number) } else { nil }
    }
    relations = Self.relations(of: numbers, in: pieces)
    parts = Self.parts(of: numbers, relations, in: pieces)
    findNouns()
  }

  /// A word in lower case, or a sign.
  func word(at index: Int) -> String? { pieces.indices.contains(index) ? pieces[index].element.word : nil }
}
