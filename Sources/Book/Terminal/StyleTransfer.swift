import Text

extension Comparison {
  /// A documented line in the styles of the fresh one that stands for it. Where they differ in more than numbers and blanks
  /// it has none.
  func styled(_ documented: String, as fresh: StyledText) -> StyledText {
    let text = OutputText.resolvingEllipses(documented)
    if fresh.runs.isEmpty { return StyledText(text) }
    if text == fresh.text { return StyledText(text, runs: fresh.runs) }
    guard let transfer = StyleTransfer(from: fresh.text, to: text) else { return StyledText(text) }
    var styled = StyledText(text)
    for run in fresh.runs {
      let range = transfer.range(of: run.range)
      // Of a number all is in the style in which it begins.
      let start = max(range.lowerBound, styled.runs.last?.range.upperBound ?? 0)
      if start < range.upperBound { styled.runs.append(.init(start..<range.upperBound, run.style)) }
    }
    return styled
  }
}

/// Finds in one line what stands in another that differs from it in numbers and blanks only.
private struct StyleTransfer {
  private let source: ScannedLine
  private let target: ScannedLine

  init?(from source: String, to target: String) {
    self.source = ScannedLine(Array(source.utf8), syntax: .text, hasEllipses: false)
    self.target = ScannedLine(Array(target.utf8), syntax: .text, hasEllipses: false)
    guard self.source.numbers.count == self.target.numbers.count, self.source.skeleton == self.target.skeleton
    else { return nil }
  }

  func range(of range: Range<Int>) -> Range<Int> {
    let start = offset(range.lowerBound, isEnd: false)
    return start..<max(start, offset(range.upperBound, isEnd: true))
  }

  private func offset(_ offset: Int, isEnd: Bool) -> Int {
    let index = max(0, source.origins.partitioningIndex { $0 > offset } - 1)
    let before = source.numbers.partitioningIndex { $0.range.lowerBound >= index } - 1
    guard before >= 0 else { return target.origins[index] }
    let (number, other) = (source.numbers[before].range, target.numbers[before].range)
    if index < number.upperBound { return target.origins[isEnd ? other.upperBound : other.lowerBound] }
    return target.origins[index + other.upperBound - number.upperBound]
  }
}
