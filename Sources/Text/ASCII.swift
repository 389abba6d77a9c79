/// Classes of ASCII bytes. A byte of a longer UTF-8 sequence is in none of them.
extension UInt8 {
  /// A space or a tab.
  @inlinable package var isBlank: Bool { self == 0x20 || self == 0x09 }

  /// What CommonMark calls whitespace: blanks, line endings, line tabulation and form feed.
  @inlinable package var isWhitespace: Bool { self == 0x20 || (0x09...0x0D).contains(self) }

  @inlinable package var isDigit: Bool { (0x30...0x39).contains(self) }

  @inlinable package var isLetter: Bool { (0x61...0x7A).contains(self | 0x20) }

  /// What a word of a program consists of: letters, digits and `_`.
  @inlinable package var isWord: Bool { isLetter || isDigit || self == 0x5F }

  /// Punctuation, which a backslash keeps from being markup.
  @inlinable package var isPunctuation: Bool {
    switch self {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
    default: false
    }
  }

  /// What has no picture of its own, blanks and line endings among it.
  @inlinable package var isControl: Bool { self < 0x20 || self == 0x7F }
}
