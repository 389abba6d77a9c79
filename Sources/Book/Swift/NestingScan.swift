import Text

/// Finds code that nests absurdly, without parsing it and in a time that grows with its length alone.
///
/// The Swift parser tries for each `[` whether a type begins there, which takes twice as long with every further level, for each `<`
/// whether what follows is a list of types, and within strings in strings the lexer looks ahead again and again. And whatever
/// follows an unfinished expression (`repeat`, `try`, `!`, `a ?`) may be a level of its own. So the brackets are counted, and the words
/// and signs of which one may stand within another: those since the last comma, semicolon or line that ended a statement, in the
/// innermost bracket and in all around it.
package struct NestingScan {
  package enum Excess: Sendable, Hashable {
    case squareBrackets, angleBrackets, brackets, strings, comments, expression

    package var summary: String {
      switch self {
      case .squareBrackets, .angleBrackets, .brackets: "brackets are nested too deep here"
      case .strings: "strings are nested too deep here"
      case .comments: "comments are nested too deep here"
      case .expression: "this is too long for one statement, or nested too deep"
      }
    }

    package var explanation: String {
      switch self {
      case .squareBrackets, .angleBrackets, .brackets:
        "Square brackets may be nested \(squareLimit) deep, angle brackets \(angleLimit), all brackets together \(bracketLimit)."
      case .strings: "A string within a string's \\( ) may be nested \(stringLimit) deep."
      case .comments: "A comment may stand in \(NestingScan.commentLimit) others: each /* begins one."
      case .expression:
        "Between commas, semicolons and ends of statements there may be \(expressionLimit) words and signs: make several "
          + "statements of it."
      }
    }
  }

  // Ten megabytes of other people's Swift have 5, 5, 24, 3 and 242 at most; the parser's time at these limits is below a millisecond a
  // byte for all that is known to be slow.
  static let squareLimit = 8
  static let angleLimit = 20
  static let bracketLimit = 40
  static let stringLimit = 6
  static let commentLimit = 20
  static let expressionLimit = 1_000

  private enum Kind: Hashable {
    case file, parenthesis, square, brace, condition
    /// The code in a string's `\( )`, with what the string is.
    case interpolation(hashes: Int, isLong: Bool)

    var isInterpolation: Bool { if case .interpolation = self { true } else { false } }
  }

  private struct Level {
    var kind: Kind
    /// Words and signs since the last end of a statement or element.
    var tokens = 0
    var angles = 0
  }

  private let bytes: [UInt8]
  private var position = 0
  private var levels = [Level(kind: .file)]
  private var tokens = 0
  private var angles = 0
  /// Up to where no regular expression ends that begins before: one without a hash and one with one.
  private var expressionsEndNowhere = [0, 0]
  private var squares = 0
  private var strings = 0
  /// The depth of the deepest comment so far.
  private var comments = 0
  /// Whether a statement may end after what stands before.
  private var mayEnd = false
  private var isAfterBlank = true
  private var isAfterNewline = false

  private init(_ code: String) { bytes = Array(code.utf8) }

  /// The first sign that is too deep, as an offset in the code, and how; nil where there is none.
  package static func excess(in code: String) -> (offset: Int, kind: Excess)? {
    var scan = NestingScan(code)
    return scan.find()
  }

  private mutating func find() -> (offset: Int, kind: Excess)? {
    while position < bytes.count {
      let start = position
      step()
      if squares > Self.squareLimit { return (start, .squareBrackets) }
      if angles > Self.angleLimit { return (start, .angleBrackets) }
      if strings > Self.stringLimit { return (start, .strings) }
      if comments > Self.commentLimit { return (start, .comments) }
      if levels.count - 1 > Self.bracketLimit { return (start, .brackets) }
      if tokens > Self.expressionLimit { return (start, .expression) }
    }
    return nil
  }

  // MARK: Tokens

  private mutating func step() {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
      isAfterNewline = true
      isAfterBlank = true
      position += 1
      return
    case _ where byte.isWhitespace || byte == 0:
      isAfterBlank = true
      position += 1
      return
    case UInt8(ascii: "/") where has("//"):
      while position < bytes.count, bytes[position] != UInt8(ascii: "\n"), bytes[position] != UInt8(ascii: "\r") {
        position += 1
      }
      return
    case UInt8(ascii: "/") where has("/*"):
      skipComment()
      isAfterBlank = true
      return
    default: break
    }
    if isAfterNewline, mayEnd, !continues(byte) { endElement() }
    isAfterNewline = false
    if isWord(at: position) || byte == UInt8(ascii: "`") {
      word()
    } else {
      sign(byte)
    }
    isAfterBlank = false
  }

  private mutating func word() {
    let start = position
    while isWord(at: position) { position += 1 }
    if position == start { position += 1 }
    count()
    mayEnd = !Self.openWords.contains(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private mutating func sign(_ byte: UInt8) {
    let isAttached = !isAfterBlank
    switch byte {
    case UInt8(ascii: "\""),
      UInt8(ascii: "#") where isString():
      string()
      return
    case UInt8(ascii: "#") where has("#/"):
      regularExpression(hashes: 1)
      return
    case UInt8(ascii: "/") where isRegularExpression():
      regularExpression(hashes: 0)
      return
    case UInt8(ascii: "#") where has("#if"): open(.condition)
    case UInt8(ascii: "#") where has("#endif"): close(.condition)
    case UInt8(ascii: "("): open(.parenthesis)
    case UInt8(ascii: "["):
      squares += 1
      open(.square)
    case UInt8(ascii: "{"): open(.brace)
    case UInt8(ascii: ")"):
      if case .interpolation(let hashes, let isLong) = levels.last!.kind {
        close(levels.last!.kind)
        position += 1
        text(hashes: hashes, isLong: isLong)
        return
      }
      close(.parenthesis)
    case UInt8(ascii: "]"): close(.square)
    case UInt8(ascii: "}"): close(.brace)
    case UInt8(ascii: ","), UInt8(ascii: ";"):
      endElement()
      mayEnd = false
    default:
      count()
      while position + 1 < bytes.count, bytes[position + 1] & 0xC0 == 0x80 { position += 1 }
      if byte == UInt8(ascii: "<") {
        angles += 1
        levels[levels.count - 1].angles += 1
      } else if byte == UInt8(ascii: ">"), levels.last!.angles > 0 {
        angles -= 1
        levels[levels.count - 1].angles -= 1
      }
      // `x!`, `x?`, `Array<Int>`: what stands after its operand.
      mayEnd = isAttached && mayEnd
    }
    position += 1
  }

  private mutating func count() {
    tokens += 1
    levels[levels.count - 1].tokens += 1
  }

  private mutating func open(_ kind: Kind) {
    count()
    levels.append(Level(kind: kind))
    mayEnd = false
  }

  /// Closes the innermost bracket of the kind and what is open in it, as the parser does: but no brace, unless it is one that closes.
  private mutating func close(_ kind: Kind) {
    mayEnd = true
    var index = levels.count - 1
    while index > 0, levels[index].kind != kind {
      if levels[index].kind == .brace || levels[index].kind.isInterpolation { return count() }
      index -= 1
    }
    guard index > 0 else { return count() }
    while levels.count > index {
      endElement()
      let level = levels.removeLast()
      if level.kind == .square { squares -= 1 }
      if level.kind.isInterpolation { strings -= 1 }
    }
  }

  /// Forgets what stands before in the innermost bracket: nothing that follows is within it.
  private mutating func endElement() {
    tokens -= levels.last!.tokens
    angles -= levels.last!.angles
    levels[levels.count - 1].tokens = 0
    levels[levels.count - 1].angles = 0
  }

  /// Whether what begins with this byte on a new line goes on with the statement above.
  private func continues(_ byte: UInt8) -> Bool {
    switch levels.last!.kind {
    case .file, .brace, .condition: break
    case .parenthesis, .square, .interpolation: return true
    }
    if ".+-*/%<>=&|^~?:!{".utf8.contains(byte) { return true }
    return Self.continuingWords.contains { has($0) && !isWord(at: position + $0.utf8CodeUnitCount) }
  }

  private static let continuingWords: [StaticString] = [
    "else", "catch", "where", "as", "is", "in", "throws", "rethrows", "async",
  ]

  /// Words after which something must follow, on whatever line.
  private static let openWords: Set<String> = [
    "actor", "any", "as", "associatedtype", "async", "await", "borrowing", "case", "catch", "class", "consume",
    "consuming",
    "convenience", "copy", "defer", "deinit", "discard", "distributed", "do", "dynamic", "each", "else", "enum",
    "extension",
    "fileprivate", "final", "for", "func", "get", "guard", "if", "import", "in", "indirect", "infix", "init", "inout",
    "internal",
    "is", "isolated", "lazy", "let", "macro", "mutating", "nonisolated", "nonmutating", "open", "operator", "optional",
    "override",
    "package", "postfix", "precedencegroup", "prefix", "private", "protocol", "public", "repeat", "required",
    "rethrows", "return",
    "sending", "set", "some", "static", "struct", "subscript", "switch", "then", "throw", "throws", "try", "typealias",
    "unowned",
    "unsafe", "var", "weak", "where", "while", "yield",
  ]

  // MARK: Strings and comments

  /// Whether a string begins here, perhaps with `#` before it.
  private func isString() -> Bool {
    var index = position
    while index < bytes.count, bytes[index] == UInt8(ascii: "#") { index += 1 }
    return index < bytes.count && bytes[index] == UInt8(ascii: "\"")
  }

  private mutating func string() {
    count()
    var hashes = 0
    while bytes[position] == UInt8(ascii: "#") {
      hashes += 1
      position += 1
    }
    let isLong = has("\"\"\"")
    position += isLong ? 3 : 1
    text(hashes: hashes, isLong: isLong)
  }

  /// Goes to the end of a string, or into its next `\( )`. One on one line ends with the line at the latest.
  private mutating func text(hashes: Int, isLong: Bool) {
    mayEnd = true
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let quotes = isLong ? (has("\"\"\"") ? 3 : 0) : 1
        if quotes > 0, hasHashes(hashes, at: position + quotes) {
          position += quotes + hashes
          return
        }
        position += 1
      case UInt8(ascii: "\\") where hasHashes(hashes, at: position + 1):
        let next = position + 1 + hashes
        position = min(next + 1, bytes.count)
        if next < bytes.count, bytes[next] == UInt8(ascii: "(") {
          strings += 1
          open(.interpolation(hashes: hashes, isLong: isLong))
          return
        }
      case UInt8(ascii: "\n"), UInt8(ascii: "\r"):
        if !isLong { return }
        position += 1
      default: position += 1
      }
    }
  }

  /// Whether a slash begins a regular expression: an operand is wanted here, and another slash ends it on this line.
  private mutating func isRegularExpression() -> Bool {
    guard position + 1 < bytes.count, !bytes[position + 1].isWhitespace, !mayEnd || isAfterBlank else { return false }
    return endOfRegularExpression(hashes: 0) != nil
  }

  private mutating func endOfRegularExpression(hashes: Int) -> Int? {
    guard position >= expressionsEndNowhere[hashes] else { return nil }
    var index = position + hashes + 1
    while index < bytes.count, hashes > 0 || bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == UInt8(ascii: "/"), hasHashes(hashes, at: index + 1) { return index + 1 + hashes }
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    expressionsEndNowhere[hashes] = index
    return nil
  }

  private mutating func regularExpression(hashes: Int) {
    count()
    position = endOfRegularExpression(hashes: hashes) ?? position + 1
    mayEnd = true
  }

  private mutating func skipComment() {
    var depth = 0
    repeat {
      if has("/*") {
        depth += 1
        comments = max(comments, depth)
        position += 2
      } else if has("*/") {
        depth -= 1
        position += 2
      } else {
        position += 1
      }
    } while depth > 0 && position < bytes.count
    position = min(position, bytes.count)
  }

  // MARK: Bytes

  private func has(_ text: StaticString) -> Bool {
    guard position + text.utf8CodeUnitCount <= bytes.count else { return false }
    for offset in 0..<text.utf8CodeUnitCount where bytes[position + offset] != text.utf8Start[offset] { return false }
    return true
  }

  private func hasHashes(_ count: Int, at index: Int) -> Bool {
    index + count <= bytes.count && bytes[index..<index + count].allSatisfy { $0 == UInt8(ascii: "#") }
  }

  private func isWord(at index: Int) -> Bool {
    guard index < bytes.count else { return false }
    let byte = bytes[index]
    return byte.isWord || byte == UInt8(ascii: "$") || byte >= 0x80 && !isOperator(at: index)
  }

  /// Whether a character that is not ASCII may be an operator: of the blocks of which some are, all of them.
  private func isOperator(at index: Int) -> Bool {
    switch bytes[index] {
    case 0xC2, 0xE2: true
    case 0xC3: index + 1 < bytes.count && [0x97, 0xB7].contains(bytes[index + 1])
    case 0xE3: index + 1 < bytes.count && bytes[index + 1] == 0x80
    default: false
    }
  }
}
