import Markdown
import Text

/// A fence of code that is no cell: it is shown, and nothing else.
package struct CodeListing: Sendable, Hashable {
  /// The node in the chapter's document, of kind `.codeBlock`.
  package var node: Int
  package var language: String
  /// The id that the author gave, without `#`.
  package var id: String?
  package var options: CodeOptions
  /// Every line ended by a newline.
  package var code: String
}

/// Notes at the lines of a cell or a fence: `// (1)` at the end of a line, and an ordered list directly below.
package struct CodeNotes: Sendable, Hashable {
  /// The node of the list.
  package var list: Int
  /// For each line of the code that has a note, counted from 0.
  package var marks: [Int: LineMark]

  package struct LineMark: Sendable, Hashable {
    package var number: Int
    /// The bytes of the line that come before the comment and the blanks that part it from the code.
    package var start: Int
  }

  /// The mark at the end of a line: a comment, by the signs of common languages, that is a number in parentheses.
  static func mark(_ line: some StringProtocol) -> LineMark? {
    var rest = Substring(line)
    func dropBlanks() { while let last = rest.last, last == " " || last == "\t" { rest.removeLast() } }
    dropBlanks()
    guard rest.last == ")" || rest.hasSuffix("*/") || rest.hasSuffix("-->") else { return nil }
    var signs = ["//", "#", "--", "%", ";", "'"]
    for (end, sign) in [("*/", "/*"), ("-->", "<!--")] where rest.hasSuffix(end) {
      rest.removeLast(end.count)
      signs = [sign]
      dropBlanks()
    }
    guard rest.popLast() == ")" else { return nil }
    let digits = String(rest.reversed().prefix { $0.isASCII && $0.isNumber }.reversed())
    guard let number = Int(digits), number > 0, number < 1000 else { return nil }
    rest.removeLast(digits.count)
    guard rest.popLast() == "(" else { return nil }
    dropBlanks()
    guard let sign = signs.first(where: rest.hasSuffix) else { return nil }
    rest.removeLast(sign.count)
    guard rest.isEmpty || rest.last == " " || rest.last == "\t" else { return nil }
    dropBlanks()
    return LineMark(number: number, start: rest.utf8.count)
  }

  /// The same of a comment that is nothing but a number, without parentheses: no mark, but perhaps meant as one.
  static func bareMark(_ line: some StringProtocol) -> LineMark? {
    let digits = Substring(line).trimmingBlanks.reversed().prefix { $0.isASCII && $0.isNumber }
    guard !digits.isEmpty else { return nil }
    let number = String(digits.reversed())
    let start = Substring(line).trimmingBlanks.dropLast(number.count)
    return mark(line.prefix(upTo: start.startIndex) + start + "(\(number))")
  }
}

/// Lines of a cell that are executed and not shown: those between `// hide` and `// show`, both on lines of their own.
package struct HiddenLines: Sendable, Hashable {
  /// The runs of lines, counted from 0, with those that mark them.
  package var runs: [Range<Int>] = []
  /// The lines `// hide` and `// show` themselves.
  package var marks: Set<Int> = []
  /// The lines `// show` above which nothing is hidden.
  var stray: [Int] = []

  package init(in code: String) {
    // Parsing is the costly part, and few cells hide lines.
    guard code.contains("// hide") || code.contains("// show") else { return }
    var start: Int?
    let lines = code.split(separator: "\n", omittingEmptySubsequences: false)
    let comments = CommentLines.lines(of: code)
    for (number, line) in lines.enumerated() where comments.contains(number) {
      switch line.trimmingBlanks {
      case "// hide":
        marks.insert(number)
        if start == nil { start = number }
      case "// show":
        marks.insert(number)
        if let first = start { runs.append(first..<number + 1) } else { stray.append(number) }
        start = nil
      default: continue
      }
    }
    if let start { runs.append(start..<(lines.last == "" ? lines.count - 1 : lines.count)) }
  }
}

extension Substring {
  fileprivate var trimmingBlanks: Substring {
    var text = self
    while let last = text.last, last == " " || last == "\t" { text.removeLast() }
    return text.drop { $0 == " " || $0 == "\t" }
  }
}
