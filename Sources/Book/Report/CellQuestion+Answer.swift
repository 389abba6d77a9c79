import Outputs

extension CellQuestion {
  /// The answer as text, if it is one: all that the cell shows, in one line; of a tensor its elements, without the line of its shape.
  ///
  /// - Returns: nil where it shows nothing or a picture, or its author left something of it out.
  package func answer(_ shown: [ShownOutput]) -> String? {
    var lines = [Substring]()
    for output in shown {
      switch output.content {
      case .text(let text), .errors(let text): lines += text.text.split(separator: "\n")
      case .value(let text, _):
        let own = text.split(separator: "\n")
        lines += own.last?.hasPrefix("shape [") == true ? own.dropLast() : own
      case .picture: return nil
      }
    }
    let answer = Self.joined(lines.joined(separator: " "))
    return answer.isEmpty || answer.contains("...") ? nil : answer
  }
}
