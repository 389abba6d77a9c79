/// highlight.js as Debian installs it, loaded into a JavaScript engine.
final class HighlightJS {
  /// Where Debian's libjs-highlight.js has its files.
  static let folder = "/usr/share/javascript/highlight.js"

  private let engine: JavaScriptEngine

  /// - Parameter script: the content of `highlight.min.js`.
  init(script: [UInt8]) throws(JavaScriptEngine.ScriptError) {
    guard let engine = JavaScriptEngine() else {
      throw JavaScriptEngine.ScriptError(message: "there is no memory for the JavaScript engine")
    }
    try engine.evaluate(Array("var window = this, console = { log: function () {}, error: function () {} };".utf8))
    try engine.evaluate(script)
    try engine.evaluate(Array(Self.setting.utf8))
    self.engine = engine
  }

  private static let setting = """
    function colour(language, code) {
      return hljs.getLanguage(language) ? hljs.highlight(language, code, true).value : "";
    }
    """

  /// The name by which highlight.js knows a language; nil for what has none to colour.
  static func name(of language: String) -> String? {
    let name = language.lowercased()
    switch name {
    case "text", "txt", "plain", "plaintext", "output", "none", "ascii": return nil
    case "latex", "context": return "tex"
    case "terminal", "console", "shell-session", "sh-session": return "bash"
    case "pycon": return "python"
    default: return name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F } ? name : nil
    }
  }

  /// One plain run for a language that it does not know, and where anything goes wrong.
  func runs(in code: String, language: String) -> [CodeRun] {
    let plain = [CodeRun(count: code.utf8.count, style: .plain)]
    guard let html = try? engine.call("colour", [language, code]), !html.isEmpty else { return plain }
    return Self.runs(of: html, code: Array(code.utf8)) ?? plain
  }

  /// Reads what highlight.js wrote: spans with classes, and text with character references. Nil unless it is the code.
  private static func runs(of html: String, code: [UInt8]) -> [CodeRun]? {
    let bytes = Array(html.utf8)
    var runs: [CodeRun] = []
    var styles: [CodeStyle] = [.plain]
    var position = 0
    var offset = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "<") {
        guard let end = bytes[position...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
        let tag = String(decoding: bytes[position..<end], as: UTF8.self)
        if tag == "</span" {
          guard styles.count > 1 else { return nil }
          styles.removeLast()
        } else {
          let name = tag.split(separator: "\"").dropFirst().first?.split(separator: " ").first ?? ""
          styles.append(style(of: name.hasPrefix("hljs-") ? name.dropFirst(5) : name) ?? styles[styles.count - 1])
        }
        position = end + 1
        continue
      }
      var byte = bytes[position]
      var length = 1
      if byte == UInt8(ascii: "&"), let reference = references.first(where: { bytes[position...].starts(with: $0.0) }) {
        (length, byte) = (reference.0.count, reference.1)
      }
      guard offset < code.count, code[offset] == byte else { return nil }
      if let last = runs.last, last.style == styles[styles.count - 1] {
        runs[runs.count - 1].count += 1
      } else {
        runs.append(CodeRun(count: 1, style: styles[styles.count - 1]))
      }
      offset += 1
      position += length
    }
    return offset == code.count ? runs : nil
  }

  private static let references: [([UInt8], UInt8)] = [
    (Array("&lt;".utf8), UInt8(ascii: "<")), (Array("&gt;".utf8), UInt8(ascii: ">")),
    (Array("&amp;".utf8), UInt8(ascii: "&")), (Array("&quot;".utf8), UInt8(ascii: "\"")),
    (Array("&#x27;".utf8), UInt8(ascii: "'")),
  ]

  /// The page's few colours for the many classes of highlight.js; nil for what looks as what is around it.
  private static func style(of name: Substring) -> CodeStyle? {
    switch name {
    case "keyword", "literal", "selector-tag", "meta", "meta-keyword", "name": .keyword
    case "type", "attr", "attribute", "selector-class", "selector-id", "selector-attr", "selector-pseudo":
      .type
    case "title", "built_in", "builtin-name", "section": .function
    case "string", "regexp", "meta-string", "char", "template-string", "link", "addition", "formula": .string
    case "number", "symbol", "bullet", "variable", "template-variable", "deletion": .number
    case "comment", "quote", "doctag", "code": .comment
    case "subst", "tag", "params": .plain
    default: nil
    }
  }
}
