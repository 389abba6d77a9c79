import Text

/// Syntax of another tool for books, which a chapter does not have: what it looks like, what it is, and what is written here in its place.
///
/// All that are known are `ForeignForm.all`, the first that fits is the one that is meant. Adding one is adding a value to the list of
/// its tool.
struct ForeignForm: Sendable {
  enum Pattern: Sendable {
    /// Anywhere in a text.
    case text(TextPattern)
    /// At the beginning of a line of a text.
    case line(TextPattern)
    /// In a text whose escapes are read as the signs that they are: `\(`.
    case escaped(TextPattern)
    /// What a fence of code begins with: the first word behind its backticks, with the braces that are around it.
    case fence(Set<String>)
    /// A beginning of that word.
    case fences(String)
    /// The name of a container, or the class that stands in its place.
    case container(Set<String>)
    /// What the first line of a cell's code begins with.
    case code(String)
    /// What a line of code in any language begins with that its own tool would have replaced.
    case codeLine(String)
    /// What the destination of a link begins with.
    case destination(String)
  }

  let pattern: Pattern
  /// With the name of the tool: "a role of MyST".
  let name: String
  /// Sentences that say what is written here in its place.
  let advice: String
  /// Whether somebody may have written it for readers to see; else it is an error.
  let mayBeText: Bool

  init(_ pattern: Pattern, _ name: String, mayBeText: Bool = false, _ advice: String) {
    self.pattern = pattern
    self.name = name
    self.mayBeText = mayBeText
    self.advice = advice
  }

  static let all = sphinx + documentation + components + quarto + laTeX + templates + markdown

  // MARK: Looking up

  /// The form of a fence of code.
  ///
  /// - Parameter info: what stands behind its backticks.
  static func fence(_ info: String) -> ForeignForm? {
    let word = firstWord(of: info)
    guard !word.isEmpty else { return nil }
    return all.first { form in
      switch form.pattern {
      case .fence(let words): words.contains(word)
      case .fences(let start): word.hasPrefix(start)
      default: false
      }
    }
  }

  /// `{code-cell} swift` begins with `{code-cell}`, `{python, echo=FALSE}` with `{python}`, `admonish note` with `admonish`.
  private static func firstWord(of info: String) -> String {
    let isBraced = info.hasPrefix("{")
    let word = info.dropFirst(isBraced ? 1 : 0).drop { $0 == " " }.prefix { !" \t,}".contains($0) }
    return isBraced ? "{\(word)}" : String(word)
  }

  static func container(_ name: String) -> ForeignForm? {
    all.first { if case .container(let names) = $0.pattern { names.contains(name) } else { false } }
  }

  /// The form of the first line of code.
  static func code(_ code: String) -> ForeignForm? {
    all.first {
      if case .code(let start) = $0.pattern { code.drop(while: \.isWhitespace).hasPrefix(start) } else { false }
    }
  }

  /// The form of a line of code that is no cell.
  static func codeLine(_ line: some StringProtocol) -> ForeignForm? {
    all.first { if case .codeLine(let start) = $0.pattern { line.hasPrefix(start) } else { false } }
  }

  static func destination(_ destination: String) -> ForeignForm? {
    all.first {
      if case .destination(let start) = $0.pattern { destination.hasPrefix(start) } else { false }
    }
  }
}

/// The forms that stand in a text, by the byte that they begin with.
struct ForeignForms: Sendable {
  private var forms: [[(form: ForeignForm, pattern: TextPattern)]] = Array(repeating: [], count: 256)

  static let inText = ForeignForms { if case .text(let pattern) = $0 { pattern } else { nil } }
  static let inLine = ForeignForms { if case .line(let pattern) = $0 { pattern } else { nil } }
  static let escaped = ForeignForms { if case .escaped(let pattern) = $0 { pattern } else { nil } }

  private init(_ pattern: (ForeignForm.Pattern) -> TextPattern?) {
    for form in ForeignForm.all {
      guard let pattern = pattern(form.pattern), let first = pattern.opening.first else { continue }
      forms[Int(first)].append((form, pattern))
    }
  }

  /// The form that begins at a position, and where it ends.
  func form(at position: Int, in bytes: [UInt8]) -> (form: ForeignForm, end: Int)? {
    for (form, pattern) in forms[Int(bytes[position])] {
      if let end = pattern.end(from: position, in: bytes) { return (form, end) }
    }
    return nil
  }
}
