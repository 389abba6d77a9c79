import Book
import Search

extension CitedWorks {
  /// The page of what the book cites, a section for each work; nil where it cites nothing.
  var searchChapter: SearchChapter? {
    guard !works.isEmpty else { return nil }
    let sections = works.map { work in
      SearchSection(
        anchor: CitationWeaver.anchor(of: work), number: "", title: shortName(work), text: Self.text(of: html(work)))
    }
    return SearchChapter(page: CitationWeaver.page, title: style.words.bibliography, sections: sections)
  }

  /// What an entry says without its tags. A style writes no other entities than these.
  private static func text(of html: String) -> String {
    var text = ""
    var isTag = false
    for character in html {
      if character == "<" {
        isTag = true
      } else if character == ">" {
        isTag = false
      } else if !isTag {
        text.append(character)
      }
    }
    return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
      .replacing("&amp;", with: "&")
  }
}
