/// What the code around a cell's statements reports to the process that runs it. The cell host sets it, before the first
/// cell runs.
package struct CellSession {
  /// A step, a cell or a checked value, begins.
  package var begin: (_ step: Int32) -> Void = { _ in }
  /// The value of a cell's last expression, and the name of the expression where it has one.
  package var display: (_ value: Any, _ name: String?) -> Void = { value, _ in print(value) }
  /// The value of an expression in the prose, and how it is printed.
  package var checkedValue: (_ text: String, _ value: Any) -> Void = { _, _ in }
  /// What is printed and shown from now on is a statement's, by its line, until the next one begins.
  package var attribute: (_ line: Int32) -> Void = { _ in }
  /// What is printed from now on is given by a call of `print`, by the number of its line and by which of the calls there it is; nil
  /// where that has ended.
  package var attributeToCall: (_ call: (line: Int32, index: Int32)?) -> Void = { _ in }
  /// A cell that must fail is due.
  package var failing: (_ step: Int32) -> Void = { _ in }
  /// A segment that waits at its top level has come to its end.
  package var segmentEnded: () -> Void = {}
  /// Where the line that is about to run is stored: memory that outlives this process, whatever ends it.
  package var line = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

  package init() {}
}

nonisolated(unsafe) package var cellSession = CellSession() {
  didSet { currentLine = cellSession.line }
}

/// The session's `line`, apart because every statement stores to it.
nonisolated(unsafe) package var currentLine = cellSession.line

/// The names of the values that the running statement shows, as they stand in the cell.
nonisolated(unsafe) private var names: [String] = []

/// Takes the names that belong to a number of shown values: none where the statement has not given as many, since then
/// it was another call that showed them.
package func takeNames(of count: Int) -> [String?] {
  defer { names = [] }
  guard names.count == count else { return Array(repeating: nil, count: count) }
  return names.map { $0.isEmpty ? nil : $0 }
}

func setNames(_ shown: [String]) { names = shown }
