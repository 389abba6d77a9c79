/// The documentation of a declaration, as comments have it: text in Markdown, and lists of what its parts mean.
struct SymbolDocumentation {
  struct Field {
    enum Name: String, CaseIterable { case parameter, returns, `throws`, note }

    var name: Name
    /// The name of a parameter; empty else.
    var parameter = ""
    /// In Markdown.
    var text: String
  }

  /// All but the fields, in Markdown.
  private(set) var text: String
  private(set) var fields: [Field] = []

  /// - Parameter comment: what stands in the comment, without its marks.
  init(_ comment: String) {
    var text: [String] = []
    var isInParameters = false
    var isInField = false
    var isInFence = false
    for line in comment.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map({
      String(Substring($0))
    }) {
      let content = line.drop { $0 == " " }
      let indent = line.count - content.count
      if content.hasPrefix("```") { isInFence.toggle() }
      if !isInFence, let (name, rest) = Self.field(content) {
        let isNested = indent > 0 && isInParameters
        if isNested {
          fields.append(Field(name: .parameter, parameter: name, text: rest))
          isInField = true
          continue
        }
        if indent == 0 {
          switch name.lowercased() {
          case "parameters":
            (isInParameters, isInField) = (true, false)
            continue
          case "returns": fields.append(Field(name: .returns, text: rest))
          case "throws": fields.append(Field(name: .throws, text: rest))
          case "note", "important", "warning", "precondition", "complexity":
            fields.append(Field(name: .note, text: rest))
          case let other where other.hasPrefix("parameter "):
            fields.append(
              Field(name: .parameter, parameter: String(name.dropFirst("parameter ".count)), text: rest))
          default:
            text.append(line)
            (isInParameters, isInField) = (false, false)
            continue
          }
          (isInParameters, isInField) = (false, true)
          continue
        }
      }
      if isInField, indent > 0 {
        fields[fields.count - 1].text += " " + content
      } else if content.isEmpty, isInField || isInParameters {
        continue
      } else {
        (isInParameters, isInField) = (false, false)
        text.append(line)
      }
    }
    self.text = text.joined(separator: "\n")
  }

  /// What begins with `- Name:`.
  private static func field(_ line: Substring) -> (name: String, rest: String)? {
    guard line.hasPrefix("- "), let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[line.index(line.startIndex, offsetBy: 2)..<colon]
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == " " }),
      name.split(separator: " ").count <= 2
    else { return nil }
    return (String(name), String(line[line.index(after: colon)...].drop { $0 == " " }))
  }

  /// The first sentence of a comment, in Markdown; nil where there is none.
  static func firstSentence(_ comment: String) -> String? {
    let text = SymbolDocumentation(comment).text
    var isCodeBlock = false
    let prose = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> Substring in
      let content = line.drop { $0 == " " }
      let isFence = content.hasPrefix("```") || content.hasPrefix("~~~")
      if isFence { isCodeBlock.toggle() }
      // Headings, quotations, tables and code are no sentences.
      return isFence || isCodeBlock || "#>|".contains(content.first ?? " ") || line.hasPrefix("    ") ? "" : line
    }
    let lines = prose.drop { $0.allSatisfy(\.isWhitespace) }.prefix { !$0.allSatisfy(\.isWhitespace) }
    let paragraph = lines.map { $0.trimmingPrefix(while: \.isWhitespace) }.joined(separator: " ")
    guard !paragraph.isEmpty else { return nil }
    var isCode = false
    var previous: Character = " "
    for index in paragraph.indices {
      let character = paragraph[index]
      if character == "`" { isCode.toggle() }
      let next = paragraph.index(after: index)
      if !isCode, "\u{3002}\u{FF01}\u{FF1F}".contains(character) { return String(paragraph[..<next]) }
      if !isCode, character == ".", previous != ".", next == paragraph.endIndex || paragraph[next] == " " {
        let rest = paragraph[next...].drop { $0 == " " }
        // What goes on in small letters or with a number is no new sentence: `e.g. this`, `v. 2`.
        let begins = rest.first.map { !$0.isLowercase && !$0.isNumber } ?? true
        if begins { return String(paragraph[..<next]) }
      }
      previous = character
    }
    return paragraph
  }
}
