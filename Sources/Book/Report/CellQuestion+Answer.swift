import Outputs

extension CellQuestion {
  /// The answer as text, if it is one: all that the cell shows, in one line; of a tensor its elements, without the line of its
  /// shape, of a table what stands in it, and of HTML its words.
  ///
  /// - Returns: nil where it shows nothing or a picture.
  package func answer(_ shown: [ShownOutput]) -> String? {
    var lines = [Substring]()
    for output in shown {
      switch output.content {
      case .text(let text): lines += text.text.split(separator: "\n")
      // What went wrong is not what was asked for.
      case .errors: continue
      case .value(let text, let form):
        let own = text.split(separator: "\n")
        switch form {
        case .tensor: lines += own.last?.hasPrefix("shape [") == true ? own.dropLast() : own
        // The page sets a table in lines of its own, and has no dashes below its titles.
        case .table:
          let rule = own.prefix(2).firstIndex { $0.allSatisfy { $0 == "-" || $0 == " " } }
          lines += own.indices.filter { $0 != rule }.map { own[$0] }
        case .html(let html): lines += html.documented(by: text)?.words.map { $0[...] } ?? own
        }
      case .picture: return nil
      }
    }
    let answer = Self.joined(lines.joined(separator: " "))
    return answer.isEmpty ? nil : answer
  }
}
