import Book

/// What a cell host is asked to do: one line of JSON on its standard input. The input stays open for as long as the
/// host is wanted; its end tells the host that whoever started it has gone.
struct HostJob: Codable, Sendable {
  struct Module: Codable, Sendable {
    /// The shared library.
    var library: String
    /// The C name of the function that runs it.
    var entry: String
    /// The step that is blamed when the library cannot be loaded.
    var firstStep: Int
  }

  var segments: [Module]
  /// The libraries of the cells that must fail, by step.
  var failing: [Int: Module]
  /// Seconds that each step may run.
  var timeouts: [Int: Double]
  /// Bytes of output kept of each step.
  var outputLimit: Int
  var memoryLimit: Int
  /// The working folder of the cells.
  var folder: String
}

/// What a cell host tells, each a line of JSON on its standard output.
enum HostEvent: Codable, Sendable {
  /// A step begins.
  case began(step: Int)
  /// A step has ended, in whatever way, and gave this.
  case ended(step: Int, record: StepOutput)
  /// The code of a step cannot be loaded; the loader's words.
  case notLoaded(step: Int, words: String)
  /// A cell that must fail came to an end.
  case failingEnded(step: Int, end: ProcessEnd)
  /// The program is over.
  case finished(ProcessEnd)
}

/// What a step gave.
struct StepOutput: Codable, Sendable, Hashable {
  var outputs: [Output] = []
  var isCut = false
  /// The value of a checked expression.
  var value: String?
}

/// How a process of cells ended.
struct ProcessEnd: Codable, Sendable, Hashable {
  /// Whether it reached the end of its work.
  var isComplete: Bool
  var ending: ChildProcess.Ending
  var timedOut: Bool
  var cause: Cause
  /// The step that was being evaluated and the line in its text, from 0.
  var step: Int
  var line: Int
  /// Where in the code of cells it was, the innermost call first.
  var frames: [Frame]

  struct Frame: Codable, Sendable, Hashable {
    /// The module, by the order in which modules were loaded.
    var module: Int
    var offset: UInt
  }

  enum Cause: Int32, Codable, Sendable {
    case unknown = 0
    case stack = 1
    case memory = 2
  }
}
