import Book
import SwiftSyntax

/// The declarations in a piece of code, as they are shown beside their names: without bodies.
enum CodeDeclarations {
  struct Declaration: Equatable {
    var text: String
    /// What stands in the comment above it, without its marks; empty where there is none.
    var documentation: String
  }

  /// The declarations whose names stand at certain bytes, by these.
  ///
  /// - Parameter types: of each name the type that the compiler has found for it; nil for what is no variable.
  static func declarations(in code: String, at types: [Int: String?]) -> [Int: Declaration] {
    SwiftParsing.parse(code) { tree in
      var declarations: [Int: Declaration] = [:]
      for (offset, type) in types {
        guard let token = tree.token(at: AbsolutePosition(utf8Offset: offset)) else { continue }
        var node = token.parent
        while let current = node, declarations[offset] == nil {
          if let text = text(of: current, named: token, type: type) {
            let owner = current.as(EnumCaseElementSyntax.self)?.parent?.parent ?? current
            declarations[offset] = Declaration(text: text, documentation: comment(owner.leadingTrivia))
          }
          node = current.parent
        }
      }
      return declarations
    }
  }

  private static func text(of node: Syntax, named token: TokenSyntax, type: String?) -> String? {
    var text: String?
    if let function = node.as(FunctionDeclSyntax.self) {
      text = function.with(\.body, nil).with(\.attributes, []).trimmedDescription
    } else if let initialiser = node.as(InitializerDeclSyntax.self) {
      text = initialiser.with(\.body, nil).with(\.attributes, []).trimmedDescription
    } else if let type = node.as(StructDeclSyntax.self) {
      text = head(type, before: type.memberBlock)
    } else if let type = node.as(ClassDeclSyntax.self) {
      text = head(type, before: type.memberBlock)
    } else if let type = node.as(EnumDeclSyntax.self) {
      text = head(type, before: type.memberBlock)
    } else if let type = node.as(ActorDeclSyntax.self) {
      text = head(type, before: type.memberBlock)
    } else if let type = node.as(ProtocolDeclSyntax.self) {
      text = head(type, before: type.memberBlock)
    } else if let alias = node.as(TypeAliasDeclSyntax.self) {
      text = alias.trimmedDescription
    } else if let element = node.as(EnumCaseElementSyntax.self) {
      text = "case " + element.with(\.trailingComma, nil).trimmedDescription
    } else if let variable = node.as(VariableDeclSyntax.self) {
      let binding = variable.bindings.first { $0.pattern.trimmedDescription == token.text }
      let known = binding?.typeAnnotation?.type.trimmedDescription ?? type
      text = variable.bindingSpecifier.text + " " + token.text + (known.map { ": " + $0 } ?? "")
    }
    return text.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  }

  private static func head(_ declaration: some DeclSyntaxProtocol, before members: MemberBlockSyntax) -> String {
    declaration.trimmedDescription.utf8.prefix(
      members.position.utf8Offset - declaration.positionAfterSkippingLeadingTrivia.utf8Offset
    ).reduce(into: [UInt8]()) { $0.append($1) }.text
  }

  private static func comment(_ trivia: Trivia) -> String {
    var lines: [String] = []
    for piece in trivia.pieces {
      switch piece {
      case .docLineComment(let text): lines.append(String(text.dropFirst(3).trimmingPrefix(" ")))
      case .docBlockComment(let text):
        lines += text.dropFirst(3).dropLast(2).split(separator: "\n", omittingEmptySubsequences: false).map { line in
          let words = line.drop { $0 == " " }
          return String(words.hasPrefix("* ") ? words.dropFirst(2) : words)
        }
      case .newlines(let count) where count > 1: lines = []
      default: continue
      }
    }
    return lines.joined(separator: "\n")
  }
}

extension [UInt8] {
  fileprivate var text: String { String(decoding: self, as: UTF8.self) }
}
