/// Lines of a piece of code, counted from 1, as an author lists them: `2-4,7`.
package struct LineSet: Sendable, Hashable {
  package let ranges: [ClosedRange<Int>]

  /// Nil for a text that is no list of lines.
  package init?(_ text: String) {
    var ranges: [ClosedRange<Int>] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let ends = part.split(separator: "-", omittingEmptySubsequences: false).map { $0.filter { $0 != " " } }
      let numbers = ends.compactMap { $0.utf8.allSatisfy { (48...57).contains($0) } ? Int($0) : nil }
      guard (1...2).contains(ends.count), numbers.count == ends.count, numbers[0] >= 1,
        numbers[0] <= numbers[numbers.count - 1]
      else { return nil }
      ranges.append(numbers[0]...numbers[numbers.count - 1])
    }
    self.ranges = ranges
  }

  package func contains(_ line: Int) -> Bool { ranges.contains { $0.contains(line) } }

  /// The last line of all.
  package var last: Int { ranges.map(\.upperBound).max() ?? 0 }

  var text: String {
    ranges.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: ",")
  }
}
