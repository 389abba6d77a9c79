import Markdown
import Outputs
import TestSupport
import Testing

@testable import Book

@Suite("Questions")
struct QuestionTests {
  private func question(_ choices: String) -> CellQuestion? {
    var options = CellOptions()
    (options.predict, options.choices) = (true, choices)
    return CellQuestion(options)
  }

  @Test("A cell without the option asks nothing")
  func none() { #expect(CellQuestion(CellOptions()) == nil) }

  @Test("The answer is all that is shown, in one line, and no picture")
  func answer() throws {
    let question = try #require(self.question(""))
    #expect(question.answer([ShownOutput(.text("a\n b  c\n"))]) == "a b c")
    #expect(
      question.answer([
        ShownOutput(.value("[[1,  2]]\nshape [1, 2]\n", .tensor(TensorValue(shape: [1, 2], elements: nil))))
      ])
        == "[[1, 2]]")
    // Three dots that were printed are part of it.
    #expect(question.answer([ShownOutput(.text("a ..."))]) == "a ...")
    #expect(question.answer([ShownOutput(.picture(svg: "", description: ""))]) == nil)
    #expect(question.answer([]) == nil)
  }

  @Test("The right choice is the one that the page shows, whatever blanks are in it")
  func right() throws {
    let question = try #require(self.question("[ 1,  2 ]; \u{2212}1.50;1.5 "))
    #expect(question.choices == ["[1, 2]", "-1.50", "1.5"])
    #expect(question.right(for: "[1, 2]") == 0)
    #expect(question.right(for: "1.5") == 2)
    #expect(question.right(for: "1.51") == nil)
  }

  private func errors(_ options: String, documented: String, _ fresh: [Output]) -> [String] {
    Fixture("```swift {#q .predict \(options)}\n1\n```\n\(documented)", [.outputs(fresh)]).report().diagnostics.map(
      \.summary)
  }

  @Test("One of the choices must be what the cell gives")
  func checked() {
    let documented = "```output\n[2, 2]\n```\n"
    #expect(errors("choices=\"[1, 1]; [2, 2]\"", documented: documented, [.value("[2, 2]\n")]) == [])
    #expect(
      errors("choices=\"[1, 1]; [3, 3]\"", documented: documented, [.value("[2, 2]\n")])
        == ["none of the choices of 'a#q' is what its page shows, '[2, 2]'"])
    #expect(
      errors("choices=\"1; 2\"", documented: "", [])
        == ["'a#q' is to be predicted, and shows nothing"])
    #expect(
      errors("choices=\"[1, 1]; [2, 2]; [2,  2.0]\"", documented: documented, [.value("[2, 2]\n")]) == [])
    #expect(
      errors("choices=\"1.25; 1.2511\"", documented: "```output\n1.25\n```\n", [.value("1.2511\n")])
        == ["two choices of 'a#q' agree with what it gives: '1.25' and '1.2511'"])
  }

  @Test("A question whose answer leaves something out is an error of its author; three dots that are printed are none")
  func elided() {
    func problems(_ line: String, options: String = "") -> [String] {
      let chapter = "```swift {#q .predict \(options)}\n1\n```\n\n```output\n1\n\(line)\n```\n"
      return read(chapter).filter { $0.severity == .error }.map { "\($0.location?.start.line ?? 0): \($0.summary)" }
    }
    let error = "7: a question whose answer leaves something out has no right answer"
    #expect(problems("...") == [error])
    #expect(problems("a ... b") == [error])
    #expect(problems("2", options: "choices=\"1; 2\"") == [])
    #expect(problems(#"a \..."#) == [])
  }

  @Test("A comment that says what a question's cell prints is an error, one that nearly does so a warning")
  func comment() {
    func problems(_ comment: String, _ options: String = ".predict") -> [String] {
      read("```swift {#q \(options)}\nprint(2)  \(comment)\n```\n\n```output\n2\n```\n")
        .map { "\($0.severity) \($0.location?.start.line ?? 0): \($0.summary)" }
    }
    let summary = "this comment gives the answer to the question that its cell asks"
    #expect(problems("// Prints \"2\"") == ["error 2: " + summary])
    #expect(problems("// prints '2'") == ["warning 2: " + summary])
    #expect(problems("// Prints \"2\"", "") == [])
    #expect(problems("// Two.") == [])
  }

  private func read(_ text: String) -> [Diagnostic] {
    ChapterParser(file: "a.md").parse(SourceText(name: "a.md", text: text)).diagnostics
  }

  @Test("A number is right as the page shows it, however many digits a run gives")
  func digits() {
    let documented = "```output\n1.25\n```\n"
    #expect(errors("choices=\"1.25; 2\"", documented: documented, [.value("1.2511\n")]) == [])
  }
}
