import Book

/// What the check of a chapter found, in one sentence under its title.
struct CheckSummary: Hashable {
  private(set) var outputs = 0
  private(set) var numbers = 0
  private var failed = 0
  private var notRun = 0
  private var drifted = 0
  private var undocumented = 0
  private var driftedNumbers = 0
  private var otherNumbers = 0

  init(_ report: ChapterReport) {
    for cell in report.cells {
      outputs += cell.checked
      switch cell.verdict {
      case .agrees, .notCompared, .pending: break
      case .drifted: drifted += max(1, cell.shown.count { $0.hasDrifted })
      case .undocumented: undocumented += 1
      case .failed: failed += 1
      case .notRun: notRun += 1
      }
    }
    numbers = report.checkedValues.count { $0.verdict == .agrees }
    driftedNumbers = report.checkedValues.count { $0.verdict == .drifted }
    let volatileNumbers = report.checkedValues.count { $0.verdict == .notCompared }
    otherNumbers = report.checkedValues.count - numbers - driftedNumbers - volatileNumbers
  }

  var hasProblems: Bool { failed + notRun + drifted + undocumented + driftedNumbers + otherNumbers > 0 }

  /// Nil where there was nothing to check.
  func sentence(in words: any InterfaceWords) -> String? {
    var checked = [String]()
    if outputs > 0 { checked.append(words.outputs(outputs)) }
    if numbers > 0 { checked.append(words.numbers(numbers)) }
    let agreeing = checked.isEmpty ? nil : words.list(checked)
    guard hasProblems else { return agreeing.map { words.allAgrees($0, count: outputs + numbers) } }
    let problems = [
      (failed, words.cellsFailed), (notRun, words.cellsNotRun), (drifted, words.outputsDrifted),
      (undocumented, words.cellsUndocumented), (driftedNumbers, words.numbersDrifted),
      (otherNumbers, words.numbersNotChecked),
    ].filter { $0.0 > 0 }.map { $0.1($0.0) }
    return words.problems(problems, agreeing: agreeing, count: outputs + numbers)
  }
}
