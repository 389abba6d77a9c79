import CellSupport

/// Shows values under the cell, one after the other, as the value of a cell's last expression is shown: a figure as its
/// picture, a tensor as its numbers, anything else as the text that `print` gives.
///
///     show(image, edges)
///
/// Outside a book it prints them.
public func show(_ values: Any...) {
  for (value, name) in zip(values, takeNames(of: values.count)) where !(value is Void) {
    cellSession.display(value, name)
  }
}
