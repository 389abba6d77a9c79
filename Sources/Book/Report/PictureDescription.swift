import Text

/// The text of a figure's image beside what the picture says of itself.
///
/// Words that are the picture's own follow it. In words of the author's every number must be one that the picture's own
/// description has, by the last-digit rule, unless it is a checked value.
package struct PictureDescription: Sendable {
  package enum Verdict: Sendable {
    case agrees
    /// The picture's own words, of another run.
    case stale(TextComparison)
    /// Numbers in the author's words that the picture's description does not have, each with its bytes in the chapter.
    case unfounded([WrittenNumber])
  }

  package struct WrittenNumber: Sendable, Hashable {
    package var text: String
    package var range: Range<Int>
  }

  package var verdict: Verdict
  /// What the picture says of itself: the documented one where that agrees with the run, else the fresh one.
  package var current: String
  /// Whether the words are the picture's own, of whatever run.
  package var isOwn: Bool

  init(
    _ documented: DocumentedOutput.PictureReference, _ fresh: FreshPicture, figureAgrees: Bool, exact: Bool
  ) {
    let comparison = Comparison(numbers: exact ? .rounded : .lastDigit, hasEllipses: false)
    let own = documented.file?.ownDescription.map(Self.line)
    let freshOwn = Self.line(fresh.description)
    let current = figureAgrees ? own ?? freshOwn : freshOwn
    self.current = current
    let words = Self.line(documented.description)
    let skeleton = { (text: String) in ScannedLine(text, comparison, isDocumented: false).skeleton }
    isOwn =
      !documented.hasCheckedValues && !words.isEmpty
      && [own, freshOwn].contains { $0.map { skeleton($0) == skeleton(words) } ?? false }
    if isOwn {
      let lines = comparison.compare([words], [current])
      verdict = lines.agrees ? .agrees : .stale(lines)
    } else {
      let numbers = ScannedLine(current, comparison, isDocumented: false).numbers
      let unfounded = documented.words.flatMap { Self.numbers(in: $0, comparison) }.filter { number in
        !numbers.contains { Self.agrees(number.value, $0.value, comparison) }
      }
      verdict = unfounded.isEmpty ? .agrees : .unfounded(unfounded.map(\.number))
    }
  }

  /// A description in one line.
  private static func line(_ text: String) -> String { OutputText.lines(text).joined(separator: " ") }

  private static func numbers(
    in words: DocumentedOutput.PictureReference.Words, _ comparison: Comparison
  ) -> [(number: WrittenNumber, value: PrintedNumber)] {
    let bytes = Array(words.text.utf8)
    let line = ScannedLine(words.text, comparison, isDocumented: false)
    return line.numbers.compactMap { number in
      let range = line.origin(of: number.range)
      // The number in a name, as in LeNet-5, says nothing about the picture.
      let isName =
        range.lowerBound > 1 && bytes[range.lowerBound - 1] == UInt8(ascii: "-")
        && bytes[range.lowerBound - 2].isWord
      guard !isName else { return nil }
      // Where the text has escapes its offsets are not the source's, and the whole of it is named.
      let isVerbatim = words.range.count == bytes.count
      let start = words.range.lowerBound
      return (
        WrittenNumber(
          text: String(decoding: bytes[range], as: UTF8.self),
          range: isVerbatim ? start + range.lowerBound..<start + range.upperBound : words.range),
        number.value
      )
    }
  }

  /// A number of the author's beside one of the description. An integer of two digits or more may stand for a number that
  /// is rounded to it.
  private static func agrees(_ written: PrintedNumber, _ described: PrintedNumber, _ comparison: Comparison) -> Bool {
    if case .finite(let first, .integer) = written, case .finite(let second, let notation) = described,
      notation != .integer
    {
      let difference = second - first
      return difference.isZero || first.digits.count > 1 && difference.magnitudeIsAtMost(.halfUnit(0))
    }
    return comparison.compare(written, described) != .differs
  }
}
