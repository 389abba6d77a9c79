/// How documented text is compared with fresh text. It is a value that answers questions and decides nothing.
///
/// Text must be equal, but runs of blanks count as one. Numbers with a decimal point or an exponent agree as `numbers`
/// says, integers when they are equal, and NaN only with NaN. The same value serves printed text, matrices, values in
/// prose and the text of figures.
package struct Comparison: Sendable, Hashable {
  package enum Numbers: Sendable, Hashable {
    /// The fresh number, rounded to the digits that the document shows, is the documented one.
    case rounded
    /// It is within one unit of the last digit that the document shows.
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

  package init(numbers: Numbers = .lastDigit, syntax: Syntax = .text, hasEllipses: Bool = true) {
    self.numbers = numbers
    self.syntax = syntax
    self.hasEllipses = hasEllipses
  }

  /// As a cell's options ask for; `exact` for `check --exact`.
  package init(_ options: CellOptions, exact: Bool) {
    self.init(numbers: options.tolerance.map(Numbers.within) ?? (exact ? .rounded : .lastDigit))
  }

  /// The comparison for the text of figures.
  package var ofFigures: Comparison { Comparison(numbers: numbers, syntax: .svg, hasEllipses: false) }

  enum Agreement { case agrees, onlyByLastDigit, differs }

  func compare(_ documented: PrintedNumber, _ fresh: PrintedNumber) -> Agreement {
    guard case .finite(let first, let firstIsInteger) = documented,
      case .finite(let second, let secondIsInteger) = fresh
    else { return documented == fresh ? .agrees : .differs }
    let difference = second - first
    switch numbers {
    case .within(let tolerance) where !(firstIsInteger && secondIsInteger):
      return difference.magnitudeIsAtMost(DecimalNumber(tolerance)) ? .agrees : .differs
    case _ where firstIsInteger: return secondIsInteger && difference.isZero ? .agrees : .differs
    case .rounded, .within: return difference.magnitudeIsAtMost(.halfUnit(first.exponent)) ? .agrees : .differs
    case .lastDigit:
      if difference.magnitudeIsAtMost(.halfUnit(first.exponent)) { return .agrees }
      return difference.magnitudeIsAtMost(.unit(first.exponent)) ? .onlyByLastDigit : .differs
    }
  }
}
