import Notebook
import Outputs

extension Output {
  /// What a value looks like under a cell.
  ///
  /// - Parameter name: the expression that gave the value where it is itself a name.
  init(_ value: Any, name: String?) {
    switch value {
    case let tensor as Tensor: self = Self.value(tensor, name)
    case let parameter as Parameter: self = Self.value(parameter.value, name)
    case let tensor as IntTensor:
      let elements = tensor.scalars.count <= TensorValue.mostElements ? tensor.scalars : nil
      self = Self.value(tensor, name, tensor.shape, elements.map { .int32($0) })
    case let drawable as any Drawable:
      let picture = drawable.picture
      self = .picture(svg: picture.svg, description: picture.description)
    case let table as Table:
      let isKept = table.rows.count * table.titles.count <= TableValue.mostEntries
      let rows = table.rows.map { $0.map { TableValue.Entry($0.text, isNumber: $0.isNumber) } }
      let value = isKept ? TableValue(name: name, titles: table.titles, rows: rows) : nil
      self = .value(Self.printed(table), form: value.map { .table($0) })
    case let html as HTML: self = .value(Self.printed(html), form: html.value(name: name).map { .html($0) })
    default: self = .value(Self.printed(value))
    }
  }

  private static func value(_ tensor: Tensor, _ name: String?) -> Output {
    let elements = tensor.count <= TensorValue.mostElements ? tensor.scalars : nil
    return value(tensor, name, tensor.shape, elements.map { .float32($0) })
  }

  private static func value(
    _ tensor: Any, _ name: String?, _ shape: [Int], _ elements: TensorValue.Elements?
  ) -> Output {
    let value = shape.count <= TensorValue.mostAxes ? TensorValue(name: name, shape: shape, elements: elements) : nil
    return .value(printed(tensor), form: value.map { .tensor($0) })
  }

  private static func printed(_ value: Any) -> String {
    var text = ""
    print(value, to: &text)
    return text
  }
}

/// Whether a value in the prose is a floating-point number, or a tensor of such.
func hasRealNumbers(_ value: Any) -> Bool { value is Tensor || value is any BinaryFloatingPoint }
