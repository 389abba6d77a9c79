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

  /// What the files that belong to the module are called, and its function that runs the top level.
  var file: String { "module\(number)" }
  var entry: String { file + "_main" }

  /// Names of ours in the module: no author's name begins with such a character.
  func name(_ suffix: String) -> String { identifier + suffix }

  /// A declaration whose only purpose is to be imported by its name.
  var anchor: String { name("anchor") }

  /// Compiled code with the name that everybody sees in the place of the compiler's.
  static func replacingIdentifiers(in code: [UInt8]) -> [UInt8] {
    var code = code
    let word = Array(shown.utf8)
    var index = 0
    // Every character of that range begins with F3 A1 or the like, followed by two more bytes.
    while index + 4 <= code.count {
      if code[index] == 0xF3, isIdentifier(code[index..<(index + 4)]) {
        code.replaceSubrange(index..<(index + 4), with: word)
        index += 4
      } else {
        index += 1
      }
    }
    return code
  }

  static func replacingIdentifiers(in text: String) -> String {
    text.utf8.contains(0xF3) ? String(decoding: replacingIdentifiers(in: Array(text.utf8)), as: UTF8.self) : text
  }

  private static func isIdentifier(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let text = String(validating: bytes, as: UTF8.self), let scalar = text.unicodeScalars.first else {
      return false
    }
    return (UInt32(first)..<0xF0000).contains(scalar.value)
  }
}
