import Markdown
import Text

/// What looks like a cell, or like a documented output, and is none: it would be shown and neither run nor compared.
struct FenceLookalike {
  enum Kind: String {
    case cell = "swift"
    case output

    /// What the right form is for.
    var meaning: String {
      switch self {
      case .cell: "A cell that is run begins with"
      case .output: "A documented output begins with"
      }
    }
  }

  /// In which way it is written otherwise; a warning is given once for each.
  enum Style: String {
    case slip, braces, attributes, separator, misplaced
  }

  var kind: Kind
  var style: Style
  /// The info string as it would be right.
  var form: String

  /// What follows `swift` in the info strings of other tools: `swift,ignore`, `swift:file`, `swift=`.
  private static let separators: Set<Character> = [",", ":", ";", "=", "|", "("]
  /// What rustdoc and others write for code that is not run.
  private static let notRun: Set = ["ignore", "no_run", "norun", "no-run", "skip", "eval=false"]

  /// An info string that another tool would read as Swift or as output: `{swift}`, `{#id .swift}`, `swift,ignore`,
  /// `swift:file`, `Swift`, `language-swift`, `swift-repl`, `swift5.9`, `main.swift`; also what is one slip of the pen away.
  /// Nil for any other.
  init?(info: String) {
    if info.utf8.first == UInt8(ascii: "{") {
      self.init(braced: info.dropFirst())
      return
    }
    let word = info.prefix { $0 != " " && $0 != "\t" && !Self.separators.contains($0) && !"{}".contains($0) }
    let language = String(word)
    let rest = info[word.endIndex...]
    let hasSeparator = rest.first.map(Self.separators.contains) ?? false
    guard let kind = Self.kind(of: language), hasSeparator || language != kind.rawValue else { return nil }
    self.init(kind: kind, style: hasSeparator ? .separator : .slip, info: info)
    // `swift#id`, `swift.hidden`
    if kind == .cell, language.hasPrefix("swift#") || Self.namesOption(language) {
      form = "swift {\(language.dropFirst(5))}"
    }
  }

  /// Attributes as Pandoc and others write them: the language is the first class, or the first word; or it follows what a
  /// fence is, as in `{code-cell} swift`.
  private init?(braced text: Substring) {
    let inside = text.prefix { $0 != "}" }
    let words = inside.split { $0 == " " || $0 == "\t" || $0 == "," }
    let after = text.dropFirst(inside.count + 1).split { $0 == " " || $0 == "\t" }
    let language = words.first { $0.hasPrefix(".") && Self.kind(of: String($0.dropFirst())) != nil } ?? words.first
    let name = language.map { String($0.drop { $0 == "." }.prefix { !Self.separators.contains($0) }) } ?? ""
    guard let kind = Self.kind(of: name) else {
      guard let first = after.first, let kind = Self.kind(of: String(first)) else { return nil }
      self.init(kind: kind, style: .braces, info: String(text))
      return
    }
    self.init(kind: kind, style: .braces, info: String(text))
    let attributes = inside.split { $0 == " " || $0 == "\t" }.filter { $0 != language }
    if form == Kind.cell.rawValue, attributes.contains(where: { $0.hasPrefix("#") || $0.hasPrefix(".") }) {
      style = .attributes
      form = "swift {\(attributes.joined(separator: " "))}"
    }
  }

  private init(kind: Kind, style: Style, info: String) {
    self.kind = kind
    self.style = style
    form = kind.rawValue
    let words = info.lowercased().split { "{}, :;|()".contains($0) }
    let isNotRun = words.contains { word in
      Self.notRun.contains { word == $0 || word.hasSuffix("-" + $0) || word.hasSuffix("_" + $0) }
    }
    if kind == .cell, isNotRun { form = "swift {.no-run}" }
  }

  // MARK: Languages

  /// What `swift-` and another word name that is no Swift to run.
  private static let others: Set = [
    "ast", "build", "compiler", "console", "diff", "docc", "doc", "error", "errors", "format", "grammar", "interface",
    "ir",
    "log", "output", "package", "pm", "sh", "shell", "sil", "symbolgraph", "test", "ui",
  ]
  /// What other tools write before a language.
  private static let prefixes: Set = ["brush", "code", "lang", "language", "source", "src"]

  /// What a language is that is written in another way, or right.
  private static func kind(of written: String) -> Kind? {
    let language = written.lowercased().trimmingQuotes
    if language == "text" { return nil }
    if let kind = [Kind.cell, .output].first(where: { isSlip(language, of: $0.rawValue) }) { return kind }
    if isVersion(language) || namesOption(language) { return .cell }
    let words = language.split { !$0.isLetter && !$0.isNumber }
    guard let first = words.first, let last = words.last, words.count > 1 else { return nil }
    if let kind = Kind(rawValue: String(last)), words.count == 2, prefixes.contains(String(first)) { return kind }
    // A file's name says by its ending what it holds.
    if language.contains(".") || language.contains("/") { return last == "swift" ? .cell : nil }
    if words.contains(where: { others.contains(String($0)) }) { return nil }
    return first == "swift" || last == "swift" ? .cell : nil
  }

  /// `swift5`, `swift-5.9`, `swift@6`
  private static func isVersion(_ language: String) -> Bool {
    guard language.hasPrefix("swift") else { return false }
    let version = language.dropFirst(5).drop { "-_@v".contains($0) }
    return !version.isEmpty && version.allSatisfy { $0.isNumber || $0 == "." }
  }

  /// `swift.hidden`
  private static func namesOption(_ language: String) -> Bool {
    language.hasPrefix("swift.") && CellOptionReader.flags.contains(String(language.dropFirst(6)))
  }

  /// A line that begins with a fence of Swift, in whatever spelling: where it stands among text, it is none.
  init?(line: some StringProtocol) {
    let text = line.drop { $0 == " " || $0 == "\t" }
    let fence = text.prefix { $0 == "`" || $0 == "~" }
    guard fence.count >= 3, let first = fence.first, fence.allSatisfy({ $0 == first }) else { return nil }
    let info = String(text.dropFirst(fence.count).drop { $0 == " " })
    // A code span that ends on its line is one.
    guard first == "~" || !info.contains(fence) else { return nil }
    if let lookalike = FenceLookalike(info: info) {
      self = lookalike
      return
    }
    guard info.hasPrefix("swift"), info.dropFirst(5).first.map({ $0 == " " || $0 == "{" || $0 == "\r" }) ?? true else {
      return nil
    }
    kind = .cell
    style = .misplaced
    form = info
  }

  private static func isSlip(_ language: String, of word: String) -> Bool {
    language.utf8.count < 10
      && Spelling.distance(Array(language.lowercased().unicodeScalars), Array(word.unicodeScalars)) <= 1
  }
}

extension String {
  /// Without quotes and brackets around it.
  fileprivate var trimmingQuotes: String {
    let isQuote = { (character: Character) in "\"'“”‘’<>[]".contains(character) }
    return String(Substring(drop(while: isQuote).reversed().drop(while: isQuote).reversed()))
  }
}
