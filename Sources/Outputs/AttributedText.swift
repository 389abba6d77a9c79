/// A piece of what a step printed or showed, and the statement that gave it.
package struct AttributedText: Sendable, Hashable, Codable {
  package enum Kind: Int, Sendable, Codable {
    case text, tensor
    /// Of a picture there is no text.
    case picture
  }

  package var kind: Kind
  package var text: String
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

    package init(step: Int?, line: Int) {
      self.step = step
      self.line = line
    }
  }

  package init(kind: Kind = .text, text: String, statement: Int, call: Call? = nil) {
    self.kind = kind
    self.text = text
    self.statement = statement
    self.call = call
  }
}

extension WireWriter {
  mutating func write(_ text: AttributedText) {
    write(text.kind.rawValue)
    write(text.text)
    write(text.statement)
    write([text.call].compactMap { $0 }) {
      $0.write($1.step ?? -1)
      $0.write($1.line)
    }
  }
}

extension WireReader {
  mutating func attributedText() throws(Malformed) -> AttributedText {
    guard let kind = AttributedText.Kind(rawValue: try int()) else { throw Malformed() }
    let text = try text()
    let statement = try int()
    let call = try array { (reader) throws(Malformed) -> AttributedText.Call in
      let step = try reader.int()
      return AttributedText.Call(step: step < 0 ? nil : step, line: try reader.int())
    }
    return AttributedText(kind: kind, text: text, statement: statement, call: call.last)
  }
}
