import Book
import TestSupport
import Testing

@Suite("Words about pictures")
struct PictureDescriptionTests {
  static let cell = "```swift {#a}\n1\n```\n\n"

  static func svg(_ description: String, mark: String = "1") -> String {
    "<svg role=\"img\" aria-label=\"\(description)\">\n<text>\(mark)</text>\n</svg>\n"
  }

  /// A chapter whose picture has the words `words`; the file says `documented`, the run `fresh`.
  static func fixture(
    _ words: String, documented: String = "Loss is 14.3 at 1 and 0.0719 at 10.", fresh: String? = nil,
    values: [ValueResult] = []
  ) -> Fixture {
    let description = fresh ?? documented
    return Fixture(
      "\(cell)![\(words)](figures/a.svg)\n",
      [.outputs([.picture(svg: svg(description), description: description)])], values: values,
      figures: ["figures/a.svg": figure(svg(documented), of: "a#a")])
  }

  @Test("The picture's own words follow it when it is accepted")
  func follows() throws {
    let words = "Loss is 14.3 at 1 and 0.0719 at 10."
    let fixture = Self.fixture(words, fresh: "Loss is 15.1 at 1 and 0.0911 at 10.")
    let drifts = fixture.report().diagnostics
    #expect(drifts.map(\.severity) == [.drift])
    #expect(drifts.first?.summary.hasPrefix("the picture 'figures/a.svg' of 'a#a' drifted") == true)
    let accepted = try fixture.accepted()
    #expect(accepted.text == "\(Self.cell)![Loss is 15.1 at 1 and 0.0911 at 10.](figures/a.svg)\n")
    #expect(accepted.report().cells[0].verdict == .agrees)
    #expect(accepted.acceptance().isEmpty)
  }

  @Test("A picture that drifted is reported by both descriptions, with both drawings, and without lines of either")
  func descriptions() throws {
    let (old, new) = ("Loss is 14.3 at 1 and 0.0719 at 10.", "Loss is 15.1 at 1 and 0.0719 at 10.")
    let drift = try #require(Self.fixture(old, documented: old, fresh: new).report().diagnostics.first)
    #expect(drift.summary == "the picture 'figures/a.svg' of 'a#a' drifted: 14.3 is now 15.1 (+0.8)")
    #expect(drift.differences.map(\.documented) == [old] && drift.differences.map(\.fresh) == [new])
    #expect(drift.picture?.documented?.svg == Self.svg(old) && drift.picture?.fresh?.svg == Self.svg(new))
    #expect(!TerminalFormatter(colour: false).format(drift).contains("<svg"))
  }

