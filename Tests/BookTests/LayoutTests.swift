import Book
import Outputs
import Testing

/// Where in a chapter a cell may stand: what begins its first line and its further ones, and its fence.
struct Layout: Sendable, CustomTestStringConvertible {
  var name: String
  var before = ""
  var first: String
  var further: String
  var fence = "```"
  /// Whether the cell is the first thing in its file.
  var isAtStart = false
  /// What follows the closing fence on its line.
  var trailing = ""
  var testDescription: String { name }

  static let all: [Layout] = [
    .init(name: "plain", first: "", further: ""),
    .init(name: "indented by two", first: "  ", further: "  "),
    .init(name: "indented by three, further lines not", first: "   ", further: ""),
    .init(name: "tildes", first: "", further: "", fence: "~~~"),
    .init(name: "a long fence", first: "", further: "", fence: "``````"),
    .init(name: "blanks after the fence", first: "", further: "", trailing: "  \t"),
    .init(name: "at the start of the file", first: "", further: "", isAtStart: true),
    .init(name: "after a byte-order mark", before: "\u{FEFF}", first: "", further: "", isAtStart: true),
    .init(name: "a list after a byte-order mark", before: "\u{FEFF}", first: "- ", further: "  ", isAtStart: true),
    .init(name: "a bullet", first: "- ", further: "  "),
    .init(name: "a star and three blanks", first: "*   ", further: "    "),
    .init(name: "a number", first: "1. ", further: "   "),
    .init(name: "a long number", first: "1234) ", further: "      "),
    .init(name: "an indented bullet", first: "  + ", further: "    "),
    .init(name: "under a bullet", before: "- text\n\n", first: "  ", further: "  "),
    .init(name: "a tab under a bullet", before: "- text\n\n", first: "\t", further: "\t"),
    .init(name: "a tab under a number", before: "1. text\n\n", first: "\t", further: "\t"),
    .init(name: "a tab under a wide bullet", before: "-   text\n\n", first: "\t", further: "\t"),
    .init(name: "blanks and a tab under a bullet", before: "- text\n\n", first: "  \t", further: "  \t"),
    .init(name: "a tab after a bullet", first: "-\t", further: "\t"),
    .init(name: "a tab after a bullet, blanks below", first: "-\t", further: "    "),
    .init(name: "a tab after a number", first: "1.\t", further: "\t"),
    .init(name: "a number, tabs below", first: "1. ", further: "\t"),
    .init(name: "nested bullets", first: "- - ", further: "    "),
    .init(name: "nested with a tab", before: "- text\n  - more\n\n", first: "\t", further: "\t"),
    .init(name: "nested with two tabs", before: "- text\n\n\t- more\n\n", first: "\t\t", further: "\t\t"),
    .init(name: "a bullet in a number", first: "1. - ", further: "     "),
    .init(name: "a quote", first: "> ", further: "> "),
    .init(name: "a quote without blank", first: ">", further: ">"),
    .init(name: "a quote with a tab", first: ">\t", further: ">\t"),
    .init(name: "a quote with two blanks", first: ">  ", further: ">  "),
    .init(name: "a quote, its further lines without blank", first: "> ", further: ">"),
    .init(name: "quotes in a quote", first: "> > ", further: "> > "),
    .init(name: "quotes without blanks", first: ">>", further: ">>"),
    .init(name: "an indented quote", first: "  > ", further: "  > "),
    .init(name: "a quote in a list", first: "- > ", further: "  > "),
    .init(name: "a quote without blank in a list", first: "- >", further: "  >"),
    .init(name: "a quote under a bullet and a tab", before: "- text\n\n", first: "\t> ", further: "\t> "),
    .init(name: "a list in a quote", first: "> 1. ", further: ">    "),
    .init(name: "a list in a quote without blank", first: ">- ", further: ">   "),
    .init(name: "a tab in a list in a quote", first: "> -\t", further: "> \t"),
  ]

  /// A chapter with a cell there, with outputs that are documented as `documented` says.
  func chapter(_ documented: [String]?, comment: String = "", ending: String, hasFinalEnding: Bool) -> String {
    var lines = ["\(fence)swift {#c}", "print(1)\(comment)", fence + trailing]
    if let documented { lines += ["", "\(fence)output"] + documented + [fence + trailing] }
    let cell = lines.enumerated().map { ($0.offset == 0 ? first : further) + $0.element }
    let text = (isAtStart ? before : "# A\n\n" + before) + cell.joined(separator: "\n")
    return (text + (hasFinalEnding ? "\n" : "")).replacing("\n", with: ending)
  }
}

@Suite("Accept, wherever a cell stands")
struct LayoutTests {
  static let outputs: [[Output]] = [
    [.text("a\n")], [.text("a\n b\n\n\tc  \n")], [.text("  a\n"), .picture(svg: "<svg/>", description: "A [d]")],
    [.text("```\n~~~\n````x\n")], [.text("> a\n- b\n1. c\n# d\n")], [.text("...\n\n\n")],
    [.picture(svg: "<svg/>", description: "d"), .text("\ta\n")],
  ]
  static let endings = ["\n", "\r\n", "\r"]

  /// Accepts, checks, and accepts again.
  private func converges(_ fixture: Fixture, _ comment: Comment) throws {
    try #require(fixture.chapter.cells.count == 1, comment)
    let accepted = try fixture.accepted()
    let report = accepted.report()
    let problems = report.diagnostics.map(\.summary)
    #expect(report.cells.map(\.verdict) == [.agrees], "\(comment)\n\(accepted.text.debugDescription)\n\(problems)")
    #expect(accepted.acceptance().isEmpty, "\(comment)\n\(accepted.text.debugDescription)")
    #expect(accepted.text.hasPrefix(String(fixture.text.prefix(3))))
  }

  @Test("A new output is accepted in one step", arguments: Layout.all)
  func added(_ layout: Layout) throws {
    for ending in Self.endings {
      for outputs in Self.outputs {
        for hasFinalEnding in [true, false] {
          let text = layout.chapter(nil, ending: ending, hasFinalEnding: hasFinalEnding)
          try converges(Fixture(text, [.outputs(outputs)]), "\(ending.debugDescription) \(outputs)")
        }
      }
    }
  }

  @Test("A changed output is accepted in one step", arguments: Layout.all)
  func changed(_ layout: Layout) throws {
    for ending in Self.endings {
      for documented in [[], ["a"], [" a", "b", "", "old"], ["...", "x"]] {
        for outputs in Self.outputs {
          let text = layout.chapter(documented, ending: ending, hasFinalEnding: true)
          let figures = ["figures/c.svg": figure("<svg x=\"1\"/>", of: "a#c")]
          try converges(
            Fixture(text, [.outputs(outputs)], figures: figures), "\(ending.debugDescription) \(documented) \(outputs)")
        }
      }
    }
  }

  @Test("A comment is found and accepted in one step", arguments: Layout.all)
  func comments(_ layout: Layout) throws {
    for ending in Self.endings {
      let text = layout.chapter(nil, comment: " // Prints \"2\"", ending: ending, hasFinalEnding: true)
      let fixture = Fixture(text, [.outputs([.text("1\n")], byStatement: 0)])
      #expect(fixture.report().cells.map(\.verdict) == [.drifted], "\(ending.debugDescription)")
      #expect(try fixture.accepted().text == text.replacing("\"2\"", with: "\"1\""))
      try converges(fixture, "\(ending.debugDescription)")
    }
  }
}
