import Book
import Foundation
import Text

/// What a build is doing at the moment, as lines for whoever waits. Times are seconds of any clock.
package struct BuildStatus: Sendable {
  private struct Running: Sendable {
    var chapter: String
    /// Whether it waits to be run.
    var isCompiled = false
    /// The cell that runs; nil before the first one.
    var cell: (number: Int, count: Int, name: String)?
    var start: Double
    /// The seconds after which the cell is named.
    var nextNotice = BuildStatus.firstNotice

    /// How much of the chapter is done.
    var fraction: Double { cell.map { Double($0.number - 1) / Double($0.count) } ?? 0 }
  }

  private var running: [Running] = []
  /// What the compiler said and nobody has heard yet.
  private var problems: [Diagnostic] = []
  private var chapters = 0
  private var finished = 0
  private var cells: [Progress.CellTime] = []

  private static let firstNotice = 5.0

  package init() {}

  package var isIdle: Bool { running.isEmpty }

  package mutating func note(_ progress: Progress, at time: Double) {
    switch progress {
    case .starting(let count): (chapters, finished) = (count, 0)
    case .compiling(let chapter):
      running.removeAll { $0.chapter == chapter }
      running.append(Running(chapter: chapter, start: time))
    case .running(let chapter, let cell, let count, let name):
      guard let index = running.firstIndex(where: { $0.chapter == chapter }) else { return }
      running[index] = Running(chapter: chapter, cell: (cell, count, name), start: time)
    case .finished(let chapter, _, _, let times):
      running.removeAll { $0.chapter == chapter }
      finished += 1
      cells += times
    case .reused: finished += 1
    case .shaken(let chapter, _):
      running.removeAll { $0.chapter == chapter }
      finished += 1
    case .compiled(let chapter, let found):
      problems += found.filter { $0.severity == .error && !problems.contains($0) }
      if let index = running.firstIndex(where: { $0.chapter == chapter }) { running[index].isCompiled = true }
    case .waitingForLock, .withoutLock, .damagedEntry: break
    }
  }

  /// Nothing is done any more.
  package mutating func stop() { (running, problems) = ([], []) }

  /// Errors of the compiler, for those who would otherwise wait for cells to end; each is given once.
  package mutating func takeProblems() -> [Diagnostic] {
    guard running.contains(where: { $0.cell != nil }) else { return [] }
    defer { problems = [] }
    return problems.sorted {
      ($0.location?.file ?? "", $0.location?.range.lowerBound ?? 0)
        < ($1.location?.file ?? "", $1.location?.range.lowerBound ?? 0)
    }
  }

  /// Sentences about cells that run for 5 seconds, and again after each doubling of the time.
  package mutating func notices(at time: Double) -> [String] {
    running.indices.compactMap { index in
      guard let cell = running[index].cell, time - running[index].start >= running[index].nextNotice else { return nil }
      let seconds = running[index].nextNotice
      while time - running[index].start >= running[index].nextNotice { running[index].nextNotice *= 2 }
      return "\(cell.name) has been running for \(Int(seconds)) s"
    }
  }

  /// A line for each chapter that is worked on, and a bar for the book; nothing where nothing is done.
  package func lines(at time: Double, columns: Int, rows: Int) -> [String] {
    guard !running.isEmpty else { return [] }
    let shown = running.prefix(max(1, rows - 3))
    var lines = shown.map { chapter -> String in
      guard let cell = chapter.cell else {
        return chapter.isCompiled ? "compiled \(chapter.chapter)" : "compiling \(chapter.chapter)"
      }
      return "running \(chapter.chapter), cell \(cell.number) of \(cell.count), \(Self.label(of: cell.name)), "
        + "\(Int(time - chapter.start)) s"
    }
    if running.count > shown.count { lines.append("and \(counted(running.count - shown.count, "chapter")) more") }
    lines.append(bar(columns: columns))
    // A line as wide as the terminal would go on in the next one.
    return lines.map { TerminalText.prefix(of: TerminalText.visible($0), columns: columns - 1) }
  }

  /// The part of a cell's name that its chapter's does not say.
  private static func label(of name: String) -> Substring { name.lastIndex(of: "#").map { name[$0...] } ?? name[...] }

  private func bar(columns: Int) -> String {
    let words = "\(finished) of \(counted(chapters, "chapter"))"
    let width = min(30, columns - words.utf8.count - 5)
    guard width >= 5 else { return words }
    let done = Double(finished) + running.reduce(0) { $0 + $1.fraction }
    let filled = min(width, Int(Double(width) * done / Double(max(chapters, 1))))
    return "[" + String(repeating: "#", count: filled) + String(repeating: ".", count: width - filled) + "] " + words
  }

  /// A sentence about the cells that took longest: three at most, and those of more than a second; nil where there is none.
  package var slowestCells: String? {
    let slow = cells.filter { $0.seconds > 1 }.sorted { ($1.seconds, $0.cell) < ($0.seconds, $1.cell) }.prefix(3)
    guard !slow.isEmpty else { return nil }
    return "longest: " + slow.map { "\($0.cell) \(String(format: "%.1f", $0.seconds)) s" }.joined(separator: ", ")
  }
}
