import Synchronization

// What the code around a cell's statements calls, under names with blanks, which no author meets. All else that this
// module holds stays within the package.

/// Stores the line, counted from 0 in the cell, of the statement that follows, and gives names to the values that the
/// statement shows.
public func `cell line`(_ line: Int32, names shown: String...) {
  currentLine.pointee = line
  setNames(shown)
}

/// The same in a cell whose comments say what its statements print: what is printed from here on is this statement's.
public func `cell attributes`(_ line: Int32, names shown: String...) {
  currentLine.pointee = line
  setNames(shown)
  cellSession.attribute(line)
}

private struct PrintCall: Sendable, Hashable {
  var line: Int32
  var index: Int32
}

/// How often each call has printed. One call prints at a time, so that what is printed between its beginning and its end
/// is its own.
private let printing = Mutex<[PrintCall: Int]>([:])

/// The greatest number of times that a call is told apart: to say so takes longer than to print.
private let greatestCallCount = 1000

/// What a call of `print` does in such a cell.
public func `cell prints`(_ items: [Any], separator: String, terminator: String, line: Int32, index: Int32) {
  // The descriptions of values may print too, by calls of their own.
  var text = ""
  for (index, item) in items.enumerated() {
    if index > 0 { text += separator }
    print(item, terminator: "", to: &text)
  }
  text += terminator
  let call = PrintCall(line: line, index: index)
  printing.withLock { counts in
    counts[call, default: 0] += 1
    guard counts[call]! <= greatestCallCount else { return print(text, terminator: "") }
    cellSession.attributeToCall((line, index))
    print(text, terminator: "")
    cellSession.attributeToCall(nil)
  }
}

public func `cell begins`(_ step: Int32) { cellSession.begin(step) }

public func `cell must fail`(_ step: Int32) { cellSession.failing(step) }

/// Ends a segment that waits at its top level. The task in which it runs never goes on: the cell host returns from it to
/// whatever is next, where the program would end. It stays on the main thread, which serves the main queue until then.
@MainActor public func `segment ends`() async {
  cellSession.segmentEnded()
  await withUnsafeContinuation { (_: UnsafeContinuation<Void, Never>) in }
}

/// Reads a variable that cells of other modules need: the compiler then sees to it that it has a value.
public func `cell needs`<Value: ~Copyable>(_ value: borrowing Value) {}

/// Shows the value of a cell's last expression; nothing for `Void`.
public func `cell shows`<Value>(_ value: Value) {
  let name = takeNames(of: 1)[0]
  if value is Void { return }
  cellSession.display(value, name)
}

/// A value that cannot be copied has no text.
public func `cell shows`<Value: ~Copyable>(_ value: borrowing Value) {}

/// The value of an expression in the prose, as `print` gives it.
public func `prose states`<Value>(_ value: Value) {
  var text = ""
  print(value, terminator: "", to: &text)
  cellSession.checkedValue(text, value)
}

/// An assignment or a call of a procedure has nothing that a text could state.
public func `prose states`(_ value: Void) { fatalError("a checked value is an expression that has a value") }
