import Book
import CellHost

/// What a step gave.
struct StepOutput: Codable, Sendable, Hashable {
  var outputs: [Output] = []
  var isCut = false
  /// The value of a checked expression.
  var value: String?
}

extension StepOutput {
  init(_ output: HostOutput) {
    outputs = output.pieces.map { piece in
      switch piece {
      case .text(let text): .text(text)
      case .tensor(let text, let name): .tensor(text: text, name: name)
      case .picture(let svg, let description): .picture(svg: svg, description: description)
      }
    }
    isCut = output.isCut
    value = output.value
  }
}
