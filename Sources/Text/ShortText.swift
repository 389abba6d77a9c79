extension Double {
  /// In decimal digits, with a decimal point only where it is no integer.
  package var shortText: String { Int(exactly: self).map { "\($0)" } ?? "\(self)" }
}
