/// The words of the search and of the keys that lead through a book.
package struct FindingWords: Sendable {
  var search: String
  /// More results.
  var more: String
  var oneSection: String
  /// `#` stands for the number of sections.
  var sections: String
  var nothing: String
  /// The files of the search are not there.
  var missing: String
  var keys: String
  var searchKey: String
  var nextKey: String
  var previousKey: String
  var keysKey: String
  /// Whether single letters are keys at all.
  var useKeys: String

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
  var finding: FindingWords {
    FindingWords(
      search: "Search", more: "More results", oneSection: "1 section", sections: "# sections",
      nothing: "Nothing is found.", missing: "The files of the search are missing.", keys: "Keys",
      searchKey: "Search the book", nextKey: "Next chapter", previousKey: "Chapter before", keysKey: "These keys",
      useKeys: "Use single keys")
  }
}

extension GermanWords {
  var finding: FindingWords {
    FindingWords(
      search: "Suchen", more: "Weitere Ergebnisse", oneSection: "1 Abschnitt", sections: "# Abschnitte",
      nothing: "Nichts gefunden.", missing: "Die Dateien der Suche fehlen.", keys: "Tasten",
      searchKey: "Im Buch suchen", nextKey: "Nächstes Kapitel", previousKey: "Kapitel davor", keysKey: "Diese Tasten",
      useKeys: "Einzelne Tasten verwenden")
  }
}

extension HebrewWords {
  var finding: FindingWords {
    FindingWords(
      search: "חיפוש", more: "תוצאות נוספות", oneSection: "סעיף אחד", sections: "# סעיפים", nothing: "לא נמצא דבר.",
      missing: "קובצי החיפוש חסרים.", keys: "מקשים", searchKey: "חיפוש בספר", nextKey: "הפרק הבא",
      previousKey: "הפרק הקודם", keysKey: "מקשים אלה", useKeys: "שימוש במקשים בודדים")
  }
}
