import Foundation
import Text

/// Text as BibTeX files have it, with accents and signs in TeX's commands, as plain Unicode.
enum TeXText {
  /// The text without braces, with what the commands stand for. A command that is not known is left out, what it encloses stays.
  static func plain(_ source: String) -> String {
    var reader = Reader(characters: Array(source))
    return reader.read().split(whereSeparator: { $0 == " " || $0.isNewline || $0 == "\t" }).joined(separator: " ")
      .precomposedStringWithCanonicalMapping
  }

  private struct Reader {
    let characters: [Character]
    var position = 0
    /// An accent that waits for its letter.
    private var accent: Character?

    init(characters: [Character]) { self.characters = characters }

    mutating func read() -> String {
      var result = ""
      var isMath = false
      while position < characters.count {
        let character = characters[position]
        position += 1
        switch character {
        case "{", "}": continue
        case "$":
          isMath.toggle()
        case "~": append("\u{A0}", to: &result)
        case "-" where next == "-":
          position += 1
          if next == "-" {
            position += 1
            append("—", to: &result)
          } else {
            append("–", to: &result)
          }
        case "`" where next == "`":
          position += 1
          append("“", to: &result)
        case "'" where next == "'":
          position += 1
          append("”", to: &result)
        case "\\": readCommand(&result)
        default: append(character, to: &result)
        }
      }
      return result
    }

    private var next: Character? { position < characters.count ? characters[position] : nil }

    private mutating func append(_ character: Character, to result: inout String) {
      guard let mark = accent, !character.isWhitespace else { return result.append(character) }
      accent = nil
      // An i without its dot gets none under an accent.
      let base: Character = character == "ı" ? "i" : character == "ȷ" ? "j" : character
      result += String(base) + String(mark)
    }

    private mutating func readCommand(_ result: inout String) {
      guard let first = next else { return }
      position += 1
      guard first.isLetter else {
        if let mark = TeXText.accents[first] {
          accent = mark
        } else if first.isWhitespace {
          append(" ", to: &result)
        } else {
          append(first, to: &result)
        }
        return
      }
      var name = String(first)
      if TeXText.letterAccents[name] == nil || next?.isLetter == true {
        while let letter = next, letter.isLetter, letter.isASCII {
          name.append(letter)
          position += 1
        }
      }
      while next == " " { position += 1 }
      if let mark = TeXText.letterAccents[name] {
        accent = mark
      } else if let sign = TeXText.signs[name] {
        for character in sign { append(character, to: &result) }
      }
    }
  }

  private static let accents: [Character: Character] = [
    "\"": "\u{308}", "'": "\u{301}", "`": "\u{300}", "^": "\u{302}", "~": "\u{303}", "=": "\u{304}", ".": "\u{307}",
  ]
  private static let letterAccents: [String: Character] = [
    "c": "\u{327}", "v": "\u{30C}", "u": "\u{306}", "H": "\u{30B}", "k": "\u{328}", "r": "\u{30A}", "d": "\u{323}",
    "b": "\u{331}",
  ]
  private static let signs: [String: String] = [
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
    "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "ldots": "…", "dots": "…", "textendash": "–",
    "textemdash": "—", "alpha": "α", "beta": "β", "gamma": "γ", "epsilon": "ε", "lambda": "λ", "mu": "μ", "pi": "π",
    "sigma": "σ", "infty": "∞", "times": "×", "pm": "±",
  ]
}
