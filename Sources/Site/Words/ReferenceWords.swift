/// The words of a book's reference.
package struct ReferenceWords: Sendable {
  var title: String
  /// Of what belongs to no type.
  var functions: String
  var operators: String
  /// What a function gives, when it throws, and what else there is to know.
  var returns: String
  var `throws`: String
  var note: String
}

extension EnglishWords {
  package var reference: ReferenceWords {
    ReferenceWords(
      title: "Reference", functions: "Functions", operators: "Operators", returns: "Returns", throws: "Throws",
      note: "Note")
  }
}

extension GermanWords {
  package var reference: ReferenceWords {
    ReferenceWords(
      title: "Referenz", functions: "Funktionen", operators: "Operatoren", returns: "Ergebnis", throws: "Fehler",
      note: "Hinweis")
  }
}

extension HebrewWords {
  package var reference: ReferenceWords {
    ReferenceWords(
      title: "מדריך הממשק", functions: "פונקציות", operators: "אופרטורים", returns: "ערך מוחזר", throws: "שגיאות",
      note: "הערה")
  }
}
