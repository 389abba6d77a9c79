/// The words of the cover, of the foot of a chapter and of pages that are not there.
package struct PublicationWords: Sendable {
  /// Before the title of the first chapter.
  var start: String
  var edit: String
  var report: String
  var missingPage: String
  var missingPageExplanation: String
  /// Before the address to which a page has moved.
  var moved: String
}

extension EnglishWords {
  var publication: PublicationWords {
    PublicationWords(
      start: "Start reading", edit: "change this chapter", report: "report a mistake",
      missingPage: "There is no such page",
      missingPageExplanation: "The book has a page of this name no more, or never had one.",
      moved: "This page is now here:")
  }
}

extension GermanWords {
  var publication: PublicationWords {
    PublicationWords(
      start: "Zum Anfang", edit: "dieses Kapitel ändern", report: "einen Fehler melden",
      missingPage: "Diese Seite gibt es nicht",
      missingPageExplanation: "Das Buch hat keine Seite dieses Namens mehr, oder hatte nie eine.",
      moved: "Diese Seite ist jetzt hier:")
  }
}

extension HebrewWords {
  var publication: PublicationWords {
    PublicationWords(
      start: "לתחילת הקריאה", edit: "שינוי פרק זה", report: "דיווח על טעות", missingPage: "אין דף כזה",
      missingPageExplanation: "אין בספר דף בשם הזה, או שלא היה מעולם.", moved: "הדף נמצא עכשיו כאן:")
  }
}
