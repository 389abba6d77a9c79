import Book
import SwiftSyntax

/// The names that a piece of code uses and those that it declares, as far as its syntax tells.
struct CodeNames: Sendable, Equatable {
  private(set) var used: Set<String> = []
  private(set) var declared: Set<String> = []
  /// The methods that it calls.
  private(set) var called: Set<String> = []
  /// Those that it declares at its top level, in their order; functions aside, of which there may be several of one name.
  private(set) var declaredOnce: [String] = []

  init() {}

  init(of code: String) {
    self = SwiftParsing.parse(code) { tree in
      var names = CodeNames()
      for token in tree.tokens(viewMode: .sourceAccurate) {
        guard case .identifier(let name) = token.tokenKind else { continue }
        switch token.previousToken(viewMode: .sourceAccurate)?.tokenKind {
        case .keyword(.struct), .keyword(.class), .keyword(.enum), .keyword(.actor), .keyword(.protocol),
          .keyword(.typealias), .keyword(.func), .keyword(.let), .keyword(.var):
          names.declared.insert(name)
        // A member of something, or the name of an argument, is another thing of that name.
        case .period:
          if token.nextToken(viewMode: .sourceAccurate)?.tokenKind == .leftParen { names.called.insert(name) }
        default: if token.nextToken(viewMode: .sourceAccurate)?.tokenKind != .colon { names.used.insert(name) }
        }
      }
      names.declaredOnce = tree.statements.flatMap { Self.names(declaredBy: $0.item) }
      return names
    }
  }

  private static func names(declaredBy item: CodeBlockItemSyntax.Item) -> [String] {
    guard case .decl(let declaration) = item else { return [] }
    if let variable = declaration.as(VariableDeclSyntax.self) {
      return variable.bindings.flatMap { binding in
        binding.pattern.tokens(viewMode: .sourceAccurate).compactMap { token in
          if case .identifier(let name) = token.tokenKind { name } else { nil }
        }
      }
    }
    if declaration.is(ExtensionDeclSyntax.self) { return [] }
    return declaration.asProtocol((any NamedDeclSyntax).self).flatMap { named in
      declaration.is(FunctionDeclSyntax.self) ? nil : [named.name.text]
    } ?? []
  }
}

extension CodeNames {
  /// As a cache holds them: a line for each name, after a letter for what it is.
  var entry: [UInt8] {
    let lines =
      used.sorted().map { "u\($0)" } + declared.sorted().map { "d\($0)" } + called.sorted().map { "c\($0)" }
      + declaredOnce.map { "o\($0)" }
    return Array(lines.joined(separator: "\n").utf8)
  }

  /// Nil where it is no entry.
  init?(entry: [UInt8]) {
    for line in entry.split(separator: UInt8(ascii: "\n")) {
      let name = String(decoding: line.dropFirst(), as: UTF8.self)
      switch line.first {
      case UInt8(ascii: "u"): used.insert(name)
      case UInt8(ascii: "d"): declared.insert(name)
      case UInt8(ascii: "c"): called.insert(name)
      case UInt8(ascii: "o"): declaredOnce.append(name)
      default: return nil
      }
    }
  }
}
