// What the code around a cell's statements calls. Authors never write these names; the underscores keep them out of
// their way.

/// Stores the line, counted from 0 in the cell, of the statement that follows, and gives names to the values that the
/// statement shows.
public func _colophonLine(_ line: Int32, names shown: String...) {
  _line.pointee = line
  setNames(shown)
}

public func _colophonBegin(_ step: Int32) { _cellSession.begin(step) }

public func _colophonFailing(_ step: Int32) { _cellSession.failing(step) }

/// Ends a segment that waits at its top level. The task in which it runs never goes on: the cell host returns from it to
/// whatever is next, where the program would end. It stays on the main thread, which serves the main queue until then.
@MainActor public func _colophonEndSegment() async {
  _cellSession.segmentEnded()
  await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
}

/// Shows the value of a cell's last expression; nothing for `Void`.
public func _colophonDisplay<Value>(_ value: Value) {
  let name = _takeNames(of: 1)[0]
  if value is Void { return }
  _cellSession.display(value, name)
}

/// A value that cannot be copied has no text.
public func _colophonDisplay<Value: ~Copyable>(_ value: borrowing Value) {}

/// The value of an expression in the prose, as `print` gives it.
public func _colophonChecked<Value>(_ value: Value) {
  var text = ""
  print(value, terminator: "", to: &text)
  _cellSession.checkedValue(text)
}
