import CToolchain
import Foundation

/// A symbol's name for all programs, which says in a short form what it is.
enum SymbolName {
  /// What it says, as in `Tensor.reshaped(_: [Int]) -> Tensor`, without the names of modules; nil for what Swift has not named.
  ///
  /// - Parameter usr: as the compiler's index has it: it begins with `s:`.
  static func declaration(_ usr: String) -> String? {
    guard usr.hasPrefix("s:") else { return nil }
    let name = "$s" + usr.dropFirst(2)
    guard let text = swift_demangle(name, name.utf8.count, nil, nil, 0) else { return nil }
    defer { free(text) }
    let words = String(cString: text).replacing("__owned ", with: "").replacing("__shared ", with: "")
    // What is private carries a mark of its file.
    return ModuleName.replacingIdentifiers(
      in: sugared(withoutModules(words.replacing(/\(([^() ]+) in _[0-9A-F]+\)/) { String($0.output.1) })))
  }

  /// Whether it is a chapter's own: the names of a chapter's modules are no ASCII, and are written otherwise.
  static func isOfChapter(_ usr: String) -> Bool { usr.hasPrefix("s:00") }

  /// Whether it is one that Swift's own library declares in its own types: names of other modules begin with how long they are.
  static func isOfStandardLibrary(_ usr: String) -> Bool {
    usr.hasPrefix("s:") && usr.dropFirst(2).first.map { !$0.isNumber } == true
  }

  /// With the short forms of types that everybody writes: `[Float]`, `Int?`, `[String: Int]`.
  private static func sugared(_ text: String) -> String {
    var text = text
    for (name, isOptional) in [("Array<", false), ("Dictionary<", false), ("Optional<", true)] {
      while let start = text.ranges(of: name).first(where: { range in
        range.lowerBound == text.startIndex
          || !(text[text.index(before: range.lowerBound)].isLetter || text[text.index(before: range.lowerBound)] == "_")
      }) {
        var depth = 1
        var comma: String.Index?
        var end = start.upperBound
        var previous: Character = "<"
        while end < text.endIndex {
          switch text[end] {
          case "<", "(", "[": depth += 1
          case ">" where previous != "-", ")", "]": depth -= 1
          case "," where depth == 1: comma = comma ?? end
          default: break
          }
          if depth == 0 { break }
          previous = text[end]
          end = text.index(after: end)
        }
        guard end < text.endIndex else { return text }
        let content =
          comma.map { text[start.upperBound..<$0] + ":" + text[text.index(after: $0)..<end] }
          ?? text[start.upperBound..<end]
        // A function type and what is opened by words is in brackets before a question mark.
        let isSimple =
          !content.contains("->") && !content.contains(" ") || content.hasPrefix("[") && content.hasSuffix("]")
        let optional = isSimple ? content + "?" : "(\(content))?"
        text.replaceSubrange(start.lowerBound...end, with: isOptional ? String(optional) : "[\(content)]")
      }
    }
    return text
  }

  /// The compiler writes where each name comes from; nobody else writes more than the name. A path begins with a module, unless it begins
  /// with a generic parameter, which the compiler calls `A` or `B1`.
  private static func withoutModules(_ text: String) -> String {
    var text = text
    while let extended = text.firstRange(of: "(extension in "),
      let end = text[extended.upperBound...].firstIndex(of: ":")
    {
      text.removeSubrange(extended.lowerBound...end)
    }
    var result = ""
    var word = ""
    var isInPath = false
    let characters = Array(text)
    for (index, character) in characters.enumerated() {
      if character.isLetter || character.isNumber || character == "_" || !character.isASCII {
        word.append(character)
        continue
      }
      let next = index + 1 < characters.count ? characters[index + 1] : " "
      let isDot = character == "." && !word.isEmpty && (next.isLetter || next == "_" || !next.isASCII)
      let isParameter =
        word == "Self" || word.count <= 2 && word.first?.isUppercase == true && word.dropFirst().allSatisfy(\.isNumber)
      if isDot, !isInPath, !isParameter {
        word = ""
        isInPath = true
        continue
      }
      result += word
      word = ""
      isInPath = isDot
      result.append(character)
    }
    return result + word
  }
}
