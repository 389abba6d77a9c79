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
            declarations[offset] = Declaration(
              text: text, documentation: comment(documented(current).leadingTrivia))
          } else if current.isProtocol((any DeclSyntaxProtocol).self) {
            break
          }
          node = current.parent
        }
      }
      return declarations
    }
  }

  /// What a comment about a name stands above.
  private static func documented(_ node: Syntax) -> Syntax {
    if node.is(IdentifierPatternSyntax.self) {
      // Only where it is the variable of a declaration by itself.
      return node.parent?.as(PatternBindingSyntax.self)?.parent?.parent ?? node
    }
    return node.as(EnumCaseElementSyntax.self)?.parent?.parent ?? node
  }

  private static func text(of node: Syntax, named token: TokenSyntax, type: String?) -> String? {
    var text: String?
    if let pattern = node.as(IdentifierPatternSyntax.self) {
      text = variable(pattern, type: type)
    } else if let parameter = node.as(FunctionParameterSyntax.self) {
      text = "\(token.text): \(parameter.type.trimmedDescription)"
    } else if node.is(ClosureParameterSyntax.self) || node.is(ClosureShorthandParameterSyntax.self) {
      text = type.map { "\(token.text): \($0)" } ?? token.text
    } else if let parameter = node.as(GenericParameterSyntax.self) {
      text = parameter.with(\.trailingComma, nil).trimmedDescription
    } else if let function = node.as(FunctionDeclSyntax.self) {
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
    } else if let subscripting = node.as(SubscriptDeclSyntax.self) {
      text = subscripting.with(\.accessorBlock, nil).with(\.attributes, []).trimmedDescription
    } else if let type = node.as(AssociatedTypeDeclSyntax.self) {
      text = type.trimmedDescription
    } else if let alias = node.as(TypeAliasDeclSyntax.self) {
      text = alias.trimmedDescription
    } else if let element = node.as(EnumCaseElementSyntax.self) {
      text = "case " + element.with(\.trailingComma, nil).trimmedDescription
    }
    return text.map { text in
      text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        .replacing("( ", with: "(").replacing(" )", with: ")")
    }
  }

  /// A variable as it would be declared by itself.
  private static func variable(_ pattern: IdentifierPatternSyntax, type: String?) -> String {
    var word = "let"
    var written: String?
    var node = pattern.parent
    while let current = node {
      if let binding = current.as(PatternBindingSyntax.self) {
        if binding.pattern.id == pattern.id { written = binding.typeAnnotation?.type.trimmedDescription }
      } else if let variable = current.as(VariableDeclSyntax.self) {
        word = variable.bindingSpecifier.text
        break
      } else if let condition = current.as(OptionalBindingConditionSyntax.self) {
        word = condition.bindingSpecifier.text
        break
      } else if let binding = current.as(ValueBindingPatternSyntax.self) {
        word = binding.bindingSpecifier.text
        break
      } else if current.is(CodeBlockItemSyntax.self) {
        break
      }
      node = current.parent
    }
    return "\(word) \(pattern.identifier.text)" + ((written ?? type).map { ": " + $0 } ?? "")
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