  @Test("Where the descriptions are the same, the drawing is said to be another")
  func sameDescription() throws {
    let words = "Loss is 14.3 at 1 and 0.0719 at 10."
    var fixture = Self.fixture(words)
    fixture.results.cells[0] = .outputs([.picture(svg: Self.svg(words, mark: "9"), description: words)])
    let drift = try #require(fixture.report().diagnostics.first)
    #expect(
      drift.summary
        == "the picture 'figures/a.svg' of 'a#a' drifted: it is drawn otherwise, and says the same of itself")
    #expect(drift.differences == [] && drift.explanation == "The fresh one says: “\(words)”")
  }

  @Test("A step that is not shown and drifted is named, with what it says of itself")
  func steps() throws {
    func svg(_ marks: [String]) -> String {
      let steps = marks.enumerated().map { index, mark in
        "<g\(index == 0 ? "" : " display=\"none\"")><desc>Step \(index + 1) of 3: it is &lt;\(mark)&gt;.</desc>\n"
          + "<g transform=\"scale(2)\">\n<path d=\"M\(mark) 1\"/>\n</g>\n</g>"
      }
      return
        "<svg aria-label=\"Step 1 of 3: it is 1.\">\n<g class=\"steps\">\n\(steps.joined(separator: "\n"))\n</g>\n</svg>\n"
    }
    func drift(_ marks: [String]) throws -> Diagnostic {
      let words = "Step 1 of 3: it is 1."
      var fixture = Self.fixture(words)
      fixture.figures = ["figures/a.svg": figure(svg(["1", "2", "3"]), of: "a#a")]
      fixture.results.cells[0] = .outputs([.picture(svg: svg(marks), description: words)])
      return try #require(fixture.report().diagnostics.first)
    }
    let one = try drift(["1", "7", "3"])
    #expect(one.summary == "the picture 'figures/a.svg' of 'a#a' drifted: its step 2 is drawn otherwise")
    #expect(one.explanation == "The fresh one says: “Step 2 of 3: it is <7>.”")
    let two = try drift(["1", "7", "8"])
    #expect(two.summary.hasSuffix("drifted: its steps 2 and 3 are drawn otherwise"))
    #expect(two.explanation == "The fresh one says: “Step 2 of 3: it is <7>.”\n“Step 3 of 3: it is <8>.”")
  }

  @Test("What accept would write is known for each drift: the words, the file, the words of the same picture elsewhere")
  func replacements() throws {
    let (old, new) = ("Loss is 14.3 at 1 and 0.0719 at 10.", "Loss is 15.1 at 1 and 0.0911 at 10.")
    var fixture = Self.fixture(old, documented: old, fresh: new)
    fixture.text += "\nOnce more.\n\n![Loss is 1.3 at 1 and 0.0719 at 10.](figures/a.svg)\n"
    let acceptance = fixture.acceptance()
    let replacements = fixture.report().diagnostics.map { acceptance.replacements(for: $0, of: fixture.chapter) }
    #expect(replacements.map { $0.map(\.file) } == [["a.md", "figures/a.svg"], ["a.md"]])
    #expect(replacements.map { $0[0].text } == [new, new])
    #expect(replacements[0][1].location == nil && replacements[0][1].text.contains(new))
    let location = try #require(replacements[1][0].location)
    #expect(fixture.chapter.source.text(in: location.range) == "Loss is 1.3 at 1 and 0.0719 at 10.")
  }

  @Test("A picture that is shown once more, in whatever way, is held to the same")
  func again() {
    let words = "Loss is 14.3 at 1 and 0.0719 at 10."
    let marked = MarkedText(
      """
      Again: ![Down to «99»](figures/a.svg), ![down to 0.072](figures/a.svg).

      > ![Loss is 14.3 at 1 and «0.55» at 10.](figures/a.svg "title")

      [![Rises to «98»](figures/a.svg)](https://example.org) ![Rises to «97»][a]

      - ![Own picture of 96](other.svg)

      Of HTML: <img src="figures/a.svg" alt="down to «95»"> <IMG alt='0.072' src='figures/a.svg'><img src=figures/a.svg>

      > <div><img width="5"
      >   alt="«&minus;0.0719, 1»" src="./figures/%61.svg"/></div>

      - A formula, ![«$x_1 < 14.3 + 94$»](figures/a.svg)

      [a]: figures/a.svg
      """)
    let above = "\(Self.cell)![\(words)](figures/a.svg)\n\n"
    var fixture = Self.fixture(words)
    fixture.text = above + marked.text
    fixture.figures["other.svg"] = Self.svg("nothing")
    let drifts = fixture.report().diagnostics.filter { $0.severity == .drift }
    #expect(
      drifts.map(\.location?.range)
        == marked.ranges.map { $0.lowerBound + above.utf8.count..<$0.upperBound + above.utf8.count })
  }

  @Test("Whatever is read of an image is held to it: titles, names, images in several sizes, as objects and on buttons")
  func everythingThatIsRead() {
    let marked = MarkedText(
      """
      ![0.072](figures/a.svg "down to «91»") <img src="figures/a.svg" title="«92»" aria-label='«93»' alt="14.3">

      <img srcset="b.svg, figures/a.svg 2x" alt="«94»"> <object data="figures/a.svg" aria-label="«95»"></object>

      <input type="image" src="figures/a.svg" alt="«96»">
      """)
    let above = "\(Self.cell)![0.072](figures/a.svg '"
    var fixture = Self.fixture("0.072")
    fixture.text = above + "90')\n\n" + marked.text
    let drifts = fixture.report().diagnostics.filter { $0.severity == .drift }
    #expect(
      drifts.map(\.location?.range)
        == [above.utf8.count..<above.utf8.count + 2]
        + marked.ranges.map { $0.lowerBound + above.utf8.count + 6..<$0.upperBound + above.utf8.count + 6 })
  }

  @Test("The words about a picture of a cell that is only shown are held to its file")
  func onlyShown() throws {
    var fixture = Self.fixture("Down to 0.5")
    fixture.text = fixture.text.replacing("{#a}", with: "{#a .no-run}")
    fixture.results = ChapterResults(
      cells: [CellResult(outcome: .notRun(.noRun))], checkedValues: [])
    #expect(fixture.report().diagnostics.map(\.severity) == [.drift])
    fixture.text = fixture.text.replacing("0.5", with: "0.072")
    #expect(fixture.report().diagnostics == [])
  }

  @Test("Its own words follow it there too, and cells that exchange their ids leave no false words")
  func exchanged() throws {
    let (first, second) = ("Loss is 1 at 2.", "Loss is 3 at 4.")
    let outputs = [first, second].map { CellResult.outputs([.picture(svg: Self.svg($0), description: $0)]) }
    func text(_ a: String, _ b: String) -> String {
      "```swift {#\(a)}\n1\n```\n\n![\(first)](figures/a.svg)\n\n```swift {#\(b)}\n2\n```\n\n![\(second)](figures/b.svg)\n"
    }
    let figures = ["a": first, "b": second].reduce(into: [String: String]()) {
      $0["figures/\($1.key).svg"] = figure(Self.svg($1.value), of: "a#\($1.key)")
    }
    #expect(Fixture(text("a", "b"), outputs, figures: figures).report().diagnostics == [])
    let accepted = try Fixture(text("b", "a"), outputs, figures: figures).accepted()
    #expect(accepted.report().diagnostics == [])
    #expect(accepted.acceptance().isEmpty)
    #expect(accepted.text.components(separatedBy: "![\(first)](figures/b.svg)").count == 3)
    #expect(accepted.text.components(separatedBy: "![\(second)](figures/a.svg)").count == 3)
  }

  @Test("So is one in a caption, where quotes have backslashes")
  func captions() throws {
    let words = "Loss is 14.3 at 1 and 0.0719 at 10."
    let marked = MarkedText(
      "```swift {caption=\"<img src=\\\"figures/a.svg\\\" alt=\\\"down to «9»\\\"> ![«8»](figures/a.svg)\"}\n2\n```\n")
    var fixture = Self.fixture(words)
    let above = fixture.text + "\n"
    fixture.text = above + marked.text
    fixture.results.cells.append(.text(""))
    var own = fixture
    own.text =
      above
      + marked.text.replacing("down to 9", with: "Loss is 14.3 at 1 and 0.9 at 10.").replacing("![8]", with: "![]")
    let accepted = try own.accepted()
    #expect(accepted.text.contains("alt=\\\"\(words)\\\"> ![]"))
    #expect(accepted.report().diagnostics == [])
    let drifts = fixture.report().diagnostics
    #expect(
      drifts.map(\.location?.range)
        == marked.ranges.map { $0.lowerBound + above.utf8.count..<$0.upperBound + above.utf8.count })
  }

  @Test("Its own words follow it in HTML too, written as HTML wants them")
  func ownWordsInHTML() throws {
    let words = "Loss is 14.3 at 1 and 0.0719 at 10."
    var fixture = Self.fixture(words, fresh: "Loss is \"1\" & 2.")
    fixture.text += "\n<p><img src='figures/a.svg' alt=\"\(words)\"></p>\n"
    let accepted = try fixture.accepted()
    #expect(accepted.text.contains("<p><img src='figures/a.svg' alt=\"Loss is &quot;1&quot; &amp; 2.\"></p>"))
    #expect(accepted.report().diagnostics == [])
    #expect(accepted.acceptance().isEmpty)
  }

  @Test("They follow it also where it has other words, and what could be markup is escaped")
  func otherWords() throws {
    let fixture = Self.fixture("One \\[x\\].", documented: "One [x].", fresh: "Two *[y]*.")
    #expect(try fixture.accepted().text == "\(Self.cell)![Two \\*\\[y\\]\\*.](figures/a.svg)\n")
  }

  @Test("Words of an earlier picture are a drift at their location, are not shown, and are mended")
  func stale() throws {
    let marked = MarkedText("\(Self.cell)![Loss is 14.3 at 1 and «0.300» at 10.](figures/a.svg \"title\")\n")
    var fixture = Self.fixture("")
    fixture.text = marked.text
    let report = fixture.report()
    #expect(report.cells[0].verdict == .drifted)
    #expect(report.diagnostics.map(\.location?.range) == marked.ranges)
    #expect(
      report.diagnostics.map(\.summary) == [
        "the words about 'figures/a.svg' are those of another picture: 0.300 is now 0.0719 (-0.2281)"
      ])
    let words = "Loss is 14.3 at 1 and 0.0719 at 10."
    #expect(report.cells[0].shown == [.init(.picture(svg: Self.svg(words), description: words))])
    #expect(try fixture.accepted().text == "\(Self.cell)![\(words)](figures/a.svg \"title\")\n")
    #expect(fixture.acceptance().files == [])
  }

  @Test("Fewer digits of the picture's own words agree")
  func fewerDigits() {
    #expect(Self.fixture("Loss is 14.3 at 1 and 0.07 at 10.").report().diagnostics == [])
  }

  @Test(
    "In the author's words every number is one of the picture's",
    arguments: [
      ("The loss falls.", []), ("", []), ("From 14.3 to 0.07", []), ("From 14 to 0.072", []),
      ("Ten steps of LeNet-5", []),
      ("From «15.1» to 0.0719", ["15.1"]), ("From 14.3 to «0.08»", ["0.08"]), ("To «0.0730»", ["0.0730"]),
      ("«1998»: `«3»` and *«4»*", ["1998", "3", "4"]), ("From 1 to 10", []), ("From «0.2»", ["0.2"]), ("To 0.1", []),
    ] as [(String, [String])])
  func authorsWords(_ words: String, _ unfounded: [String]) throws {
    let marked = MarkedText("\(Self.cell)![\(words)](figures/a.svg)\n")
    var fixture = Self.fixture("")
    fixture.text = marked.text
    let report = fixture.report()
    #expect(report.cells[0].verdict == (unfounded.isEmpty ? .agrees : .drifted))
    #expect(report.diagnostics.map(\.location?.range) == Array(marked.ranges.prefix(1)))
    for text in unfounded { #expect(report.diagnostics.first?.summary.contains("'\(text)'") == true) }
    // The words are the author's: they stay, and accept says so.
    let acceptance = fixture.acceptance()
    #expect(acceptance.isEmpty)
    #expect(acceptance.refusals.map(\.severity) == (unfounded.isEmpty ? [] : [.drift]))
  }

  @Test("A number that a checked value vouches for needs no other, and is compared like any")
  func checkedValues() throws {
    let words = "Accuracy [87 %](<=percent>), loss [0.5](<=loss>) from 14.3"
    let good = Self.fixture(words, values: [.value("87 %"), .value("0.5")])
    #expect(good.report().diagnostics == [])
    let drifted = Self.fixture(words, values: [.value("88 %"), .value("0.5")])
    #expect(drifted.report().diagnostics.map(\.summary) == ["the value of 'percent' drifted: 87 is now 88 (+1)"])
    #expect(try drifted.accepted().text == drifted.text.replacing("87 %", with: "88 %"))
  }

  @Test("A value in the words and the picture's name are accepted in one step")
  func checkedValueAndPicture() throws {
    var fixture = Self.fixture("[1](<=x>)", fresh: "Loss is 2.0.", values: [.value("2")])
    fixture.results.cells[0].outputs.insert(.text("printed\n"), at: 0)
    let accepted = try fixture.accepted()
    #expect(accepted.text == "\(Self.cell)```output\nprinted\n```\n\n![[2](<=x>)](figures/a.svg)\n")
    #expect(accepted.report().diagnostics == [])
    #expect(accepted.acceptance().isEmpty)
  }

  @Test(
    "A picture says of itself what its accessible name is",
    arguments: [
      "<svg aria-label=\"Loss 0.5\"/>", "<?xml version=\"1.0\"?>\n<svg>\n  <title>Loss 0.5</title></svg>",
      "<svg><desc>Loss 0.5</desc></svg>",
    ])
  func names(_ svg: String) {
    let fixture = Fixture(
      "\(Self.cell)![Loss 0.8](figures/a.svg)\n", [.outputs([.picture(svg: svg, description: "Loss 0.5")])],
      figures: ["figures/a.svg": svg])
    #expect(fixture.report().diagnostics.count == 1)
    #expect(try! fixture.accepted().text == "\(Self.cell)![Loss 0.5](figures/a.svg)\n")
  }
}

