import Outputs

extension CellReport {
  /// Notes which lines of the last text that is shown are what came last: the value, or the message of a cell that must fail. What was
  /// printed is shown in one piece with it.
  mutating func noteResult(of result: CellResult) {
    origins = Self.origins(of: result)
    guard let last = result.outputs.last, case .text(let text)? = shown.last?.content else { return }
    switch (last, result.outcome) {
    case (.value(_, nil), _), (.text, .failedAsDocumented): break
    default: return
    }
    let end = result.outputs.reversed().prefix { output in
      switch output {
      case .text, .value(_, nil): true
      case .errors, .value(_, _?), .picture: false
      }
    }
    func lines(_ output: Output) -> Int { TerminalScreen.lines(output.text ?? "").count }
    guard text.lines.count == end.reduce(0, { $0 + lines($1) }) else { return }
    resultLines = lines(last)
  }

  private static func origins(of result: CellResult) -> [OutputOrigin] {
    var origins: [OutputOrigin] = []
    for (index, output) in result.outputs.enumerated() {
      let isMessage = result.outcome == .failedAsDocumented && index == result.outputs.count - 1
      let origin: OutputOrigin =
        switch output {
        case .text: isMessage ? .message : .printed
        case .errors: .errors
        case .value: .value
        case .picture: .picture
        }
      if !origins.contains(origin) { origins.append(origin) }
    }
    return origins
  }
}
