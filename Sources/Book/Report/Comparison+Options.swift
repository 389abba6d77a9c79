import Text

extension Comparison {
  /// As a cell's options ask for; `exact` for `check --exact`.
  package init(_ options: CellOptions, exact: Bool) {
    self.init(numbers: options.tolerance.map(Numbers.within) ?? (exact ? .rounded : .lastDigit))
  }

  /// The comparison of a checked value in the prose. A text of nothing but `...` and signs says nothing of a value, so it
  /// stands for none.
  init(of value: CheckedValue, exact: Bool) {
    let numbers = value.options.tolerance.map(Numbers.within) ?? (exact ? .rounded : .lastDigit)
    let text = ScannedLine(Array(value.documented.utf8), syntax: .text, hasEllipses: true)
    let saysNothing = !text.ellipses.isEmpty && !text.bytes.contains { $0.isWord || $0 >= 0x80 }
    self.init(numbers: numbers, hasEllipses: !saysNothing, groupsDigits: true)
  }
}
