/// Code as Markdown, between as many backticks as it takes.
enum MarkdownCode {
  /// A fence that no line of the text closes.
  static func fence(_ text: String, language: String) -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(in: text) + 1))
    return "\(fence)\(language)\n\(text)\(text.hasSuffix("\n") ? "" : "\n")\(fence)"
  }

  /// Code within a line.
  static func span(_ text: String) -> String {
    let marks = String(repeating: "`", count: longestRun(in: text) + 1)
    let blank = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
    return marks + blank + text + blank + marks
  }

  private static func longestRun(in text: String) -> Int {
    text.utf8.split { $0 != UInt8(ascii: "`") }.map(\.count).max() ?? 0
  }
}
