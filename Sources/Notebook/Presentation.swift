import Figures
import Networks
import Tensors

/// What a value looks like under a cell.
package enum Presentation {
  /// The text that `print` gives, its newline included.
  case text(String)
  /// The text of a tensor, and its name where the cell shows it by one.
  case tensor(String, name: String?)
  case picture(svg: String, description: String)

  /// - Parameter name: the expression that gave the value where it is itself a name.
  package init(_ value: Any, name: String?) {
    switch value {
    case let tensor as Tensor: self = .tensor(Self.printed(tensor), name: name)
    case let parameter as Parameter: self = .tensor(Self.printed(parameter.value), name: name)
    case let drawable as any Drawable:
      let picture = drawable.picture
      self = .picture(svg: picture.svg, description: picture.description)
    default: self = .text(Self.printed(value))
    }
  }

  private static func printed(_ value: Any) -> String {
    var text = ""
    print(value, to: &text)
    return text
  }
}
