import Outputs

/// What a cell printed and showed, by the statements that gave it.
package struct PrintedText: Sendable, Hashable, Codable {
  package struct Piece: Sendable, Hashable, Codable {
    /// Nil of a picture.
    package var text: String?
    /// The line, from 0 in the cell's code, at which the statement begins that was running, at the top level.
    package var statement: Int
    /// The call of `print` that gave it; nil where something else did.
    package var call: Call?

    package init(_ text: String?, statement: Int, call: Call? = nil) {
      self.text = text
      self.statement = statement
      self.call = call
    }
  }

  /// Where a call of `print` stands: the cell's index, the line, from 0 in its code, and which of those that begin there it is.
  package struct Call: Sendable, Hashable, Codable {
    package var cell: Int
    package var line: Int
    package var index: Int

    package init(cell: Int, line: Int, index: Int = 0) {
      self.cell = cell
      self.line = line
      self.index = index
    }
  }

  /// In the order in which they came.
  package var pieces: [Piece]
  /// Whether the call is known of each that a call of `print` in the cell gave.
  package var knowsCalls: Bool

  package init(_ pieces: [Piece], knowsCalls: Bool = true) {
    self.pieces = pieces
    self.knowsCalls = knowsCalls
  }
}
