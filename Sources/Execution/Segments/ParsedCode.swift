import Book
import Foundation
import Storage

/// What parsing the code of a chapter's cells gave, as it is kept for later runs of the tool: where nothing has changed, no code is
/// parsed again.
private struct ParsedCode: Codable, Sendable {
  /// By the code as it is written.
  var steps: [String: StepCode]
  /// Whether it declares something of the name `print`, by the code that is compiled; of code that has the word.
  var declaresPrint: [String: Bool]
}

extension Chapter {
  /// Knows of the code of its cells what a run of the tool before this one found.
  ///
  /// - Parameter tool: what distinguishes the tool's program: another one may read code otherwise.
  func recallCode(from cache: Cache, tool: String) {
    let codes = cells.map(\.code)
    let parsed = cache.value(
      "code", CacheKey([tool] + codes), read: { try? JSONDecoder().decode(ParsedCode.self, from: Data($0)) },
      write: { (try? JSONEncoder().encode($0)).map(Array.init) ?? [] },
      make: {
        let steps = Dictionary(codes.map { ($0, StepCode(of: $0)) }) { first, _ in first }
        let mentioning = cells.indices.filter { codes[$0].contains("print") }.map { stepCode(ofCell: $0).text }
        return ParsedCode(
          steps: steps,
          declaresPrint: Dictionary(mentioning.map { ($0, CellSyntax.declaresPrint(in: $0)) }) { first, _ in first })
      })
    guard let parsed else { return }
    for (code, step) in parsed.steps { StepCode.recall(step, of: code) }
    for (text, declares) in parsed.declaresPrint { CellSyntax.recall(declaresPrint: declares, in: text) }
  }
}
