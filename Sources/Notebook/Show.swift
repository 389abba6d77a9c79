/// Shows values under the cell, one after the other, as the value of a cell's last expression is shown: a figure as its
/// picture, a tensor as its numbers, anything else as the text that `print` gives.
///
///     show(image, edges)
///
/// Outside a book it prints them.
public func show(_ values: Any...) {
  let names = _takeNames()
  for (index, value) in values.enumerated() {
    present(value, name: index < names.count ? names[index] : nil)
  }
}

func present(_ value: Any, name: String?) {
  switch value {
  case is Void:
    break
  case let tensor as Tensor:
    var text = ""
    print(tensor, to: &text)
    _session.tensor(text, name)
  case let parameter as Parameter:
    present(parameter.value, name: name)
  case let drawable as any Drawable:
    let picture = drawable.picture
    _session.picture(picture.svg, picture.description)
  default:
    var text = ""
    print(value, to: &text)
    _session.value(text)
  }
}
