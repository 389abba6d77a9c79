extension Comparison {
  /// As a cell's options ask for; `exact` for `check --exact`.
  package init(_ options: CellOptions, exact: Bool) {
    self.init(numbers: options.tolerance.map(Numbers.within) ?? (exact ? .rounded : .lastDigit))
  }

  /// The comparison of a checked value in the prose. A text of nothing but `...` says nothing of a value, so it stands for
  /// none.
  init(of value: CheckedValue, exact: Bool) {
    let numbers = value.options.tolerance.map(Numbers.within) ?? (exact ? .rounded : .lastDigit)
    self.init(numbers: numbers, hasEllipses: !OutputText.isEllipsis(value.documented), groupsDigits: true)
    toleratesIntegers = true
  }
}
