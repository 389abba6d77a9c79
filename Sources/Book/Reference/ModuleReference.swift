/// What a module offers to other code: its public declarations with their documentation.
package struct ModuleReference: Sendable, Hashable {
  package var module: String
  /// In one order, whatever the compiler's.
  package var symbols: [ModuleSymbol]

  package init(module: String, symbols: [ModuleSymbol]) {
    self.module = module
    self.symbols = symbols
  }
}

/// A public declaration of a module.
package struct ModuleSymbol: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable, CaseIterable {
    case type, `protocol`, alias, initialiser, property, method, `subscript`, enumerationCase, function, `operator`,
      macro
  }

  /// A piece of a declaration's text.
  package struct Fragment: Sendable, Hashable {
    package var text: String
    /// What it names, by its name for all programs; nil for what is no name of a declaration.
    package var symbol: String?

    package init(_ text: String, symbol: String? = nil) {
      self.text = text
      self.symbol = symbol
    }
  }

  /// Its name for all programs.
  package var usr: String
  package var kind: Kind
  /// Its name with the labels of its parameters, behind those of the types that it belongs to: `Tensor`, `sum(along:keepingAxes:)`.
  package var path: [String]
  package var declaration: [Fragment]
  /// In Markdown, as it stands in the comment; empty where there is none.
  package var documentation: String

  package init(usr: String, kind: Kind, path: [String], declaration: [Fragment], documentation: String) {
    self.usr = usr
    self.kind = kind
    self.path = path
    self.declaration = declaration
    self.documentation = documentation
  }

  /// Its name without labels.
  package var name: String { String(Substring((path.last ?? "").utf8.prefix { $0 != UInt8(ascii: "(") })) }

  package var declarationText: String { declaration.map(\.text).joined() }
}

// MARK: - As a cache holds it

extension ModuleReference {
  // Control characters separate what no declaration and no comment can hold.
  private static let (record, field, piece, link) = ("\u{1E}", "\u{1F}", "\u{1D}", "\u{1C}")

  /// As text.
  package var entry: [UInt8] {
    let records = symbols.map { symbol in
      [
        symbol.usr, symbol.kind.rawValue, symbol.path.joined(separator: Self.piece),
        symbol.declaration.map { $0.text + ($0.symbol.map { Self.link + $0 } ?? "") }.joined(separator: Self.piece),
        symbol.documentation,
      ].joined(separator: Self.field)
    }
    return Array(([module] + records).joined(separator: Self.record).utf8)
  }

  /// Nil where it is no entry.
  package init?(entry: [UInt8]) {
    func split(_ bytes: ArraySlice<UInt8>, _ separator: String) -> [ArraySlice<UInt8>] {
      bytes.split(separator: separator.utf8.first!, omittingEmptySubsequences: false)
    }
    func text(_ bytes: ArraySlice<UInt8>) -> String { String(decoding: bytes, as: UTF8.self) }
    let records = split(entry[...], Self.record)
    module = text(records[0])
    symbols = []
    for record in records.dropFirst() {
      let fields = split(record, Self.field)
      guard fields.count == 5, let kind = ModuleSymbol.Kind(rawValue: text(fields[1])) else { return nil }
      let declaration = split(fields[3], Self.piece).map { piece in
        let parts = split(piece, Self.link)
        return ModuleSymbol.Fragment(text(parts[0]), symbol: parts.count > 1 ? text(parts[1]) : nil)
      }
      symbols.append(
        ModuleSymbol(
          usr: text(fields[0]), kind: kind, path: split(fields[2], Self.piece).map(text), declaration: declaration,
          documentation: text(fields[4])))
    }
  }
}
