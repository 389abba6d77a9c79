import Text

/// A name in a cell's code of which the compiler knows what it is.
package struct CodeName: Sendable, Hashable, Codable {
  /// The bytes of the name in the cell's code.
  package var range: Range<Int>
  /// What of another module it stands for, by its name for all programs; empty for what the chapter defines.
  package var symbol: String
  /// The word with which it is declared: `func`, `struct`.
  package var keyword: String
  /// What is known of it without its documentation, as in `loss: Float`.
  package var declaration: String
  /// Where the chapter defines it; nil for what is another module's.
  package var definition: Definition?

  /// Whether the code gives it another value here: `x += 1`, `x.append(1)`, `&x`.
  package var isChange: Bool

  package struct Definition: Sendable, Hashable, Codable {
    /// The index of the cell.
    package var cell: Int
    /// The byte of the cell's code at which the name stands.
    package var offset: Int

    package init(cell: Int, offset: Int) {
      self.cell = cell
      self.offset = offset
    }
  }

  package init(
    range: Range<Int>, symbol: String, keyword: String, declaration: String, definition: Definition?,
    isChange: Bool = false
  ) {
    self.isChange = isChange
    self.range = range
    self.symbol = symbol
    self.keyword = keyword
    self.declaration = declaration
    self.definition = definition
  }

  /// The type of a variable or a parameter; nil for anything else.
  package var type: String? {
    guard let start = declaration.firstRange(of: " : ")?.upperBound else { return nil }
    // Of a local one it is also said where it is.
    return String(
      declaration[start..<(declaration[start...].firstRange(of: " in ")?.lowerBound ?? declaration.endIndex)])
  }

  /// Whether it is known within a function or a closure alone.
  package var isLocal: Bool { declaration.hasBytes(of: " #1") || declaration.hasBytes(of: " in ") }

  /// Whether this is where the name is defined.
  package func isDefinition(inCell cell: Int) -> Bool {
    definition == Definition(cell: cell, offset: range.lowerBound)
  }
}
