import Outputs

extension StepOutput {
  /// Calls of `print` that are known by the compiler's numbers of their lines, by their steps.
  func findingCalls(in sources: [StepSource]) -> StepOutput {
    guard let attributed else { return self }
    var known: [AttributedText.Call: AttributedText.Call] = [:]
    var result = self
    result.attributed = attributed.map { text in
      guard let call = text.call, call.step == nil else { return text }
      var text = text
      text.call = known[call] ?? Self.located(call, in: sources)
      known[call] = text.call
      return text
    }
    return result
  }

  private static func located(_ call: AttributedText.Call, in sources: [StepSource]) -> AttributedText.Call? {
    for source in sources where source.isCell {
      if let line = source.line(onLine: call.line) { return .init(step: source.step, line: line, index: call.index) }
    }
    return nil
  }
}
