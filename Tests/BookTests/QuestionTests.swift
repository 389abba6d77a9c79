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
    #expect(
      errors("choices=\"a ...; b\"", documented: "```output\na ...\n```\n", [.text("a 1\n")])
        == ["'a#q' has choices, and shows no text that could be one"])
  }

  @Test("A number is right as the page shows it, however many digits a run gives")
  func digits() {
    let documented = "```output\n1.25\n```\n"
    #expect(errors("choices=\"1.25; 2\"", documented: documented, [.value("1.2511\n")]) == [])
  }
}
