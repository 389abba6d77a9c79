extension CellQuestion {
  /// The answer as text, if it is one: all that the cell shows, in one line.
  package func answer(_ shown: [ShownOutput]) -> String? {
    var texts = [String]()
    for output in shown {
      switch output.content {
      case .text(let text): texts.append(text.text)
      case .value(let text, _): texts.append(text)
      case .picture: return nil
      }
    }
    let answer = Self.joined(texts.joined(separator: " "))
    return answer.isEmpty ? nil : answer
  }
}
