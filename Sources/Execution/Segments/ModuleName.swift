/// The names of the modules that a chapter's code is compiled into.
///
/// A type's name in Swift begins with its module's, and a chapter has many modules, whose number is nobody's business:
/// in what cells print, each is called `main`, as in a script. The compiler knows them by one character that takes as
/// many bytes as that word and that no author meets (of Unicode's fourteenth plane, where nothing is assigned); in the
/// code that it made the word takes the character's place.
struct ModuleName: Sendable, Hashable {
  /// The name that everybody sees.
  static let shown = "main"

  /// Counted from 0, among all modules of the chapter.
  let number: Int

  /// The name as Swift source has it: an identifier.
  var identifier: String { String(Unicode.Scalar(UInt32(Self.first + number))!) }

  private static let first = 0xE1000

  /// A name, or the first sign of one, that no module of a chapter has and no author meets.
  static let reserved = String(Unicode.Scalar(UInt32(first - 1))!)

  /// What the files that belong to the module are called, and its function that runs the top level.
  var file: String { "module\(number)" }
  var entry: String { file + "_main" }

  /// Names of ours in the module: no author's name begins with such a character.
  func name(_ suffix: String) -> String { identifier + suffix }

  /// A declaration whose only purpose is to be imported by its name.
  var anchor: String { name("anchor") }

  /// Compiled code with the name that everybody sees instead of the compiler's.
  ///
  /// The name stands there as a text of its own, and in texts of the form `main/chapter.md`, in data or, since short texts
  /// fit into a register, in an instruction that loads one. (Within symbols it is written otherwise.) Other bytes that
  /// happen to be the same are left alone.
  ///
  /// - Parameter count: the number of the chapter's modules.
  static func replacingIdentifiers(in code: [UInt8], count: Int) -> [UInt8] {
    var code = code
    let word = Array(shown.utf8)
    let identifiers = Set((0..<count).map { Array(ModuleName(number: $0).identifier.utf8) })
    var index = 0
    while index + 4 < code.count {
      if code[index] == 0xF3,
        code[index + 4] == 0 || code[index + 4] == UInt8(ascii: "/") || index > 0 && code[index - 1] & 0xF8 == 0xB8,
        identifiers.contains(Array(code[index..<(index + 4)]))
      {
        code.replaceSubrange(index..<(index + 4), with: word)
        index += 4
      } else {
        index += 1
      }
    }
    return code
  }

  /// What the compiler says, with the names that everybody sees.
  static func replacingIdentifiers(in text: String) -> String {
    guard text.utf8.contains(0xF3) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if (UInt32(first)..<0xF0000).contains(scalar.value) {
        result += shown
      } else if scalar.value != first - 1 {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
