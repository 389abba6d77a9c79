import Storage
import SwiftIDEUtils
import SwiftParser
import SwiftSyntax

/// Swift code as HTML, coloured the way editors colour it: the parser says what a word is, nobody guesses.
struct SwiftHighlighter {
  let cache: Cache

  /// Counts the forms that the markup has had, so that an entry of an older one is not taken.
  private static let version = "1"

  func html(_ code: String) -> String {
    let key = CacheKey(["highlight", Self.version, code])
    if let entry = cache.entry("highlight", key) { return String(decoding: entry, as: UTF8.self) }
    let html = Self.highlight(code)
    cache.store(Array(html.utf8), "highlight", key)
    return html
  }

  private static func highlight(_ code: String) -> String {
    let bytes = Array(code.utf8)
    let tree = Parser.parse(source: code)
    let words = identifierStyles(in: tree)
    var html = ""
    var position = 0
    for range in tree.classifications {
      let end = min(range.range.upperBound.utf8Offset, bytes.count)
      guard position < end else { continue }
      // Neighbours of one kind come as one range; an identifier in it may still differ from the next.
      var start = position
      var style = words[start] ?? Style(range.kind)
      for offset in position + 1..<max(end, position + 1) {
        guard let next = words[offset] else { continue }
        append(bytes[start..<offset], style, to: &html)
        (start, style) = (offset, next)
      }
      append(bytes[start..<end], style, to: &html)
      position = end
    }
    append(bytes[position...], .plain, to: &html)
    return html
  }

  private static func append(_ bytes: ArraySlice<UInt8>, _ style: Style, to html: inout String) {
    guard !bytes.isEmpty else { return }
    let text = VisibleText.html(String(decoding: bytes, as: UTF8.self))
    html += style == .plain ? text : "<span class=\"\(style.rawValue)\">\(text)</span>"
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

extension SwiftHighlighter {
  /// The classes of the style sheet.
  enum Style: String {
    case plain = ""
    case keyword = "k"
    case type = "t"
    case string = "s"
    case number = "n"
    case function = "f"
    case comment = "c"

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
}
