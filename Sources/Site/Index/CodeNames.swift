import Book
import Storage
import SwiftSyntax

/// The names that a piece of code uses and those that it declares, as far as its syntax tells.
struct CodeNames: Sendable {
  private(set) var used: Set<String> = []
  private(set) var declared: Set<String> = []

  private static let known = Memo<CodeNames>(limit: 4 << 20)

  static func of(_ code: String) -> CodeNames {
    known.value(of: code) {
      SwiftParsing.parse(code) { tree in
        var names = CodeNames()
        for token in tree.tokens(viewMode: .sourceAccurate) {
          guard case .identifier(let name) = token.tokenKind, EngineNames.all.contains(name) else { continue }
          switch token.previousToken(viewMode: .sourceAccurate)?.tokenKind {
          case .keyword(.struct), .keyword(.class), .keyword(.enum), .keyword(.actor), .keyword(.protocol),
            .keyword(.typealias), .keyword(.func), .keyword(.let), .keyword(.var):
            names.declared.insert(name)
          // A member of something, or the name of an argument, is another thing of that name.
          case .period: continue
          default: if token.nextToken(viewMode: .sourceAccurate)?.tokenKind != .colon { names.used.insert(name) }
          }
        }
        return names
      }
    }
  }
}
