/// How documented text is compared with fresh text. It is a value that answers questions and decides nothing.
///
/// Text must be equal, but runs of blanks count as one. Numbers with a decimal point or an exponent agree as `numbers`
/// says, integers when they are equal or within a tolerance, and NaN only with NaN. A fresh number with neither point nor
/// exponent is an integer, whatever is documented in its place. The same value serves printed text, matrices, values in
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
  /// Whether a fresh number with neither point nor exponent is exact. Tensors and figures round their numbers, and print
  /// what is whole by then without a point.
  package var hasExactIntegers = true
  /// What a tolerance, which is one of the drawing, means for the values that a picture shows; nil where it means the same.
  var valueScale: ValueScale?
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
  package var ofFigures: Comparison {
    Comparison(numbers: numbers, syntax: .svg, hasEllipses: false).withRoundedIntegers
  }

  /// The comparison for lines whose fresh numbers may be whole because they are rounded.
  package var withRoundedIntegers: Comparison {
    var comparison = self
    comparison.hasExactIntegers = false
    return comparison
  }

  enum Agreement { case agrees, onlyByLastDigit, differs }

  func compare(_ documented: ScannedLine.Number, _ fresh: ScannedLine.Number) -> Agreement {
    if case .within(let tolerance) = numbers, documented.isValue, let valueScale {
      var comparison = self
      comparison.numbers = .within(valueScale.tolerance(tolerance, at: documented.value))
      return comparison.compare(documented.value, fresh.value)
    }
    return compare(documented.value, fresh.value, isMeasure: documented.isMeasure)
  }

  /// - Parameter isMeasure: Whether the number is a measure of a drawing, which no reader reads: its last digit is a
  ///   promise however few it has.
  func compare(_ documented: PrintedNumber, _ fresh: PrintedNumber, isMeasure: Bool = false) -> Agreement {
    guard case .finite(let first, let notation) = documented, case .finite(let second, let freshNotation) = fresh
    else { return documented == fresh ? .agrees : .differs }
    let difference = second - first
    if case .within(let tolerance) = numbers {
      return difference.magnitudeIsAtMost(DecimalNumber(tolerance)) ? .agrees : .differs
    }
    if notation == .integer || hasExactIntegers && freshNotation == .integer {
      return notation == freshNotation && difference.isZero ? .agrees : .differs
    }
    if difference.isZero { return .agrees }
    let hasZero = first.isZero || second.isZero
    if hasZero, notation == .scientific || freshNotation == .scientific { return .differs }
    if difference.magnitudeIsAtMost(.halfUnit(first.exponent)) { return .agrees }
    guard numbers == .lastDigit, isMeasure || first.digits.count >= 2 else { return .differs }
    return difference.magnitudeIsAtMost(.unit(first.exponent)) ? .onlyByLastDigit : .differs
  }
}
