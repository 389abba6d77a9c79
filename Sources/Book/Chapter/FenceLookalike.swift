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
  private static let separators = Array(",:;=|(".utf8)
  /// What rustdoc and others write for code that is not run.
  private static let notRun: Set = ["ignore", "no_run", "norun", "no-run", "skip", "eval=false"]

  /// An info string that another tool would read as Swift or as output: `{swift}`, `{.swift #id}`, `swift,ignore`,
  /// `swift:file`, `Swift`; also what is one slip of the pen away. Nil for any other.
  init?(info: String) {
    let bytes = Array(info.utf8)
    let isBraced = bytes.first == UInt8(ascii: "{")
    let start = isBraced ? bytes[1...].firstIndex { !$0.isBlank && $0 != UInt8(ascii: ".") } ?? bytes.count : 0
    let word = bytes[start...].prefix { !$0.isBlank && !Self.separators.contains($0) && !"{}".utf8.contains($0) }
    let language = String(decoding: word, as: UTF8.self)
    guard language != "text", let kind = [Kind.cell, .output].first(where: { Self.isSlip(language, of: $0.rawValue) })
    else { return nil }
    let rest = String(decoding: bytes[word.endIndex...], as: UTF8.self)
    let hasSeparator = Self.separators.contains { rest.utf8.first == $0 }
    guard isBraced || hasSeparator || language != kind.rawValue else { return nil }
    self.kind = kind
    style = isBraced ? .braces : hasSeparator ? .separator : .slip
    let words = rest.lowercased().split { "{}, :;|()".contains($0) }.map(String.init)
    let isAttributes = isBraced && words.contains { $0.hasPrefix("#") || $0.hasPrefix(".") }
    if kind == .output {
      form = "output"
    } else if words.contains(where: Self.notRun.contains) {
      form = "swift {.no-run}"
    } else if isAttributes {
      style = .attributes
      form = "swift {" + rest.drop { $0 == " " }
    } else {
      form = "swift"
    }
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
