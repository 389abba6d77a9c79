/// A piece of what a step printed or showed, and the statement that gave it.
package struct AttributedText: Sendable, Hashable, Codable {
  /// Nil of a picture.
  package var text: String?
  /// The line, from 0 in the compiled code of its step, at which the statement begins that was running, at the top level.
  package var statement: Int
  /// The call of `print` that gave it; nil where something else did.
  package var call: Call?

  /// Where a call of `print` stands in the code of cells.
  package struct Call: Sendable, Hashable, Codable {
    /// The index of the step; nil as long as the line is the number by which the compiler knows it.
    package var step: Int?
    /// The line, from 0 in the compiled code of that step.
    package var line: Int
    /// Which of the calls that begin on the line it is, from 0, but for those from `greatestIndex` on, which are known together.
    package var index: Int

    package static let greatestIndex = 7

    package init(step: Int?, line: Int, index: Int) {
      self.step = step
      self.line = line
      self.index = index
    }
  }

  package init(text: String?, statement: Int, call: Call? = nil) {
    self.text = text
    self.statement = statement
    self.call = call
  }
}

extension WireWriter {
  mutating func write(_ text: AttributedText) {
    write(text.text)
    write(text.statement)
    write([text.call].compactMap { $0 }) {
      $0.write($1.step ?? -1)
      $0.write($1.line)
      $0.write($1.index)
    }
  }
}

extension WireReader {
  mutating func attributedText() throws(Malformed) -> AttributedText {
    let text = try optionalText()
    let statement = try int()
    let call = try array { (reader) throws(Malformed) -> AttributedText.Call in
      let step = try reader.int()
      return AttributedText.Call(step: step < 0 ? nil : step, line: try reader.int(), index: try reader.int())
    }
    return AttributedText(text: text, statement: statement, call: call.last)
  }
}
