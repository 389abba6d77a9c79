extension Comparison {
  /// As a cell's options ask for; `exact` for `check --exact`.
  package init(_ options: CellOptions, exact: Bool) {
    self.init(numbers: options.tolerance.map(Numbers.within) ?? (exact ? .rounded : .lastDigit))
  }

  /// The comparison of a checked value in the prose.
  package init(_ options: CheckedValueOptions, exact: Bool) {
    self.init(
      numbers: options.tolerance.map(Numbers.within) ?? (exact ? .rounded : .lastDigit), groupsDigits: true)
    toleratesIntegers = true
  }
}
