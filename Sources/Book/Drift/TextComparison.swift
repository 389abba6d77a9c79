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
  /// The fresh lines whose whole numbers may be rounded, as those of tensors.
  package var roundedLines: Set<Int> = []

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
    (roundedLines.contains(fresh) ? comparison.withRoundedIntegers : comparison)
      .match(self.documented[documented], self.fresh[fresh]).differences()
  }
}

extension Comparison {
  /// - Parameter roundedLines: the fresh lines whose whole numbers may be rounded, as those of tensors.
  package func compare(_ documented: [String], _ fresh: [String], roundedLines: Set<Int> = []) -> TextComparison {
    var alignment = LineAlignment(
      documented: documented, fresh: fresh, comparison: self, roundedLines: roundedLines)
    return TextComparison(
      documented: documented, fresh: fresh, comparison: self, alignedLines: alignment.alignedLines(),
      roundedLines: roundedLines)
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
