import Text

extension Comparison {
  /// As a cell's options ask for; `exact` for `check --exact`.
  package init(_ options: CellOptions, exact: Bool) {
    self.init(numbers: options.tolerance.map(Numbers.within) ?? (exact ? .rounded : .lastDigit))
  }

  /// What a comparison of a value with a text comes to, as a reader is told.
  package enum Kind: Sendable, Hashable {
    case exact, lastDigit
    case within(Double)
    /// All but what `...` stands for.
    case elided
  }

  /// How what a cell gave is compared.
  ///
  /// - Parameter shown: its outputs as the page shows them.
  package static func kind(of cell: Cell, _ shown: [ShownOutput]) -> Kind {
    let documented = cell.documented.compactMap { if case .text(let fence) = $0 { fence.text } else { nil } }
    let lines = documented.flatMap { $0.split(separator: "\n") }.map {
      ScannedLine(Array($0.utf8), syntax: .text, hasEllipses: true)
    }
    if lines.contains(where: { !$0.ellipses.isEmpty }) { return .elided }
    if let tolerance = cell.options.tolerance { return .within(tolerance) }
    let isRounded = shown.contains { output in
      switch output.content {
      case .picture(let svg, _): return hasPoint(svg, .svg)
      case .value(let text, _): return hasPoint(text)
      case .text(let text), .errors(let text): return hasPoint(text.text)
      }
    }
    return isRounded ? .lastDigit : .exact
  }

  private static func hasPoint(_ text: String, _ syntax: Syntax = .text) -> Bool {
    text.utf8.split(separator: UInt8(ascii: "\n")).contains { line in
      ScannedLine(Array(line), syntax: syntax, hasEllipses: false).numbers.contains {
        if case .finite(_, let notation) = $0.value { notation != .integer } else { false }
      }
    }
  }

  /// How the text of a checked value is compared.
  package static func kind(of value: CheckedValue) -> Kind {
    let comparison = Comparison(of: value, exact: false)
    let text = ScannedLine(
      Array(value.documented.utf8), syntax: .text, hasEllipses: comparison.hasEllipses, groupsDigits: true)
    if !text.ellipses.isEmpty { return .elided }
    if case .within(let tolerance) = comparison.numbers, !text.numbers.isEmpty { return .within(tolerance) }
    let hasPoint = text.numbers.contains {
      if case .finite(_, let notation) = $0.value { notation != .integer } else { false }
    }
    return hasPoint ? .lastDigit : .exact
  }

  /// How far a checked value may be from its text; nil where the text is more than one number, or says no number that may be missed.
  package static func greatestDistance(of value: CheckedValue) -> String? {
    let comparison = Comparison(of: value, exact: false)
    let text = ScannedLine(
      Array(value.documented.utf8), syntax: .text, hasEllipses: comparison.hasEllipses, groupsDigits: true)
    guard text.ellipses.isEmpty, text.numbers.count == 1, text.numbers[0].range == 0..<text.bytes.count,
      case .finite(let number, let notation) = text.numbers[0].value
    else { return nil }
    if case .within(let tolerance) = comparison.numbers { return tolerance.shortText }
    guard notation != .integer else { return nil }
    let distance: DecimalNumber =
      number.digits.count >= 2 ? .unit(number.exponent) : .halfUnit(number.exponent)
    return distance.double.shortText
  }

  /// The comparison of a checked value in the prose. A text of nothing but `...` and signs says nothing of a value, so it
  /// stands for none.
  ///
  /// - Parameter hasRealNumbers: whether a fresh number without a point may be so by rounding.
  init(of value: CheckedValue, exact: Bool, hasRealNumbers: Bool = false) {
    let numbers = value.options.tolerance.map(Numbers.within) ?? (exact ? .rounded : .lastDigit)
    let text = ScannedLine(Array(value.documented.utf8), syntax: .text, hasEllipses: true)
    let saysNothing = !text.ellipses.isEmpty && !text.bytes.contains { $0.isWord || $0 >= 0x80 }
    self.init(numbers: numbers, hasEllipses: !saysNothing, groupsDigits: true)
    hasExactIntegers = !hasRealNumbers
  }
}
