import Book
import SwiftIDEUtils
import SwiftSyntax

/// Colours Swift the way editors colour it: the parser says what a word is, nobody guesses.
enum SwiftHighlighter {
  typealias Run = CodeRun
  typealias Style = CodeStyle

  static func runs(in code: String) -> [Run] {
    SwiftParsing.parse(code) { tree in
      let words = identifierStyles(in: tree)
      let count = code.utf8.count
      var runs = [Run]()
      var position = 0
      for range in tree.classifications {
        let end = min(range.range.upperBound.utf8Offset, count)
        guard position < end else { continue }
        // Neighbours of one kind come as one range; an identifier in it may still differ from the next.
        var start = position
        var style = words[start] ?? Style(range.kind)
        for offset in position + 1..<max(end, position + 1) {
          guard let next = words[offset] else { continue }
          runs.append(Run(count: offset - start, style: style))
          (start, style) = (offset, next)
        }
        runs.append(Run(count: end - start, style: style))
        position = end
      }
      if position < count { runs.append(Run(count: count - position, style: .plain)) }
      return runs
    }
  }

  /// The style of each identifier that has one, by the offset of its first byte.
  private static func identifierStyles(in tree: SourceFileSyntax) -> [Int: Style] {
    var styles = [Int: Style]()
    for token in tree.tokens(viewMode: .sourceAccurate) {
      guard case .identifier(let name) = token.tokenKind else { continue }
      if let style = Style(identifier: token, name: name) {
        styles[token.positionAfterSkippingLeadingTrivia.utf8Offset] = style
      }
    }
    return styles
  }
}

extension CodeStyle {
  init(_ kind: SyntaxClassification) {
      switch kind {
      case .keyword, .attribute, .ifConfigDirective: self = .keyword
      case .type: self = .type
      case .stringLiteral, .regexLiteral: self = .string
      case .integerLiteral, .floatLiteral: self = .number
      case .lineComment, .blockComment, .docLineComment, .docBlockComment: self = .comment
      case .dollarIdentifier: self = .function
      default: self = .plain
      }
    }

    /// What is called is a function, or a type where it begins with a capital: the classification of editors, which
    /// knows the words alone, leaves both plain.
    init?(identifier token: TokenSyntax, name: String) {
      guard let parent = token.parent else { return nil }
      if parent.is(FunctionDeclSyntax.self) || parent.is(MacroExpansionExprSyntax.self) {
        self = .function
        return
      }
      guard let reference = parent.as(DeclReferenceExprSyntax.self) else { return nil }
      if name.unicodeScalars.first?.properties.isUppercase == true {
        self = .type
        return
      }
      var callee = Syntax(reference)
      if let member = reference.parent?.as(MemberAccessExprSyntax.self), member.declName.id == reference.id {
        callee = Syntax(member)
      }
      guard let call = callee.parent?.as(FunctionCallExprSyntax.self), call.calledExpression.id == callee.id else {
        return nil
      }
      self = .function
    }
  }
