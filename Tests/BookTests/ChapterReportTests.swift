import Book
import Outputs
import TestSupport
import Testing

@Suite("Reports of a chapter")
struct ChapterReportTests {
  let form = ValueForm.tensor(TensorValue(name: "Y", shape: [2, 2], elements: .float32([19, 25, 37, 43])))
  let matrix = "[[19.0, 25.0],\n [37.0, 43.0]]\nshape [2, 2]\n"

  @Test("Documented output that agrees is what the page shows")
  func agrees() throws {
    let report = Fixture("```swift\n1\n```\n\n```output\nloss 0.07\n```\n", [.text("loss 0.0719\n")]).report()
    #expect(report.cells[0].verdict == .agrees)
    #expect(report.cells[0].shown == [.init(.text("loss 0.07\n"))])
    #expect(report.cells[0].checked == 1)
    #expect(report.diagnostics == [])
  }

  @Test("A drift names the chapter's line, the cell, and what moved by how much")
  func drift() throws {
    let marked = MarkedText("text\n\n> ```swift {#learn}\n> 1\n> ```\n> ```output\n> step 1\n> loss «0.072» b\n> ```\n")
    let report = Fixture(marked.text, [.text("step 1\nloss 0.081 b\n")]).report()
    let diagnostic = try #require(report.diagnostics.first)
    #expect(report.cells[0].verdict == .drifted)
    #expect(report.cells[0].shown == [.init(.text("step 1\nloss 0.081 b\n"), drifted: true)])
    #expect(diagnostic.severity == .drift)
    #expect(diagnostic.summary == "the output of 'a#learn' drifted: 0.072 is now 0.081 (+0.009)")
    #expect(diagnostic.location?.range == marked.ranges[0])
    #expect(diagnostic.location?.start == .init(line: 8, column: 8))
    #expect(diagnostic.differences.map(\.line) == [8])
    #expect(diagnostic.differences.first?.documented == "loss 0.072 b")
    #expect(diagnostic.differences.first?.fresh == "loss 0.081 b")
  }

  @Test("Agreement by one unit of the last digit is a note, and a drift where it must be exact")
  func lastDigit() throws {
    let marked = MarkedText("```swift\n1\n```\n```output\n«0.072»\n```\n")
    let fixture = Fixture(marked.text, [.text("0.073\n")])
    let report = fixture.report()
    #expect(report.cells[0].verdict == .agrees)
    #expect(report.diagnostics.map(\.severity) == [.note])
    #expect(report.diagnostics.map(\.location?.range) == marked.ranges)
    #expect(fixture.report(exact: true).cells[0].verdict == .drifted)
  }

