import Outputs

extension StepOutput {
  /// Calls of `print` that are known by the compiler's numbers of their lines, by their steps.
  func findingCalls(in sources: [StepSource]) -> StepOutput {
    guard let attributed else { return self }
    var known: [Int: AttributedText.Call] = [:]
    var result = self
    result.attributed = attributed.map { text in
      guard let call = text.call, call.step == nil else { return text }
      var text = text
      text.call = known[call.line] ?? Self.call(onLine: call.line, in: sources)
      known[call.line] = text.call
      return text
    }
    return result
  }

  private static func call(onLine number: Int, in sources: [StepSource]) -> AttributedText.Call? {
    for source in sources where source.isCell {
      if let line = source.line(onLine: number) { return .init(step: source.step, line: line) }
    }
    return nil
  }
}
