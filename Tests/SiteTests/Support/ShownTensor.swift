import Book
import Outputs

extension ShownOutput {
  /// The text of a tensor whose elements, which no page shows, are 0.
  static func tensor(_ text: String, _ shape: [Int], name: String? = nil) -> ShownOutput {
    ShownOutput(.value(text, .tensor(TensorValue(zeros: shape, name: name))))
  }
}

extension TensorValue {
  init(zeros shape: [Int], name: String? = nil) {
    self.init(name: name, shape: shape, elements: .float32([Float](repeating: 0, count: shape.reduce(1, *))))
  }
}
