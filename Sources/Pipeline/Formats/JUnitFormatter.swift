import Book
import Site

/// A report as JUnit's XML: a suite for each chapter, a case for each cell and each checked value. What is about neither is a case
/// of its own: of its chapter's suite, or of the suite of the book.
package struct JUnitFormatter: Sendable {
  private let terminal = TerminalFormatter(colour: false)

  package init() {}

  package func format(_ report: CommandReport) -> String {
    var left = report.diagnostics
    var suites: [Suite] = []
    let found = Set(report.chapters.flatMap(\.found))
    for reported in report.chapters {
      let names = reported.chapter.sourceNames
      // What is in a file that several chapters include is about each of them, unless it is what the run of one of them gave.
      let isOwn = { (diagnostic: Diagnostic) in
        diagnostic.location.map { names.contains($0.file) } == true
          && (reported.found.contains(diagnostic) || !found.contains(diagnostic))
      }
      suites.append(suite(of: reported, report.diagnostics.filter(isOwn)))
      left.removeAll(where: isOwn)
    }
    if !left.isEmpty {
      suites.append(Suite(name: "book", cases: [Case(name: "book", suite: "book", diagnostics: left)]))
    }
    let cases = suites.flatMap(\.cases)
    let lines =
      [
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        "<testsuites\(attributes(["name": report.command], counting: cases))>",
      ]
      + suites.flatMap(lines) + ["</testsuites>"]
    return lines.map { $0 + "\n" }.joined()
  }

  private struct Suite {
    var name: String
    var file: String?
    var cases: [Case]
  }

  private struct Case {
    var name: String
    var suite: String
    var file: String?
    var line: Int?
    var status = ReportedChapter.Step.Status.compared
    var diagnostics: [Diagnostic]

    var severity: Diagnostic.Severity { diagnostics.map(\.severity).max() ?? .note }
    var isSkipped: Bool { status != .compared && severity < .drift }
  }

  private func suite(of reported: ReportedChapter, _ diagnostics: [Diagnostic]) -> Suite {
    let chapter = reported.chapter
    let byStep = Dictionary(grouping: diagnostics) { chapter.step(of: $0) }
    var names: [String: Int] = [:]
    var cases = reported.steps.map { step in
      var name = step.name
      if case .checkedValue = step.step { name = "the value of '\(name)'" }
      let number = names[name, default: 0] + 1
      names[name] = number
      return Case(
        name: number == 1 ? name : "\(name) (\(number))", suite: chapter.name, file: step.file,
        line: step.line,
        status: step.status, diagnostics: byStep[step.step] ?? [])
    }
    if let others = byStep[nil] {
      cases.append(Case(name: chapter.name, suite: chapter.name, file: chapter.source.name, diagnostics: others))
    }
    return Suite(name: chapter.name, file: chapter.source.name, cases: cases)
  }

  // MARK: XML

  private func lines(of suite: Suite) -> [String] {
    let attributes = attributes(["name": suite.name, "file": suite.file], counting: suite.cases)
    return ["  <testsuite\(attributes)>"] + suite.cases.flatMap(lines) + ["  </testsuite>"]
  }

  private func lines(of testCase: Case) -> [String] {
    let attributes = attributes([
      ("classname", testCase.suite), ("name", testCase.name), ("file", testCase.file),
      ("line", testCase.line.map { "\($0)" }),
    ])
    var content: [String] = []
    let problems = testCase.diagnostics.filter { $0.severity >= .drift }
    if let worst = problems.max(by: { $0.severity < $1.severity }) {
      let element = worst.severity == .error ? "error" : "failure"
      let first = problems.first { $0.severity == worst.severity } ?? worst
      content.append(
        "<\(element)\(self.attributes([("type", worst.severity.rawValue), ("message", first.summary)]))>"
          + "\(text(terminal.format(problems)))</\(element)>")
    } else if testCase.isSkipped {
      let reason = testCase.status == .notRun ? "not run" : "not compared"
      content.append("<skipped message=\"\(reason)\"/>")
    }
    let remarks = testCase.diagnostics.filter { $0.severity < .drift }
    if !remarks.isEmpty { content.append("<system-out>\(text(terminal.format(remarks)))</system-out>") }
    guard !content.isEmpty else { return ["    <testcase\(attributes)/>"] }
    return ["    <testcase\(attributes)>"] + content.map { "      " + $0 } + ["    </testcase>"]
  }

  private func attributes(_ names: KeyValuePairs<String, String?>, counting cases: [Case]) -> String {
    attributes(
      names.map { ($0.key, $0.value) } + [
        ("tests", "\(cases.count)"), ("failures", "\(cases.count { $0.severity == .drift })"),
        ("errors", "\(cases.count { $0.severity == .error })"), ("skipped", "\(cases.count(where: \.isSkipped))"),
      ])
  }

  private func attributes(_ attributes: [(name: String, value: String?)]) -> String {
    attributes.compactMap { name, value in
      value.map { " \(name)=\"\(text($0).replacing("\n", with: "&#10;").replacing("\t", with: "&#9;"))\"" }
    }.joined()
  }

  /// Text as XML 1.0 can hold it: of what it cannot, U+FFFD.
  private func text(_ text: String) -> String {
    var visible = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      let isForbidden =
        scalar.value < 0x20 && !["\n", "\t"].contains(scalar) || (0xFFFE...0xFFFF).contains(scalar.value)
      visible.append(isForbidden ? "\u{FFFD}" : scalar)
    }
    return HTMLEscape.text(String(visible))
  }
}
