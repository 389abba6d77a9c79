import Testing

@testable import Book

@Suite("What a terminal shows of what was printed")
struct TerminalScreenTests {
  private func text(_ printed: String) -> [String] { TerminalScreen.lines(printed).map(\.text) }

  @Test(
    "Text without anything that steers a terminal stays as it is", arguments: ["", "a", "a\n", "\na\n\n", " a \t b \n"])
  func plain(printed: String) {
    #expect(text(printed) == OutputText.lines(printed))
    // As in a text in which something else steers one.
    #expect(text(printed + "\u{1B}[m") == OutputText.lines(printed))
  }

  @Test("Moves to where nothing stands cost no more than a text may, however many they are")
  func bounded() {
    let count = 4_000
    let lines = text(String(repeating: "\u{1B}[999Cx\n", count: count))
    #expect(lines.count == count)
    #expect(lines.first == String(repeating: " ", count: 999) + "x")
    #expect(lines.last == "x")
    #expect(lines.reduce(0) { $0 + $1.utf8.count } == (1 << 20) + count)
  }

  @Test(
    "A carriage return goes back to the start of the line, which is written over",
    arguments: [
      ("10 %\r100 %\n", ["100 %"]), ("100 %\r99\n", ["990 %"]), ("a\r\nb\r\n", ["a", "b"]), ("a\rb", ["b"]),
      ("loading\r       \rdone\n", ["done"]), ("a\n50 %\r\u{1B}[Kb\n", ["a", "b"]), ("50 %\r\u{1B}[K", []),
      ("日本\rab\n", ["ab本"]), ("日本\ra\n", ["a 本"]), ("e\u{301}x\r\u{1B}[Cy\n", ["e\u{301}y"]),
    ])
  func carriageReturn(printed: String, shown: [String]) {
    #expect(text(printed) == shown)
  }

  @Test(
    "The cursor goes where it is sent, and no farther than a terminal is large",
    arguments: [
      ("ab\u{08}c\n", ["ac"]), ("\u{08}a\n", ["a"]),
      ("a 0 %\nb 0 %\n\u{1B}[2A\u{1B}[2Ka 9 %\n\u{1B}[2Kb 9 %\n", ["a 9 %", "b 9 %"]),
      ("a\nb\nc\n\u{1B}[3F\u{1B}[Jend\n", ["end"]), ("x\u{1B}[2J\u{1B}[Hy\n", ["y"]),
      ("a\u{1B}[3Cb\n", ["a   b"]), ("abc\u{1B}[2Gx\n", ["axc"]), ("a\u{1B}[s\nb\u{1B}[u!\nc\n", ["a!", "c"]),
      ("abc\u{1B}[2D\u{1B}[1Kd\n", [" dc"]),
    ])
  func cursor(printed: String, shown: [String]) {
    #expect(text(printed) == shown)
  }

  @Test("However far it is sent, the text stays of bounded size")
  func bounds() {
    let far = text("\u{1B}[999999999Cx\u{1B}[999999999By\u{1B}[99999999999999999999;99999999999999999999Hz")
    #expect(far.count == 1000)
    #expect(far[0] == String(repeating: " ", count: 999) + "x")
  }

  @Test(
    "What else steers a terminal leaves nothing behind, and swallows nothing",
    arguments: [
      ("\u{1B}]0;title\u{07}a\n", "a"), ("\u{1B}]8;;https://x.org\u{1B}\\link\u{1B}]8;;\u{1B}\\\n", "link"),
      ("\u{1B}[?25la\u{1B}[?25h\n", "a"), ("\u{1B}(Ba\n", "a"), ("\u{1B}c\u{1B}=a\n", "a"), ("a\u{07}\n", "a"),
      ("\u{1B}[12", ""), ("\u{1B}", ""), ("\u{1B}[3é1ma\n", "é1ma"), ("\u{1B}]0;no end\n", ""),
      ("\u{1B}\u{1B}[1ma\n", "a"),
    ])
  func otherSequences(printed: String, shown: String) {
    #expect(text(printed).joined(separator: "|") == shown)
  }

  private func style(_ printed: String) -> TextStyle? { TerminalScreen.lines(printed).first?.runs.first?.style }

  private func style(_ change: (inout TextStyle) -> Void) -> TextStyle {
    var style = TextStyle()
    change(&style)
    return style
  }

  @Test("Colours and styles become runs of the text")
  func runs() {
    let line = TerminalScreen.lines("a \u{1B}[1;31mé\u{1B}[4mb\u{1B}[0m c\u{1B}[42md\u{1B}[49m\n")[0]
    #expect(line.text == "a éb cd")
    let bold = style { ($0.isBold, $0.colour) = (true, .named(1)) }
    #expect(
      line.runs == [
        .init(2..<4, bold), .init(4..<5, style { ($0.isBold, $0.isUnderlined, $0.colour) = (true, true, .named(1)) }),
        .init(7..<8, style { $0.background = .named(2) }),
      ])
  }

  @Test("A style holds beyond the end of its line, and until it is taken back")
  func acrossLines() {
    let lines = TerminalScreen.lines("\u{1B}[3ma\nb\u{1B}[23mc\n")
    #expect(lines.map { $0.runs.map(\.range) } == [[0..<1], [0..<1]])
    #expect(StyledText(lines: lines).lines == lines)
    #expect(StyledText(lines: lines).runs.map(\.range) == [0..<1, 2..<3])
  }

  @Test("Colours may be named, numbered and mixed")
  func colours() {
    #expect(style("\u{1B}[95mx") == style { $0.colour = .named(13) })
    #expect(style("\u{1B}[103mx") == style { $0.background = .named(11) })
    #expect(style("\u{1B}[38;5;9mx") == style { $0.colour = .named(9) })
    #expect(style("\u{1B}[38;5;208mx") == style { $0.colour = .rgb(red: 255, green: 135, blue: 0) })
    #expect(style("\u{1B}[48;5;232mx") == style { $0.background = .rgb(red: 8, green: 8, blue: 8) })
    let mixed = style { ($0.colour, $0.isBold) = (.rgb(red: 1, green: 2, blue: 3), true) }
    for sequence in ["38;2;1;2;3;1", "38:2:1:2:3;1", "38:2::1:2:3;1"] {
      #expect(style("\u{1B}[\(sequence)mx") == mixed)
    }
    for nothing in ["38;5;256", "38;2;1;2", "38", "48;7;1", "58;5;9", "53", "0", ""] {
      #expect(style("\u{1B}[\(nothing)mx") == nil, "\(nothing)")
    }
  }

  @Test("A documented line that agrees has the colours of the printed one, wherever its numbers begin and end")
  func documented() {
    func runs(_ documented: String, _ printed: String) -> [String] {
      let line = Comparison().styled(documented, as: TerminalScreen.lines(printed)[0])
      let bytes = Array(line.text.utf8)
      return line.runs.map { String(decoding: bytes[$0.range], as: UTF8.self) }
    }
    #expect(runs("a b", "a \u{1B}[1mb") == ["b"])
    #expect(
      runs("loss 0.07 of 10", "\u{1B}[1mloss\u{1B}[m 0.0712 \u{1B}[2mof\u{1B}[m \u{1B}[1m10") == [
        "loss", "of", "10",
      ])
    #expect(runs("é  0.07, ok", "é 0\u{1B}[1m.07\u{1B}[m12, \u{1B}[1mok") == ["0.07", "ok"])
    #expect(runs("wait \\...", "wait \u{1B}[1m...") == ["..."])
    #expect(runs("wait ...", "\u{1B}[1mwait for it") == [])
  }
}