  @Test("What is written to the error stream is documented as what is printed, and known beside it")
  func errorStream() {
    let text = "```swift\n1\n```\n```output\na\nloss 0.07\nwarned\nb\n```\n"
    let outputs: [Output] = [.text("a\n"), .errors("loss 0.0719\nwarned\n"), .text("b\n")]
    let report = Fixture(text, [.outputs(outputs)]).report()
    #expect(report.cells[0].verdict == .agrees)
    #expect(
      report.cells[0].shown == [.init(.text("a\n")), .init(.errors("loss 0.07\nwarned\n")), .init(.text("b\n"))])
    let drifted = Fixture(text.replacing("warned", with: "told"), [.outputs(outputs)]).report()
    #expect(
      drifted.cells[0].shown == [
        .init(.text("a\n")), .init(.errors("loss 0.0719\nwarned\n"), drifted: true), .init(.text("b\n")),
      ])
    #expect(drifted.diagnostics.flatMap(\.differences).map(\.origin) == [.errorStream])
    let failing = Fixture("```swift\n1\n```\n", [.outputs([.text("a\n"), .value("3\n")])]).report()
    #expect(failing.diagnostics.flatMap(\.differences).map(\.origin) == [.printed, .value])
  }

  @Test("A value with a form of its own has the documented text, and its lines are known among others")
  func tensors() {
    let text = "```swift\n1\n```\n```output\nY\n[[19.0, 25.0],\n [37.0, 43.0]]\nshape [2, 2]\nend\n```\n"
    let outputs: [Output] = [.text("Y\n"), .value(matrix, form: form), .text("end\n")]
    let report = Fixture(text, [.outputs(outputs)]).report()
    #expect(
      report.cells[0].shown == [
        .init(.text("Y\n")), .init(.value(matrix, form)), .init(.text("end\n")),
      ])
    let elided = Fixture(text.replacing("\n [37.0, 43.0]]\n", with: "\n...\n"), [.outputs(outputs)]).report()
    #expect(elided.cells[0].verdict == .agrees)
    #expect(elided.cells[0].shown == [.init(.text("Y\n[[19.0, 25.0],\n...\nshape [2, 2]\nend\n"))])
    let drifted = Fixture(text.replacing("43.0", with: "45.0"), [.outputs(outputs)]).report()
    #expect(
      drifted.cells[0].shown == [
        .init(.text("Y\n")), .init(.value(matrix, form), drifted: true), .init(.text("end\n")),
      ])
    #expect(drifted.diagnostics.map(\.values) == [[form]])
    let other = Fixture(text.replacing("end\n", with: "END\n"), [.outputs(outputs)]).report()
    #expect(other.diagnostics.map(\.values) == [[]], "the tensor agrees")
    let undocumented = Fixture("```swift\n1\n```\n", [.outputs(outputs)]).report()
    #expect(undocumented.diagnostics.map(\.values) == [[form]])
  }

  @Test("Output that nothing documents, and documented output that is not given")
  func missing() {
    let undocumented = Fixture("x\n\n```swift {#b}\n1\n```\n", [.text("1\n")]).report()
    #expect(undocumented.cells[0].verdict == .undocumented)
    #expect(undocumented.cells[0].shown == [.init(.text("1\n"))])
    #expect(undocumented.diagnostics.map(\.summary) == ["'a#b' gives output that is not documented"])
    #expect(undocumented.diagnostics.first?.location?.start.line == 3)
    let absent = Fixture("```swift\n1\n```\n\n```output\n1\n```\n", [.outputs([])]).report()
    #expect(absent.cells[0].verdict == .drifted)
    #expect(absent.diagnostics.map(\.summary) == ["'a#cell-1' documents output that it does not give"])
    #expect(absent.diagnostics.first?.location?.start.line == 6)
    let silent = Fixture("```swift\n1\n```\n", [.outputs([])]).report()
    #expect(silent.cells[0].verdict == .agrees)
  }

  @Test("A run that failed is never a pass")
  func failures() {
    let text = "```swift\n1\n```\n```output\n1\n```\n```swift\n2\n```\n```swift\n3\n```\n\n[1](<=x>)\n"
    let failure = CellFailure(.fatalError(words: "Index out of range"), line: 8)
    let report = Fixture(
      text,
      [
        .text("1\n"), CellResult(outcome: .failed(failure), outputs: [.text("so far\n")]),
        CellResult(outcome: .notRun(.earlierFailure)),
      ], values: [.notRun]
    ).report()
    #expect(report.cells.map(\.verdict) == [.agrees, .failed(failure), .notRun])
    #expect(report.cells[1].shown == [.init(.text("so far\n"))])
    #expect(report.checkedValues[0].verdict == .notRun)
    #expect(
      report.diagnostics.map(\.summary) == [
        "cell 'a#cell-2' stopped: Index out of range", "'a#cell-3' was not run, so nothing could be compared",
      ])
    #expect(report.diagnostics.allSatisfy { $0.severity == .error })
    let nothing = Fixture(text).report()
    #expect(nothing.cells.map(\.verdict) == [.notRun, .notRun, .notRun])
    #expect(nothing.diagnostics.contains { $0.severity == .error })
  }

  @Test("What a cell documents that is not run is said to be compared with nothing")
  func notRun() {
    let marked = MarkedText(
      "```swift {.no-run}\nprint(6 * 7)  // Prints \"«41»\"\n```\n\n«```output»\n41\n```\n\n```swift {.no-run}\nf()\n```\n"
    )
    let result = CellResult(outcome: .notRun(.noRun))
    let report = Fixture(marked.text, [result, result]).report()
    #expect(report.diagnostics.map(\.severity) == [.note, .note])
    #expect(report.diagnostics.map(\.location?.range) == marked.ranges)
    #expect(
      report.diagnostics.map(\.summary)
        == ["comment", "output"].map { "nothing compares this \($0): 'a#cell-1' is not run" })
  }

  @Test("A volatile cell whose comments say all that it prints documents it, and its page shows what they say")
  func volatileComments() {
    func report(_ code: String) -> ChapterReport {
      Fixture("```swift {.volatile}\n\(code)\n```\n", [.printed((0, 0, "3 s\n"), (1, 1, "4 s\n"))]).report()
    }
    let all = report("print(a)  // Prints \"1 s\"\nprint(b)  // Prints \"2 s\"")
    #expect(all.diagnostics.isEmpty)
    #expect(all.cells.map(\.shown) == [[.init(.text("1 s\n2 s\n"))]])
    #expect(all.cells.map(\.verdict) == [.notCompared])
    let some = report("print(a)  // Prints \"1 s\"\nprint(b)")
    #expect(
      some.diagnostics.map(\.summary) == [
        "'a#cell-1' is volatile and its comments do not say all that it gives, so its page changes with every run"
      ])
    #expect(some.cells.map(\.shown) == [[.init(.text("3 s\n4 s\n"))]])
    #expect(
      report("print(a)\nprint(b)").diagnostics.map(\.summary)
        == ["'a#cell-1' is volatile and documents no output, so its page changes with every run"])
  }

  @Test("Cells that are not run or volatile are shown as documented and not compared")
  func notCompared() {
    let text =
      "```swift {.no-run}\n1\n```\n```output\n1\n```\n\nx\n\n```swift {.volatile}\n2\n```\n```output\n2 s\n```\n"
    let report = Fixture(text, [CellResult(outcome: .notRun(.noRun)), .text("3 s\n")]).report()
    #expect(report.cells.map(\.verdict) == [.notCompared, .notCompared])
    #expect(report.cells.map(\.shown) == [[.init(.text("1\n"))], [.init(.text("2 s\n"))]])
    #expect(report.diagnostics.map(\.severity) == [.note])
  }

  @Test("Text and pictures are compared in their order")
  func pictures() {
    let text = "```swift {#p}\n1\n```\n\n![First](figures/p.svg)\n\n```output\n1\n```\n\n![Second](figures/p-2.svg)\n"
    let outputs: [Output] = [
      .picture(svg: "<svg x=\"1.50\"/>", description: "d"), .text("1\n"), .picture(svg: "<svg/>", description: "e"),
    ]
    let figures = ["figures/p.svg": "<svg x=\"1.5\"/>\n", "figures/p-2.svg": "<svg/>"]
    let report = Fixture(text, [.outputs(outputs)], figures: figures).report()
    #expect(report.cells[0].verdict == .agrees && report.cells[0].checked == 3)
    #expect(
      report.cells[0].shown == [
        .init(.picture(svg: "<svg x=\"1.5\"/>\n", description: "First")), .init(.text("1\n")),
        .init(.picture(svg: "<svg/>", description: "Second")),
      ])
    let missing = Fixture(text, [.outputs(outputs)], figures: ["figures/p.svg": "<svg x=\"1.9\"/>\n"]).report()
    #expect(missing.cells[0].verdict == .drifted)
    #expect(
      missing.diagnostics.map(\.summary) == [
        "the picture 'figures/p.svg' of 'a#p' drifted: it is drawn otherwise",
        "the figure file 'figures/p-2.svg' is missing or cannot be read",
      ])
    let fewer = Fixture(text, [.outputs(Array(outputs[..<2]))], figures: figures).report()
    #expect(fewer.diagnostics.map(\.summary) == ["'a#p' documents the picture 'figures/p-2.svg' and does not show it"])
    let bare = Fixture("```swift\n1\n```\n", [.outputs(outputs)]).report()
    #expect(bare.cells[0].verdict == .undocumented)
    #expect(bare.diagnostics.contains { $0.summary == "'a#cell-1' shows a picture and needs an id" })
  }

  @Test("Prints comments document lines, and all of them the whole output")
  func expectedComments() throws {
    let marked = MarkedText("```swift\nprint(1) // Prints \"«0.072»\"\nprint(2)\n// Prints \"b\".\n```\n")
    let whole = Fixture(marked.text, [.printed((0, 0, "0.0722\n"), (1, 1, "b\n"))]).report()
    #expect(whole.cells[0].verdict == .agrees && whole.cells[0].checked == 2)
    #expect(whole.cells[0].shown == [.init(.text("0.072\nb\n"))])
    let part = Fixture(marked.text, [.printed((0, 0, "0.072\nmore\n"), (1, 1, "b\n"))]).report()
    #expect(part.cells[0].verdict == .undocumented)
    let drifted = Fixture(marked.text, [.printed((0, 0, "0.1\n"), (1, 1, "b\n"))]).report()
    #expect(drifted.cells[0].verdict == .drifted)
    #expect(drifted.diagnostics.map(\.location?.range) == marked.ranges)
    #expect(drifted.diagnostics.first?.summary == "what 'a#cell-1' prints drifted: 0.072 is now 0.1 (+0.028)")
    let both = Fixture(marked.text + "```output\n0.072\nx\n```\n", [.printed((0, 0, "0.072\n"), (1, 1, "b\n"))])
      .report()
    #expect(both.cells[0].verdict == .drifted)
  }

  @Test("Values in the prose are compared at their locations")
  func prose() {
    let marked = MarkedText("The loss is [«0.072»](<=loss>) after [five](<=n>) steps.\n")
    let report = Fixture(marked.text, values: [.value("0.081239"), .value("five")]).report()
    #expect(report.checkedValues.map(\.verdict) == [.drifted, .agrees])
    #expect(report.checkedValues.map(\.shown) == ["0.081239", "five"])
    #expect(report.diagnostics.map(\.location?.range) == marked.ranges)
    #expect(report.diagnostics.map(\.summary) == ["the value of 'loss' drifted: 0.072 is now 0.081239 (+0.009239)"])
    let failure = CellFailure(.fatalError(words: "no"))
    let failed = Fixture(marked.text, values: [.failed(failure), .value("five")]).report()
    #expect(failed.checkedValues[0].verdict == .failed(failure))
    #expect(failed.diagnostics.map(\.severity) == [.error])
  }

  @Test("Dots that a cell prints are shown without their backslash")
  func dots() {
    let report = Fixture("```swift\n1\n```\n```output\nwait\\...\na...\n```\n", [.text("wait...\nabc\n")]).report()
    #expect(report.cells[0].shown == [.init(.text("wait...\na...\n"))])
  }

  @Test("Nothing but an ellipsis shows readers no value, so it stands for none", arguments: ["...", " ... ", "*...*"])
  func ellipsisAlone(_ text: String) throws {
    let fixture = Fixture("It is [\(text)](<=1 + 1>).\n", values: [.value("2")])
    #expect(fixture.report().checkedValues.map(\.verdict) == [.drifted])
    let accepted = try fixture.accepted()
    #expect(accepted.text == "It is [\(text.replacing("...", with: "2"))](<=1 + 1>).\n".replacing(" 2 ", with: "2"))
    #expect(accepted.report().checkedValues.map(\.verdict) == [.agrees])
    #expect(Fixture("[a...c](<=x>)\n", values: [.value("abc")]).report().checkedValues.map(\.verdict) == [.agrees])
    #expect(Fixture("[...](<=x>)\n", values: [.value("...")]).report().checkedValues.map(\.verdict) == [.agrees])
    #expect(Fixture("[... %](<=x>)\n", values: [.value("50 %")]).report().checkedValues.map(\.verdict) == [.drifted])
  }
}
