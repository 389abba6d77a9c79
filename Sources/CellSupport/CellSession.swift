/// What the code around a cell's statements reports to the process that runs it. The cell host sets it, before the first
/// cell runs.
public struct _CellSession {
  /// A step, a cell or a checked value, begins.
  public var begin: (_ step: Int32) -> Void = { _ in }
  /// The value of a cell's last expression, and the name of the expression where it has one.
  public var display: (_ value: Any, _ name: String?) -> Void = { value, _ in print(value) }
  /// The value of an expression in the prose.
  public var checkedValue: (_ text: String) -> Void = { _ in }
  /// A cell that must fail is due.
  public var failing: (_ step: Int32) -> Void = { _ in }
  /// A segment that waits at its top level has come to its end.
  public var segmentEnded: () -> Void = {}
  /// Where the line that is about to run is stored: memory that outlives this process, whatever ends it.
  public var line = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

  public init() {}
}

nonisolated(unsafe) public var _cellSession = _CellSession() {
  didSet { _line = _cellSession.line }
}

/// The session's `line`, apart because every statement stores to it.
nonisolated(unsafe) public var _line = _cellSession.line

/// The names of the values that the running statement shows, as they stand in the cell.
nonisolated(unsafe) private var names: [String] = []

/// Takes the names that belong to a number of shown values: none where the statement has not given as many, since then
/// it was another call that showed them.
public func _takeNames(of count: Int) -> [String?] {
  defer { names = [] }
  guard names.count == count else { return Array(repeating: nil, count: count) }
  return names.map { $0.isEmpty ? nil : $0 }
}

func setNames(_ shown: [String]) { names = shown }
