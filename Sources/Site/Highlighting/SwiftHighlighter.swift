import Book
import Storage
import SwiftIDEUtils
import SwiftSyntax

/// Swift code as HTML, coloured the way editors colour it: the parser says what a word is, nobody guesses.
///
/// What was coloured once is in the cache, and for as long as the highlighter lives in memory.
final class SwiftHighlighter: Sendable {
  private let cache: Cache
  private let known = Memo<String>()

  /// Counts the forms that an entry has had, so that one of an older form is not taken.
  private static let version = "2"

  init(cache: Cache) {
    self.cache = cache
  }

  func html(_ code: String) -> String { known.value(of: code) { html(of: code) } }

  private func html(of code: String) -> String {
    let key = CacheKey(["highlight", Self.version, code])
    let runs: [Run]
    if let entry = cache.entry("highlight", key).flatMap({ Run.read($0, count: code.utf8.count) }) {
      runs = entry
    } else {
      runs = Self.runs(in: code)
      cache.store(Run.entry(runs), "highlight", key)
    }
    return Self.html(code, runs)
  }

  /// Bytes of one style. This is what an entry holds, and no HTML: whatever an entry says, the page shows the code.
  private struct Run {
    var count: Int
    var style: Style

    static func entry(_ runs: [Run]) -> [UInt8] {
      Array(runs.map { "\($0.count) \($0.style.rawValue)" }.joined(separator: "\n").utf8)
    }

    /// Nil where the entry is not for a code of so many bytes.
    static func read(_ entry: [UInt8], count: Int) -> [Run]? {
      var runs = [Run]()
      var rest = count
      for line in entry.split(separator: UInt8(ascii: "\n")) {
        let parts = String(decoding: line, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, let length = Int(parts[0]), (0...rest).contains(length),
          let style = Style(rawValue: String(parts[1]))
        else { return nil }
        rest -= length
        runs.append(Run(count: length, style: style))
      }
      return rest == 0 ? runs : nil
    }
  }

  private static func runs(in code: String) -> [Run] {
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

  private static func html(_ code: String, _ runs: [Run]) -> String {
    let bytes = Array(code.utf8)
    var html = ""
    var position = 0
    for run in runs where run.count > 0 {
      let text = VisibleText.html(String(decoding: bytes[position..<position + run.count], as: UTF8.self))
      html += run.style == .plain ? text : "<span class=\"\(run.style.rawValue)\">\(text)</span>"
      position += run.count
    }
    return html
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
