import Markdown
import Text

/// Which part of a file is included: one that comments mark, `// part: loop` … `// end: loop`, or lines, `10-20`.
struct IncludedPart {
  let text: String

  init(_ text: String) { self.text = text }

  /// Whether it is lines by their numbers.
  var isNumbered: Bool { LineSet(text).map { $0.ranges.count == 1 } ?? false }

  struct Problem: Error {
    let description: String
    /// The lines of the file that it is about.
    var lines: [Int] = []
  }

  /// What a line marks that is a comment and nothing else.
  static func mark(_ line: some StringProtocol) -> (isEnd: Bool, name: String)? {
    // Most lines are none: they are not read as characters.
    guard let first = line.utf8.first(where: { !$0.isBlank }), "#-%;</".utf8.contains(first),
      line.utf8.contains(UInt8(ascii: ":"))
    else { return nil }
    var rest = line.drop { $0 == " " || $0 == "\t" }
    guard let sign = ["//", "#", "--", "%", ";", "<!--", "/*"].first(where: rest.hasPrefix) else { return nil }
    rest = rest.dropFirst(sign.count).drop { $0 == " " }
    guard let keyword = ["part:", "end:"].first(where: rest.hasPrefix) else { return nil }
    var name = String(rest.dropFirst(keyword.count).drop { $0 == " " })
    for end in ["-->", "*/"] where name.hasSuffix(end) { name.removeLast(end.count) }
    while name.last == " " || name.last == "\t" || name.last == "\r" { name.removeLast() }
    return name.isEmpty || name.contains(" ") ? nil : (keyword == "end:", name)
  }

  /// A comment as the language of a file has it.
  private static func comment(_ text: String, in file: String) -> String {
    switch file.split(separator: ".").last {
    case "py", "sh", "bash", "zsh", "rb", "r", "R", "jl", "pl", "yml", "yaml", "toml", "mk", "cmake", "nix": "# \(text)"
    case "md", "html", "xml", "svg": "<!-- \(text) -->"
    case "sql", "lua", "hs", "elm": "-- \(text)"
    case "tex", "m", "erl": "% \(text)"
    case "lisp", "el", "clj", "ini": "; \(text)"
    default: "// \(text)"
    }
  }

  /// The bytes of the part, whole lines.
  func range(in source: SourceText) -> Result<Range<Int>, Problem> {
    if let lines = LineSet(text), lines.ranges.count == 1 {
      // What follows the last end of a line is no line.
      let count = source.lineStarts.count - (source.bytes.last == UInt8(ascii: "\n") ? 1 : 0)
      guard lines.last <= count else {
        return .failure(Problem(description: "The file has \(count == 1 ? "one line" : "\(count) lines")."))
      }
      let end = lines.last < source.lineStarts.count ? source.lineStarts[lines.last] : source.bytes.count
      return .success(source.lineStarts[lines.ranges[0].lowerBound - 1]..<end)
    }
    var start: Int?
    var found: Range<Int>?
    var beginnings: [Int] = []
    var names: [String] = []
    for line in 1...source.lineStarts.count {
      guard let mark = Self.mark(source.line(line)) else { continue }
      if !mark.isEnd { names.append(mark.name) }
      guard mark.name == text else { continue }
      if mark.isEnd {
        if let start, found == nil { found = start..<source.lineStarts[line - 1] }
      } else {
        start = line < source.lineStarts.count ? source.lineStarts[line] : source.bytes.count
        beginnings.append(line)
      }
    }
    if beginnings.count > 1 {
      return .failure(Problem(description: "Each part of a file has a name of its own.", lines: beginnings))
    }
    if let found { return .success(found) }
    if start != nil {
      return .failure(
        Problem(description: "The part begins and has no end: `\(Self.comment("end: \(text)", in: source.name))`."))
    }
    return .failure(
      Problem(
        description: names.isEmpty
          ? "A part begins below a comment `\(Self.comment("part: \(text)", in: source.name))` and ends above `\(Self.comment("end: \(text)", in: source.name))`; or write lines, as 10-20."
          : Spelling.advice(for: text, among: names, choices: "Its parts are")))
  }
}
