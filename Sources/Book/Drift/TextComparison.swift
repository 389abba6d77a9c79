/// The lines of a documented text beside those of a fresh one.
package struct TextComparison: Sendable, Hashable {
  package enum AlignedLine: Sendable, Hashable {
    /// The lines agree; numbers that do so only by one unit of their last digit are named.
    case same(documented: Int, fresh: Int, nearMisses: [Discrepancy])
    /// A documented line `...` and what it stands for.
    case elided(documented: Int, fresh: Range<Int>)
    /// A fresh line stands in the place of a documented one and does not agree.
    case changed(documented: Int, fresh: Int)
    /// A documented line that nothing stands in the place of.
    case missing(documented: Int)
    /// A fresh line that nothing documents.
    case extra(fresh: Int)
  }

  package var documented: [String]
  package var fresh: [String]
  package var comparison: Comparison
  package var alignedLines: [AlignedLine]
  var kinds = FreshLineKinds()

  package var agrees: Bool {
    alignedLines.allSatisfy { line in
      switch line {
      case .same, .elided: true
      case .changed, .missing, .extra: false
      }
    }
  }

  /// The documented lines beside those that are written in their place, byte by byte.
  ///
  /// - Parameters:
  ///   - line: what is written for a fresh line that takes the place of a documented one.
  ///   - new: what is written for one that nothing documents.
  func written(_ line: (_ documented: String, _ fresh: String) -> String, new: (String) -> String) -> TextComparison {
    var result = self
    // Of what is written every digit counts.
    result.comparison.numbers = .within(0)
    result.comparison.hasEllipses = false
    for step in alignedLines {
      switch step {
      case .changed(let documented, let index): result.fresh[index] = line(self.documented[documented], fresh[index])
      case .extra(let index): result.fresh[index] = new(fresh[index])
      case .same, .elided, .missing: continue
      }
    }
    return result
  }

  /// Where two lines differ.
  package func differences(documented: Int, fresh: Int) -> [Discrepancy] {
    (kinds.rounded.contains(fresh) ? comparison.withRoundedIntegers : comparison)
      .match(self.documented[documented], self.fresh[fresh]).differences()
  }
}

/// The fresh lines of a text that are lines of values.
package struct FreshLineKinds: Sendable, Hashable {
  /// Those whose whole numbers may be rounded, as those of tensors.
  package var rounded: Set<Int> = []
  /// The rules below the titles of tables, which are as long as their columns are wide: with a number of one digit more they are
  /// longer, and say nothing else.
  package var rules: Set<Int> = []

  package init() {}

  /// The same of some of the lines, which are counted anew.
  func of(_ lines: [Int]) -> FreshLineKinds {
    var kinds = FreshLineKinds()
    kinds.rounded = Set(lines.indices.filter { rounded.contains(lines[$0]) })
    kinds.rules = Set(lines.indices.filter { rules.contains(lines[$0]) })
    return kinds
  }

  /// Adds those of a text that comes so many lines further down.
  mutating func add(_ kinds: FreshLineKinds, at line: Int) {
    rounded.formUnion(kinds.rounded.map { $0 + line })
    rules.formUnion(kinds.rules.map { $0 + line })
  }
}

extension Comparison {
  /// - Parameter kinds: which fresh lines are more than text.
  package func compare(
    _ documented: [String], _ fresh: [String], kinds: FreshLineKinds = FreshLineKinds()
  ) -> TextComparison {
    var alignment = LineAlignment(documented: documented, fresh: fresh, comparison: self, kinds: kinds)
    return TextComparison(
      documented: documented, fresh: fresh, comparison: self, alignedLines: alignment.alignedLines(), kinds: kinds)
  }

  /// Texts of several lines.
  package func compare(_ documented: String, _ fresh: String) -> TextComparison {
    compare(OutputText.lines(documented), OutputText.lines(fresh))
  }

  func match(_ documented: String, _ fresh: String) -> LineMatch {
    LineMatch(
      documented: ScannedLine(documented, self, isDocumented: true),
      fresh: ScannedLine(fresh, self, isDocumented: false), comparison: self)
  }
}
