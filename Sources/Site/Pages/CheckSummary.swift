import Book

/// What the check of a chapter found, in one sentence under its title.
struct CheckSummary: Hashable {
  var outputs = 0
  var numbers = 0
  var problems: [String] = []

  init(_ report: ChapterReport) {
    var drifted = 0
    var undocumented = 0
    var failed = 0
    var notRun = 0
    for cell in report.cells {
      outputs += cell.checked
      switch cell.verdict {
      case .agrees, .notCompared: break
      case .drifted: drifted += max(1, cell.shown.count { $0.hasDrifted })
      case .undocumented: undocumented += 1
      case .failed: failed += 1
      case .notRun: notRun += 1
      }
    }
    numbers = report.checkedValues.count { $0.verdict == .agrees }
    let driftedNumbers = report.checkedValues.count { $0.verdict == .drifted }
    let volatileNumbers = report.checkedValues.count { $0.verdict == .notCompared }
    let otherNumbers = report.checkedValues.count - numbers - driftedNumbers - volatileNumbers
    func note(_ count: Int, _ thing: String, _ what: String) {
      if count > 0 { problems.append("\(Self.counted(count, thing)) \(what)") }
    }
    note(failed, "cell", "failed")
    note(notRun, "cell", "did not run")
    note(drifted, "output", "drifted from what is documented")
    note(
      undocumented, "cell",
      undocumented == 1 ? "has an output that is not documented" : "have outputs that are not documented")
    note(driftedNumbers, "number", "in the text drifted")
    note(otherNumbers, "number", "in the text could not be checked")
  }

  /// Nil where there was nothing to check.
  var sentence: String? {
    var counts = [String]()
    if outputs > 0 { counts.append(Self.counted(outputs, "output")) }
    if numbers > 0 { counts.append(Self.counted(numbers, "number") + " in the text") }
    let checked = counts.joined(separator: " and ")
    let verb = outputs + numbers == 1 ? "was" : "were"
    if problems.isEmpty { return counts.isEmpty ? nil : "\(checked) \(verb) checked when this page was built." }
    let sentence = problems.joined(separator: ", ") + " when this page was built"
    return counts.isEmpty ? sentence + "." : "\(sentence); \(checked) \(outputs + numbers == 1 ? "agrees" : "agree")."
  }

  /// `1 output`, `12 outputs`.
  static func counted(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }
}
