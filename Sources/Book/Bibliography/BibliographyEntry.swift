/// A work that a book refers to, whatever its file was written in.
package struct BibliographyEntry: Sendable, Hashable {
  package struct Name: Sendable, Hashable {
    /// With particles, as in "van der Maaten"; the whole name of an institution.
    package var family: String
    package var given = ""
    /// "Jr."
    package var suffix = ""

    package init(family: String, given: String = "", suffix: String = "") {
      self.family = family
      self.given = given
      self.suffix = suffix
    }
  }

  /// What a work is, as far as it matters to how it is named.
  package enum Kind: String, Sendable {
    case article, book, chapter, thesis, report, other
  }

  package var key: String
  package var kind: Kind
  package var authors: [Name] = []
  /// Where more authors follow who are not named.
  package var hasMoreAuthors = false
  package var editors: [Name] = []
  package var title = ""
  /// The journal, the book or the proceedings that hold it.
  package var container = ""
  package var year = ""
  package var volume = ""
  package var issue = ""
  package var pages = ""
  package var edition = ""
  /// The publisher, the university or the institution.
  package var publisher = ""
  package var note = ""
  package var doi = ""
  package var url = ""

  package init(key: String, kind: Kind) {
    self.key = key
    self.kind = kind
  }

  /// Where the work is on the web: by its DOI where it has one.
  package var address: String? {
    if !doi.isEmpty { return doi.hasPrefix("http") ? doi : "https://doi.org/\(doi)" }
    return url.isEmpty ? nil : url
  }
}