@Suite("Figure files")
struct FigureFileTests {
  static let cell = "```swift {#a}\n1\n```\n"
  static let picture = CellResult.outputs([.picture(svg: "<svg x=\"1\"/>", description: "d")])

  @Test("A file that accept writes says so on its first line, and for which cell")
  func marker() throws {
    let accepted = try Fixture(Self.cell, [Self.picture]).accepted()
    #expect(
      accepted.figures == [
        "figures/a.svg": "<!-- Written by build-book accept for a#a. -->\n<!-- It shows: d -->\n<svg x=\"1\"/>\n"
      ])
    guard case .picture(let svg, _)? = accepted.report().cells[0].shown.first?.content else {
      return #expect(Bool(false))
    }
    #expect(svg == "<svg x=\"1\"/>\n")
    #expect(figure("<svg/>", of: "a--b#c--") == "<!-- Written by build-book accept for a-%2Db#c-%2D. -->\n<svg/>\n")
  }

  @Test("What a picture without accessible name says of itself is kept in its file, and followed")
  func note() throws {
    let text = Self.cell + "\n![A red -- 5 % circle](figures/a.svg)\n"
    let red = Fixture(
      text, [.outputs([.picture(svg: "<svg/>", description: "A red -- 5 % circle")])],
      figures: ["figures/a.svg": figure("<svg/>", of: "a#a", description: "A red -- 5 % circle")])
    #expect(red.report().diagnostics == [])
    var blue = red
    blue.results.cells = [.outputs([.picture(svg: "<svg/>", description: "A blue square")])]
    #expect(blue.report().cells.map(\.verdict) == [.drifted])
    let accepted = try blue.accepted()
    #expect(accepted.text == Self.cell + "\n![A blue square](figures/a.svg)\n")
    #expect(accepted.report().diagnostics == [])
    #expect(accepted.acceptance().isEmpty)
  }

  @Test("A file that somebody else made is never overwritten", arguments: ["", "\n![w](figures/a.svg)\n"])
  func foreign(_ image: String) throws {
    let fixture = Fixture(Self.cell + image, [Self.picture], figures: ["figures/a.svg": "<svg mine=\"yes\"/>"])
    #expect(fixture.report().diagnostics.contains { $0.severity == .drift })
    let acceptance = fixture.acceptance()
    #expect(acceptance.isEmpty)
    #expect(acceptance.refusals.map(\.severity) == [.drift])
    #expect(
      acceptance.refusals.map(\.summary) == [
        "the picture of 'a#a' is not accepted: 'figures/a.svg' is there, and 'accept' did not write it"
      ])
  }

  @Test("A copy of what accept wrote for another cell is not overwritten, one of a chapter that was moved is")
  func copied() throws {
    let copy = Fixture(Self.cell, [Self.picture], figures: ["figures/a.svg": figure("<svg x=\"2\"/>", of: "a#other")])
    #expect(copy.acceptance().isEmpty)
    #expect(copy.acceptance().refusals.map(\.severity) == [.drift])
    #expect(copy.report().diagnostics.map(\.explanation).contains { $0?.contains("so it stays") == true })
    let moved = Fixture(Self.cell, [Self.picture], figures: ["figures/a.svg": figure("<svg x=\"2\"/>", of: "old/b#a")])
    #expect(try moved.accepted().figures == ["figures/a.svg": figure("<svg x=\"1\"/>", of: "a#a", description: "d")])
  }

  @Test("A picture that was copied under another name, or into another folder, is not removed")
  func copiedElsewhere() {
    for (path, cell) in [("figures/kept.svg", "a#a"), ("figures/gone.svg", "b/a#gone"), ("figures/a-02.svg", "a#a")] {
      let figures = unowned([Fixture("Text.\n")], [path: figure("<svg/>", of: cell)])
      #expect(figures.map(\.isRemovable) == [false], "\(path)")
      #expect(figures.flatMap(\.diagnostics).map(\.severity) == [.warning])
    }
    let text = Self.cell + "\n![d](figures/kept.svg)\n"
    let chapter = parse(text, figures: ["figures/kept.svg": figure("<svg/>", of: "a#gone")]).chapter
    #expect(chapter.cells[0].documented == [])
  }

  @Test("A file without the marker that is what the cell shows may stay as it is")
  func withoutMarker() throws {
    let fixture = Fixture(Self.cell, [Self.picture], figures: ["figures/a.svg": "<svg x=\"1\"/>"])
    let accepted = try fixture.accepted()
    #expect(accepted.text == Self.cell + "\n![d](figures/a.svg)\n")
    #expect(accepted.figures == fixture.figures)
    #expect(accepted.report().diagnostics == [])
  }

  @Test("A file that somebody else made is not removed with its image")
  func keptFile() throws {
    let fixture = Fixture(
      Self.cell + "\n![d](figures/a.svg)\n", [.outputs([])], figures: ["figures/a.svg": "<svg x=\"1\"/>"])
    #expect(fixture.acceptance().obsoleteFiles == [])
    #expect(try fixture.accepted().text == Self.cell)
  }

  @Test("The image below a cell with a new id is its own, and its file gets the cell's name")
  func renamed() throws {
    let text = "```swift {#bend}\n1\n```\n\n![My *words*](figures/curve.svg \"t\")\n"
    let fixture = Fixture(
      text, [Self.picture], figures: ["figures/curve.svg": figure("<svg x=\"1\"/>", of: "a#curve", description: "d")])
    #expect(
      fixture.report().diagnostics.map(\.summary) == [
        "picture 1 of 'a#bend' stands in 'figures/curve.svg' and not in 'figures/bend.svg'"
      ])
    let accepted = try fixture.accepted()
    #expect(accepted.text == text.replacing("figures/curve", with: "figures/bend"))
    #expect(accepted.figures == ["figures/bend.svg": figure("<svg x=\"1\"/>", of: "a#bend", description: "d")])
    #expect(accepted.report().diagnostics == [])
    #expect(accepted.acceptance().isEmpty)
  }

  @Test("The image of another cell, or of another chapter's, is shown again and documents nothing")
  func shownAgain() {
    for owner in ["a#other", "b#other"] {
      let text =
        "```swift {#x}\n1\n```\n\n![w](figures/other.svg)\n" + (owner == "a#other" ? "\n```swift {#other}\n```\n" : "")
      let chapter = parse(text, figures: ["figures/other.svg": figure("<svg/>", of: owner)]).chapter
      #expect(chapter.cells[0].documented == [])
    }
  }

  /// The figures in a folder, of chapters with their results.
  private func unowned(
    _ chapters: [Fixture], _ files: [String: String], texts: [String] = []
  ) -> [UnownedFigure] {
    UnownedFigure.all(
      in: chapters.map { ($0.chapter, $0.results) }, files: { _ in files.keys.map { String($0.dropFirst(8)) } },
      user: { UnownedFigure.isNamed($0, in: texts.map { Array($0.utf8) }) ? "notes.md" : nil }, read: { files[$0] })
  }

  @Test("A figure that no cell shows is reported, at its images if there are any")
  func unowned() throws {
    let files = ["figures/a.svg": figure("<svg/>", of: "a#a"), "figures/b.svg": figure("<svg/>", of: "a#b")]
    var fixture = Fixture(Self.cell + "\n![d](figures/a.svg)\n", [Self.picture], figures: files)
    let removable = unowned([fixture], files)
    #expect(removable.map(\.path) == ["figures/b.svg"] && removable.map(\.isRemovable) == [true])
    #expect(removable[0].diagnostics.map(\.severity) == [.drift])
    #expect(removable[0].diagnostics[0].location == nil)

    let marked = MarkedText(fixture.text + "\nText.\n\n«![d](figures/b.svg)»\n")
    fixture.text = marked.text
    let named = unowned([fixture], files)
    #expect(named.map(\.isRemovable) == [false])
    #expect(named[0].diagnostics.map(\.location?.range) == marked.ranges)
    #expect(named[0].diagnostics.map(\.severity) == [.drift])
  }

  @Test("What somebody else made is not removed, and not reported where a chapter names it")
  func unownedForeign() {
    let files = ["figures/own.svg": "<svg/>", "figures/notes.txt": "x"]
    let silent = Fixture("Text.\n")
    #expect(unowned([silent], files).map(\.isRemovable) == [false])
    #expect(unowned([silent], files).flatMap(\.diagnostics).map(\.severity) == [.warning])
    for text in ["![x](figures/own.svg)\n", "<img src=\"figures/own.svg\">\n"] {
      #expect(unowned([silent, Fixture(text)], files).isEmpty)
    }
  }

  @Test("A file of the folder that is no chapter of the book keeps its figures")
  func otherBook() {
    let files = ["figures/x.svg": figure("<svg/>", of: "lenet#x")]
    let kept = unowned([Fixture("Text.\n")], files, texts: ["![x](figures/x.svg)\n"])
    #expect(kept.map(\.isRemovable) == [false])
    #expect(kept.map(\.user) == ["notes.md"])
    #expect(kept.flatMap(\.diagnostics).isEmpty)
    #expect(unowned([Fixture("Text.\n")], files, texts: ["Text.\n"]).map(\.isRemovable) == [true])
  }

  @Test("Nobody knows what a cell shows that did not run to its end")
  func unfinished() {
    let files = ["figures/a.svg": figure("<svg/>", of: "a#a"), "figures/a-2.svg": figure("<svg/>", of: "a#a")]
    let failure = CellFailure(.stackOverflow)
    #expect(unowned([Fixture(Self.cell, [CellResult(outcome: .failed(failure))])], files).isEmpty)
    #expect(unowned([Fixture(Self.cell, [Self.picture])], files).map(\.path) == ["figures/a-2.svg"])
  }
}
