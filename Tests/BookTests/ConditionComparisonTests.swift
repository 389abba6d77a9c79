import Book
import Outputs
import Testing

@Suite("What outputs depend on")
struct ConditionComparisonTests {
  private static let text = "```swift\n1\n```\n\n```output\n0.50\n```\n"

  /// Runs a comparison to its end.
  ///
  /// - Parameter run: what the cell prints when a condition is varied for the nth time, from 0; nothing where it fails.
  /// - Returns: what is found, and how often each condition was varied.
  private func found(
    documented: String = "0.50", exact: Bool = false, _ run: (RunCondition, Int) -> String?
  ) -> (diagnostics: [Diagnostic], counts: [RunCondition: Int]) {
    let fixture = Fixture(Self.text.replacing("0.50", with: documented), [.text("0.50\n")])
    var comparison = ConditionComparison(fixture.chapter, fixture.results, exact: exact, readFigure: { _ in nil })
    var counts: [RunCondition: Int] = [:]
    func vary(_ condition: RunCondition) {
      let cell =
        run(condition, counts[condition, default: 0]).map { CellResult.text($0 + "\n") }
        ?? CellResult(outcome: .failed(CellFailure(.hostEnded)))
      counts[condition, default: 0] += 1
      comparison.add([Fixture(fixture.text, [cell]).results], varying: condition)
    }
    for condition in RunCondition.varied { vary(condition) }
    while let condition = comparison.nextCondition { vary(condition) }
    return (comparison.diagnostics, counts)
  }

  @Test("A condition is named where it changes the output each time, and as many runs with nothing varied agree")
  func confirmed() {
    let (found, counts) = found { condition, _ in condition == .threads ? "0.9" : "0.50" }
    #expect(found.map(\.summary) == ["the output of 'a#cell-1' depends on the number of threads"])
    #expect(counts == [.threads: 4, .run: 4, .hashSeed: 1, .generatorSeed: 1])
  }

  @Test("What agrees everywhere is run once in each condition")
  func steady() {
    let (found, counts) = found { _, _ in "0.50" }
    #expect(found.isEmpty && counts == [.threads: 1, .hashSeed: 1, .generatorSeed: 1])
  }

  @Test("What differs with nothing varied changes from run to run, whenever it does", arguments: 0..<4)
  func unsteadyControl(run: Int) {
    let (found, counts) = found { condition, count in
      condition == .run ? (count == run ? "0.9" : "0.50") : condition == .hashSeed ? "0.50" : "0.9"
    }
    #expect(found.map(\.summary) == ["the output of 'a#cell-1' changes from run to run"])
    #expect(found.map(\.dependences) == [[.run]])
    #expect(counts[.run] == run + 1)
  }

  @Test("So does what a condition changes at times", arguments: 1..<4)
  func notReproduced(run: Int) {
    let (found, _) = found { condition, count in condition == .threads && count != run ? "0.9" : "0.50" }
    #expect(found.map(\.dependences) == [[.run]])
  }

  @Test("A cell that drifts in a build is not judged")
  func drifting() {
    let (found, counts) = found(documented: "0.70") { condition, _ in condition == .threads ? "0.9" : "0.50" }
    #expect(found.isEmpty && counts[.run] == nil)
  }

  @Test("What still agrees is a note where the condition changes it each time, and nothing where it changes anyway")
  func agreeing() {
    let (steady, _) = found { condition, _ in condition == .threads ? "0.501" : "0.50" }
    #expect(steady.map(\.severity) == [.note])
    #expect(steady.map(\.dependences) == [[.threads]])
    let (unsteady, _) = found { condition, count in
      condition == .run && count == 2 || condition == .threads ? "0.501" : "0.50"
    }
    #expect(unsteady.isEmpty)
    let (sometimes, _) = found { condition, count in condition == .threads && count != 1 ? "0.501" : "0.50" }
    #expect(sometimes.isEmpty)
  }

  @Test("A failure is blamed on a condition in which it comes up each time, and nowhere else")
  func failures() {
    let (steady, _) = found { condition, _ in condition == .threads ? nil : "0.50" }
    #expect(steady.map(\.dependences) == [[.threads]])
    let (sometimes, _) = found { condition, count in condition == .threads && count != 2 ? nil : "0.50" }
    #expect(sometimes.map(\.dependences) == [[.run]])
    let (anywhere, _) = found { condition, count in
      condition == .threads || condition == .run && count == 3 ? nil : "0.50"
    }
    #expect(anywhere.map(\.dependences) == [[.run]])
  }
}
