/// How a program that runs cells learns what they do. The cell host sets it; without one, values are printed.
public struct _Session {
  /// A step, a cell or a checked value, begins.
  public var begin: (_ step: Int32) -> Void = { _ in }
  /// A value without a picture of its own was shown; the text ends with a newline.
  public var value: (_ text: String) -> Void = { print($0, terminator: "") }
  public var tensor: (_ text: String, _ name: String?) -> Void = { text, _ in print(text, terminator: "") }
  public var picture: (_ svg: String, _ description: String) -> Void = { _, description in print(description) }
  /// The value of an expression in the prose.
  public var checkedValue: (_ text: String) -> Void = { _ in }
  /// A cell that must fail is due.
  public var failing: (_ step: Int32) -> Void = { _ in }
  /// The last step has ended.
  public var end: () -> Void = {}

  public init() {}
}

/// Set once, by the cell host, before the first cell runs; read by cells afterwards.
nonisolated(unsafe) public var _session = _Session()

/// Where the line that is about to run is stored: a page that the keeper of the process can read whatever happens.
nonisolated(unsafe) public var _line = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

/// The names that the next `show` or last expression gives to its values, as they stand in the cell.
nonisolated(unsafe) var names: [String] = []

func _takeNames() -> [String] {
  defer { names = [] }
  return names
}
