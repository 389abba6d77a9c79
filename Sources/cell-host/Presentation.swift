import Notebook
import Outputs

extension Output {
  /// What a value looks like under a cell.
  ///
  /// - Parameter name: the expression that gave the value where it is itself a name.
  init(_ value: Any, name: String?) {
    switch value {
    case let tensor as Tensor: self = .tensor(text: Self.printed(tensor), name: name)
    case let parameter as Parameter: self = .tensor(text: Self.printed(parameter.value), name: name)
    case let drawable as any Drawable:
      let picture = drawable.picture
      self = .picture(svg: picture.svg, description: picture.description)
    default: self = .value(Self.printed(value))
    }
  }

  private static func printed(_ value: Any) -> String {
    var text = ""
    print(value, to: &text)
    return text
  }
}
