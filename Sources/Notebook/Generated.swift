// What the code around a cell's statements calls. Authors never write these names; the underscores keep them out of
// their way.

/// Stores the line, counted from 0 in the cell, of the statement that follows.
@inlinable public func _colophonLine(_ line: Int32) { _line.pointee = line }

/// Like `_colophonLine`, and gives names to the values that the statement shows.
public func _colophonLine(_ line: Int32, names shown: String...) {
  _line.pointee = line
  names = shown
}

public func _colophonBegin(_ step: Int32) {
  settle()
  _session.begin(step)
}

public func _colophonFailing(_ step: Int32) {
  settle()
  _session.failing(step)
}

public func _colophonEnd() { _session.end() }

/// Shows the value of a cell's last expression; nothing for `Void`.
public func _colophonDisplay<Value>(_ value: Value) {
  present(value, name: _takeNames().first)
}

/// A value that cannot be copied has no text.
public func _colophonDisplay<Value: ~Copyable>(_ value: borrowing Value) {}

/// The value of an expression in the prose, as `print` gives it.
public func _colophonChecked<Value>(_ value: Value) {
  var text = ""
  print(value, terminator: "", to: &text)
  _session.checkedValue(text)
}
