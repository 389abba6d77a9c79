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
  static let notRun: Set = ["ignore", "no_run", "norun", "no-run", "skip", "eval=false"]

  /// An info string that another tool would read as Swift or as output: `{swift}`, `{#id .swift}`, `swift,ignore`,
  /// `swift:file`, `Swift`, `language-swift`, `swift-repl`, `swift5.9`, `main.swift`; also what is one slip of the pen away.
  /// Nil for any other.
  init?(info: String) {
    if info.utf8.first == UInt8(ascii: "{") {
      self.init(braced: info.dropFirst())
      return
    }
    if let kind = Kind(keyed: info) {
      self.init(kind: kind, style: .slip, info: info)
      return
    }
    let word = info.prefix { $0 != " " && $0 != "\t" && !Self.separators.contains($0) && !"{}".contains($0) }
    let language = String(word)
    let rest = info[word.endIndex...]
    let hasSeparator = rest.first.map(Self.separators.contains) ?? false
    guard let kind = Kind(language: language), hasSeparator || language != kind.rawValue else { return nil }
    self.init(kind: kind, style: hasSeparator ? .separator : .slip, info: info)
    // `swift#id`, `swift.hidden`
    if kind == .cell, language.hasPrefix("swift#") || Kind.namesOption(language) {
      form =
        Self.notRun.contains(String(language.dropFirst(6))) ? "swift {.no-run}" : "swift {\(language.dropFirst(5))}"
    }
  }

  /// Attributes as Pandoc and others write them: the language is the first class, or the first word; or it follows what a
  /// fence is, as in `{code-cell} swift`.
  private init?(braced text: Substring) {
    let inside = text.prefix { $0 != "}" }
    let words = inside.split { $0 == " " || $0 == "\t" || $0 == "," }
    let after = text.dropFirst(inside.count + 1).split { $0 == " " || $0 == "\t" }
    let language = words.first { $0.hasPrefix(".") && Kind(language: String($0.dropFirst())) != nil } ?? words.first
    let name = language.map { String($0.drop { $0 == "." }.prefix { !Self.separators.contains($0) }) } ?? ""
    guard let kind = Kind(language: name) ?? words.lazy.compactMap({ Kind(keyed: $0) }).first else {
      guard let first = after.first, let kind = Kind(language: String(first)) else { return nil }
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

  /// Whether a line begins as a fence of backticks does, and has more of them further on, which no such fence may.
  static func isBrokenFence(_ line: some StringProtocol) -> Bool {
    let text = line.drop { $0 == " " || $0 == "\t" }
    let fence = text.prefix { $0 == "`" }
    let info = text.dropFirst(fence.count).drop { $0 == " " }
    // A code span that ends on its line is one.
    guard fence.count >= 3, info.contains("`"), !info.contains(fence) else { return false }
    return info.first.map { $0.isLetter || $0 == "{" } ?? false
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
}
