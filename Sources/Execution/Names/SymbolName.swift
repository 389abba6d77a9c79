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
    return withoutModules(String(cString: text))
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
