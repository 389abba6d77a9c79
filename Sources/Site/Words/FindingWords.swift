/// The words of the search and of the keys that lead through a book.
package struct FindingWords: Sendable {
  package var search: String
  /// More results.
  package var more: String
  package var oneSection: String
  /// `#` stands for the number of sections.
  package var sections: String
  package var nothing: String
  /// The files of the search are not there.
  package var missing: String
  package var keys: String
  package var searchKey: String
  package var nextKey: String
  package var previousKey: String
  package var keysKey: String
  /// Whether single letters are keys at all.
  package var useKeys: String

  /// As the script asks for them.
  func texts(close: String) -> [String: String] {
    [
      "search": search, "more": more, "one": oneSection, "many": sections, "none": nothing, "missing": missing,
      "close": close, "keys": keys, "searchKey": searchKey, "nextKey": nextKey, "previousKey": previousKey,
      "keysKey": keysKey, "useKeys": useKeys,
    ]
  }
}

extension EnglishWords {
  package var finding: FindingWords {
    FindingWords(
      search: "Search", more: "More results", oneSection: "1 section", sections: "# sections",
      nothing: "Nothing is found.", missing: "The files of the search are missing.", keys: "Keys",
      searchKey: "Search the book", nextKey: "Next chapter", previousKey: "Chapter before", keysKey: "These keys",
      useKeys: "Use single keys")
  }
}

extension GermanWords {
  package var finding: FindingWords {
    FindingWords(
      search: "Suchen", more: "Weitere Ergebnisse", oneSection: "1 Abschnitt", sections: "# Abschnitte",
      nothing: "Nichts gefunden.", missing: "Die Dateien der Suche fehlen.", keys: "Tasten",
      searchKey: "Im Buch suchen", nextKey: "Nächstes Kapitel", previousKey: "Kapitel davor", keysKey: "Diese Tasten",
      useKeys: "Einzelne Tasten verwenden")
  }
}

extension HebrewWords {
  package var finding: FindingWords {
    FindingWords(
      search: "חיפוש", more: "תוצאות נוספות", oneSection: "סעיף אחד", sections: "# סעיפים", nothing: "לא נמצא דבר.",
      missing: "קובצי החיפוש חסרים.", keys: "מקשים", searchKey: "חיפוש בספר", nextKey: "הפרק הבא",
      previousKey: "הפרק הקודם", keysKey: "מקשים אלה", useKeys: "שימוש במקשים בודדים")
  }
}
