// What the code around a cell's statements calls. Authors never write these names; the underscores keep them out of
// their way.

/// Stores the line, counted from 0 in the cell, of the statement that follows.
@inlinable public func _colophon_line(_ line: Int32) { _line.pointee = line }

/// Like `_colophon_line`, and gives names to the values that the statement shows.
public func _colophon_line(_ line: Int32, names shown: String...) {
  _line.pointee = line
  names = shown
}

public func _colophon_begin(_ step: Int32) { _session.begin(step) }

public func _colophon_failing(_ step: Int32) { _session.failing(step) }

public func _colophon_end() { _session.end() }

/// Shows the value of a cell's last expression; nothing for `Void`.
public func _colophon_display<Value>(_ value: Value) {
  present(value, name: _takeNames().first)
}

/// A value that cannot be copied has no text.
public func _colophon_display<Value: ~Copyable>(_ value: borrowing Value) {}

/// The value of an expression in the prose, as `print` gives it.
public func _colophon_checked<Value>(_ value: Value) {
  var text = ""
  print(value, terminator: "", to: &text)
  _session.checkedValue(text)
}
