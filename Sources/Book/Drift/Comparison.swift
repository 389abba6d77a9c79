/// How documented text is compared with fresh text. It is a value that answers questions and decides nothing.
///
/// Text must be equal, but runs of blanks count as one. Numbers with a decimal point or an exponent agree as `numbers`
/// says, integers when they are equal, and NaN only with NaN. The same value serves printed text, matrices, values in
/// prose and the text of figures.
///
/// The unit of a last digit is a promise only of numbers that show two significant digits or more: of 0.1 it would be
/// all that there is. Such a number agrees with what is rounded to it, and a zero never with a number in scientific
/// notation, which says that its size matters.
package struct Comparison: Sendable, Hashable {
  package enum Numbers: Sendable, Hashable {
    /// The fresh number, rounded to the digits that the document shows, is the documented one.
    case rounded
    /// It is within one unit of the last digit that the document shows, if that shows two significant digits or more.
    case lastDigit
    /// It differs by at most so much.
    case within(Double)
  }

  package enum Syntax: Sendable, Hashable {
    case text
    /// Numbers may follow the letters of path commands.
    case svg
  }

  package var numbers: Numbers
  package var syntax: Syntax
  /// Whether `...` in the documented text stands for any text.
  package var hasEllipses: Bool
  /// Whether a tolerance holds for two integers as well: of a value whose author gave it one, not of all numbers of an
  /// output.
  package var toleratesIntegers = false
  /// Whether `3,000,000` is one number; see `NumberScan`.
  package var groupsDigits: Bool

  package init(
    numbers: Numbers = .lastDigit, syntax: Syntax = .text, hasEllipses: Bool = true, groupsDigits: Bool = false
  ) {
    self.numbers = numbers
    self.syntax = syntax
    self.hasEllipses = hasEllipses
    self.groupsDigits = groupsDigits
  }

  /// The comparison for the text of figures.
  package var ofFigures: Comparison { Comparison(numbers: numbers, syntax: .svg, hasEllipses: false) }

  enum Agreement { case agrees, onlyByLastDigit, differs }

  func compare(_ documented: ScannedLine.Number, _ fresh: ScannedLine.Number) -> Agreement {
    compare(documented.value, fresh.value, isMeasure: documented.isMeasure)
  }

  /// - Parameter isMeasure: Whether the number is a measure of a drawing, which no reader reads: its last digit is a
  ///   promise however few it has.
  func compare(_ documented: PrintedNumber, _ fresh: PrintedNumber, isMeasure: Bool = false) -> Agreement {
    guard case .finite(let first, let notation) = documented, case .finite(let second, let freshNotation) = fresh
    else { return documented == fresh ? .agrees : .differs }
    let difference = second - first
    if case .within(let tolerance) = numbers,
      toleratesIntegers || notation != .integer || freshNotation != .integer
    {
      return difference.magnitudeIsAtMost(DecimalNumber(tolerance)) ? .agrees : .differs
    }
    if notation == .integer { return freshNotation == .integer && difference.isZero ? .agrees : .differs }
    if difference.isZero { return .agrees }
    let hasZero = first.isZero || second.isZero
    if hasZero, notation == .scientific || freshNotation == .scientific { return .differs }
    if difference.magnitudeIsAtMost(.halfUnit(first.exponent)) { return .agrees }
    guard numbers == .lastDigit, isMeasure || first.digits.count >= 2 else { return .differs }
    return difference.magnitudeIsAtMost(.unit(first.exponent)) ? .onlyByLastDigit : .differs
  }
}
