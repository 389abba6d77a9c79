/// The words of the note that unfolds beside a checked number.
package struct ValueWords: Sendable {
  /// How the value was compared with the text.
  var exact: String
  var lastDigit: String
  /// All but what three dots stand for.
  var elided: String
  private let withinText: String
  private let afterText: String

  /// - Parameters:
  ///   - within: `#` stands for the greatest difference.
  ///   - after: `#` stands for the name of the listing after which the value was computed.
  init(exact: String, lastDigit: String, elided: String, within: String, after: String) {
    self.exact = exact
    self.lastDigit = lastDigit
    self.elided = elided
    withinText = within
    afterText = after
  }

  func within(_ tolerance: String) -> String { withinText.replacing("#", with: tolerance) }
  func after(_ listing: String) -> String { afterText.replacing("#", with: listing, maxReplacements: 1) }
}

extension EnglishWords {
  package var values: ValueWords {
    ValueWords(
      exact: "compared exactly", lastDigit: "compared to the last digit shown",
      elided: "compared but for what … stands for", within: "compared within #",
      after: "after #")
  }
}

extension GermanWords {
  package var values: ValueWords {
    ValueWords(
      exact: "genau verglichen", lastDigit: "bis zur letzten Stelle verglichen",
      elided: "verglichen bis auf das, wofür … steht", within: "mit Abstand # verglichen",
      after: "nach #")
  }
}

extension HebrewWords {
  package var values: ValueWords {
    ValueWords(
      exact: "הושווה במדויק", lastDigit: "הושווה עד הספרה האחרונה",
      elided: "הושווה פרט למה ש־… מייצג", within: "הושווה בטווח #", after: "אחרי #")
  }
}
