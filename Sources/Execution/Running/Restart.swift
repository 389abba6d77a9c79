import Book
import CellHost

/// Why cells that are as they were run again.
struct Restart: Sendable, Hashable {
  /// The first step that runs again.
  var step: Int
  var cause: Cause

  enum Cause: Sendable, Hashable {
    /// The state below a step is not kept.
    case state(below: Int, StateObstacle)
    /// A step that runs again changes files, which the steps above it may read.
    case writing(Int)
    /// Nobody knows what a step read.
    case unseenInput(Int)
    /// What is known of the steps is what an earlier run gave, of which no state is kept.
    case notYetRun
  }

  /// One sentence for the page and the terminal, without the chapter.
  func sentence(in chapter: Chapter) -> String {
    let start = step == chapter.firstStep ? "from the top" : "from \(chapter.nameOfStep(step)) on"
    return "runs \(start): \(reason(in: chapter))"
  }

  private func reason(in chapter: Chapter) -> String {
    switch cause {
    case .writing(let step): "\(chapter.nameOfStep(step)) writes files, and is to find them as they were"
    case .unseenInput(let step):
      "nobody can say what \(chapter.nameOfStep(step)) reads, as where it starts another program or asks the network"
    case .notYetRun: "no state of these cells is kept yet, so they run once"
    case .state(let step, let obstacle):
      switch obstacle {
      case .threads:
        "\(chapter.nameOfStep(step)) leaves a thread running, as 'await', tasks and queues do for some seconds"
      case .processes: "\(chapter.nameOfStep(step)) leaves a program running"
      case .files: "\(chapter.nameOfStep(step)) leaves a file open"
      case .sharedMemory: "\(chapter.nameOfStep(step)) shares memory with others"
      case .memory: "the states of its cells together need more than the limit of memory"
      case .number: "the states of all its cells would be too many"
      case .system: "the system makes no copy of its process"
      case .ended: "the process that kept its state has ended"
      }
    }
  }
}

extension Chapter {
  fileprivate var firstStep: Int? {
    steps.indices.first { step in
      if case .cell(let index) = steps[step] {
        !cells[index].options.noRun && !cells[index].options.isolated
      } else {
        true
      }
    }
  }

  fileprivate func nameOfStep(_ step: Int) -> String {
    guard steps.indices.contains(step) else { return "a cell" }
    switch steps[step] {
    case .cell(let index): return "'\(cells[index].name)'"
    case .checkedValue(let index): return "'\(checkedValues[index].expression)'"
    }
  }
}
