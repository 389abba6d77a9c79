import TestSupport
import Testing

@testable import Book
@testable import Site

@Suite("Titles, sections and anchors")
struct OutlineTests {
  static func outline(_ markdown: String, number: ChapterNumber = 2) -> ChapterOutline {
    ChapterOutline(of: Sample(markdown).chapter, number: number)
  }

  @Test(
    "An anchor is the heading in lower case, with hyphens, letters of every script kept",
    arguments: [
      ("The cross-correlation operation", "the-cross-correlation-operation"),
      ("What's `Conv2D`, really?", "whats-conv2d-really"),
      ("Größe & Höhe", "größe--höhe"), ("Свёртки", "свёртки"), ("畳み込み 1", "畳み込み-1"), ("snake_case", "snake_case"),
      ("!!!", "section"), ("<script>alert(1)</script>", "scriptalert1script"),
    ])
  func slugs(heading: String, id: String) {
    var slugs = Slugs(reserved: [])
    #expect(slugs.slug(of: heading) == id)
  }

  @Test("Two headings of one name, cells and the page's own ids never share an anchor")
  func uniqueAnchors() {
    let outline = Self.outline(
      "# T\n\n## Learn\n\n## Learn\n\n## Learn 1\n\n## _text\n\n## cell 2\n\n```swift {#learn}\n```\n\n```swift\n```\n")
    #expect(outline.titleID == "t")
    let ids = outline.headings.map(\.id) + outline.listings.map(\.id)
    #expect(ids == ["learn-1", "learn-2", "learn-1-1", "_text-1", "cell-2-1", "learn", "cell-2"])
  }

  @Test("Sections are numbered below the chapter, deeper headings and those in quotations are not")
  func numbers() {
    let outline = Self.outline("# T\n\n## A\n\n### B\n\n### C\n\n#### D\n\n> ## Q\n\n## E\n\n### F\n")
    #expect(outline.headings.map(\.number) == ["2.1", "2.1.1", "2.1.2", nil, nil, "2.2", "2.2.1"])
  }

  @Test("The first heading of level 1 is the title; later ones are sections")
  func title() {
    let outline = Self.outline("---\ntitle: Other\ndescription: About\n---\n\n# The *title*\n\n# Part\n")
    #expect(outline.title == "The title")
    #expect(outline.description == "About")
    #expect(outline.headings.map(\.level) == [2])
  }

  @Test("Without a heading the front matter is asked for the title, and then the file's name")
  func titleElsewhere() {
    #expect(Self.outline("---\ntitle: From above\n---\n\nText.\n").title == "From above")
    #expect(Self.outline("Text.\n").title == "sample")
  }

  @Test("The title stands once on the page, with its emphasis, and not in the text")
  func titleOnPage() throws {
    let sample = Sample("# The *title*\n\n## First\n\nText.\n")
    let page = try sample.page
    #expect(page.contains("<h1 id=\"the-title\">The <em>title</em></h1>"))
    #expect(HTMLChecker(page).count("h1") == 1)
    #expect(try !sample.fragment.contains("title"))
  }

  @Test("A hidden cell takes no number")
  func listingNumbers() {
    let outline = Self.outline("```swift\n```\n\n```swift {.hidden}\n```\n\n```swift\n```\n")
    #expect(outline.listings.map(\.number) == ["2.1", nil, "2.2"])
  }
}
