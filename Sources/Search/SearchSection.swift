/// A section of a chapter as a search sees it: the unit of its results.
package struct SearchSection: Sendable, Hashable {
  /// The anchor of its page; empty for what stands before the first heading.
  package var anchor: String
  /// As the page shows it, as in `2.1`; empty where there is none.
  package var number: String
  package var title: String
  /// The prose, without markup.
  package var text: String
  /// The code, and what it printed.
  package var code: String

  package init(anchor: String, number: String, title: String, text: String = "", code: String = "") {
    self.anchor = anchor
    self.number = number
    self.title = title
    self.text = text
    self.code = code
  }
}

/// A chapter's sections, with the words in them.
package struct SearchChapter: Sendable, Hashable {
  /// The path of its page in the site, as a URL.
  package let page: String
  package let title: String
  package let sections: [SearchSection]
  /// How much each section is about each of its words, from 1 to 63.
  let impacts: [[String: UInt8]]

  package init(page: String, title: String, sections: [SearchSection]) {
    self.page = page
    self.title = title
    self.sections = sections
    impacts = sections.map(SectionWords.impacts(of:))
  }
}
