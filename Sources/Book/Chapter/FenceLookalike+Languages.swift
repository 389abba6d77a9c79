/// The languages of fences that other tools would read as Swift or as output, in whatever way they are written.
extension FenceLookalike.Kind {
  /// What `swift-` and another word name that is no Swift to run.
  private static let others: Set = [
    "ast", "build", "compiler", "console", "diff", "doc", "docc", "error", "errors", "format", "grammar",
    "interface", "ir", "log", "output", "package", "pm", "sh", "shell", "sil", "symbolgraph", "test", "ui",
  ]
  /// What other tools write before a language.
  private static let prefixes: Set = ["brush", "class", "code", "lang", "language", "source", "src"]

  /// What a language is that is written right or in another way.
  init?(language written: String) {
    let language = written.lowercased().trimmingQuotes
    if language == "text" { return nil }
    if let kind = [Self.cell, .output].first(where: { Self.isSlip(language, of: $0.rawValue) }) {
      self = kind
      return
    }
    if Self.isVersion(language) || Self.namesOption(language) {
      self = .cell
      return
    }
    let words = language.split { !$0.isLetter && !$0.isNumber }
    guard let first = words.first, let last = words.last, words.count > 1 else { return nil }
    if let kind = Self(rawValue: String(last)), words.count == 2, Self.prefixes.contains(String(first)) {
      self = kind
      return
    }
    // A file's name says by its ending what it holds.
    let isFile = language.contains(".") || language.contains("/")
    guard last == "swift" || first == "swift" && !isFile,
      isFile || !words.contains(where: { Self.others.contains(String($0)) })
    else { return nil }
    self = .cell
  }

  /// `lang=swift`, `language="swift"`, `code swift`
  init?(keyed text: some StringProtocol) {
    let key = text.prefix { $0.isLetter }
    let value = text.dropFirst(key.count).drop { " =:\"'".contains($0) }
    guard Self.prefixes.contains(key.lowercased()), text.count > key.count + value.count else { return nil }
    self.init(language: String(value.prefix { !" \"'},".contains($0) }))
  }

  /// `swift5`, `swift-5.9`, `swift@6`
  private static func isVersion(_ language: String) -> Bool {
    guard language.hasPrefix("swift") else { return false }
    let version = language.dropFirst(5).drop { "-_@v".contains($0) }
    return !version.isEmpty && version.allSatisfy { $0.isNumber || $0 == "." }
  }

  /// `swift.hidden`
  static func namesOption(_ language: String) -> Bool {
    let option = String(language.dropFirst(6))
    return language.hasPrefix("swift.")
      && (CellOption(rawValue: option)?.isFlag == true || FenceLookalike.notRun.contains(option))
  }

  private static func isSlip(_ language: String, of word: String) -> Bool {
    language.utf8.count < 10
      && Spelling.distance(Array(language.lowercased().unicodeScalars), Array(word.unicodeScalars), limit: 1) != nil
  }
}

extension String {
  /// Without quotes and brackets around it.
  fileprivate var trimmingQuotes: String {
    let isQuote = { (character: Character) in "\"'“”‘’<>[]".contains(character) }
    return String(Substring(drop(while: isQuote).reversed().drop(while: isQuote).reversed()))
  }
}
