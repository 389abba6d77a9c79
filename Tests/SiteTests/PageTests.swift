import Book
import Storage
import TestSupport
import Testing

@testable import Site

@Suite("Pages")
struct PageTests {
  static let site = Result { try SampleSiteTests.site() }

  @Test(
    "A page is well-formed, its ids are unique and its anchors lead somewhere",
    arguments: ["convolutions.html", "dense.html", "padding.html", "index.html"])
  func wellFormed(path: String) throws {
    let files = try Self.site.get().files
    let checker = HTMLChecker(files.text(path))
    #expect(checker.problems.isEmpty)
    #expect(checker.count("h1") == 1)
    #expect(checker.count("main") == 1)
    #expect(Set(checker.ids).count == checker.ids.count)
    for tag in checker.tags {
      guard let link = tag.attributes["href"], tag.name == "a" else { continue }
      let parts = link.split(separator: "#", omittingEmptySubsequences: false)
      let page = parts[0].isEmpty ? path : String(parts[0])
      #expect(files.contains { $0.path == page }, "\(link) leads nowhere")
      if parts.count > 1 {
        #expect(HTMLChecker(files.text(page)).ids.contains(String(parts[1])), "\(link) leads nowhere")
      }
    }
  }

  @Test("A page loads nothing from elsewhere, and everything that it loads is in the site")
  func selfContained() throws {
    let files = try Self.site.get().files
    let paths = Set(files.map(\.path))
    for file in files where file.path.hasSuffix(".html") {
      for tag in HTMLChecker(String(decoding: file.bytes, as: UTF8.self)).tags
      where ["link", "script", "img", "iframe"].contains(tag.name) {
        let address = try #require(tag.attributes["src"] ?? tag.attributes["data-later"] ?? tag.attributes["href"])
        #expect(paths.contains(address) || address.hasPrefix("data:"), "\(address) in \(file.path)")
      }
    }
    for file in files where file.path.hasSuffix(".css") {
      for part in String(decoding: file.bytes, as: UTF8.self).split(separator: "url(").dropFirst() {
        #expect(paths.contains("assets/" + part.prefix { $0 != ")" }), "\(part.prefix(40)) in \(file.path)")
      }
    }
    #expect(!files.text("assets/book.js").contains("http"))
  }

  @Test("The same book gives the same bytes, with a cache, without, and from a full one")
  func deterministic() throws {
    let first = try Self.site.get().files
    #expect(try SampleSiteTests.site().files == first)
    let folder = try TemporaryFolder()
    for _ in 0..<2 {
      let weaver = try Sample.weaver(["convolutions"], cache: Cache(folder: folder.path))
      let sample = SampleChapter.sample
      #expect(weaver.fragment(sample.chapter, sample.report) == (try sample.fragment))
    }
  }

  @Test("Preparing ahead changes nothing")
  func prepared() throws {
    let sample = SampleChapter.sample
    let weaver = try Sample.weaver(["convolutions"])
    weaver.prepare([sample.chapter])
    #expect(weaver.weave([(sample.chapter, sample.report)]).files == (try sample.site.files))
  }

  @Test("The contents show the parts, mark the chapter and list its sections")
  func contents() throws {
    let page = try Self.site.get().files.text("convolutions.html")
    #expect(page.contains("<p class=\"part\">Part one · Seeing</p>"))
    #expect(page.contains("<a href=\"convolutions.html\" aria-current=\"page\">"))
    #expect(page.contains("<p class=\"all\"><a href=\"index.html\">All chapters</a></p>"))
    #expect(page.contains("<li><a href=\"#learning-a-kernel\">Learning a kernel</a></li>"))
    #expect(page.contains("<a class=\"previous\" rel=\"prev\" href=\"dense.html\">"))
    #expect(page.contains("<a class=\"next\" rel=\"next\" href=\"padding.html\">"))
    #expect(!page.contains("<li><a href=\"#why\">"), "other chapters' sections are not listed")
  }

  @Test("The contents of the book are in one file that every page loads")
  func sharedContents() throws {
    let files = try Self.site.get().files
    #expect(
      files.text("assets/contents.js") == """
        showContents([{"chapters":[["dense.html","1","From dense layers to convolutions"],["convolutions.html","2","Convolutions \
        for images"]],"title":"Part one · Seeing"},{"chapters":[["padding.html","3","Padding and stride"]],"title":"Part two · \
        Networks"},{"chapters":[["terms.html","","Index"]]}]);

        """)
    #expect(files.text("assets/book.js").contains("window.showContents="))
    #expect(
      files.filter { $0.path.hasSuffix(".html") && $0.path != "404.html" }.allSatisfy {
        String(decoding: $0.bytes, as: UTF8.self).contains("assets/contents.js")
      })
  }

  @Test("A page does not grow with the number of chapters")
  func linear() throws {
    let pages = try [3, 300].map { count in
      let samples = (100..<100 + count).map { Sample("# Chapter\n\n## Section\n", file: "\($0).md") }
      return try Sample.weaver(samples.map(\.chapter.name)).weave(samples.map { ($0.chapter, $0.report) }).files
        .text("101.html")
    }
    #expect(pages[0] == pages[1])
  }

  @Test("The first page has title, authors and chapters with what they are about")
  func index() throws {
    let page = try Self.site.get().files.text("index.html")
    #expect(page.contains("<h1>Convolutional networks in Swift</h1>"))
    #expect(page.contains("<p class=\"byline\">Ada Lovelace and Charles Babbage</p>"))
    #expect(page.contains("<span class=\"title\">Padding and stride</span>"))
    #expect(page.contains("<p>Why a layer that joins everything"))
  }

  @Test("The chapter's source stands beside its page, byte by byte")
  func source() throws {
    let sample = Sample("# T\r\n\r\nText.\r\n")
    let files = try sample.site.files
    #expect(files.first { $0.path == "sample.md" }?.bytes == sample.chapter.source.bytes)
    #expect(files.text("sample.html").contains("<a href=\"sample.md\">source of this chapter</a>"))
  }

  @Test("Language and description are those of the book and the chapter")
  func metadata() throws {
    var book = BookConfiguration(title: "Faltungen", parts: [.init(chapters: ["sample.md"])])
    book.language = "de"
    let sample = Sample("---\ndescription: Über \"Fenster\"\n---\n\n# Titel\n")
    let weaver = SiteWeaver(book: book, cache: Cache(folder: nil), theme: try Theme.bundled(), math: Sample.sharedMath)
    let page = weaver.weave([(sample.chapter, sample.report)]).files.text("sample.html")
    #expect(page.hasPrefix("<!doctype html>\n<html lang=\"de\">"))
    #expect(page.contains("<title>Titel · Faltungen</title>"))
    #expect(page.contains("<meta name=\"description\" content=\"Über &quot;Fenster&quot;\">"))
    #expect(page.contains("<p class=\"lede\">Über &quot;Fenster&quot;</p>"))
  }

  @Test("The licences of what a site ships are in it")
  func licences() throws {
    let files = try Self.site.get().files
    for name in ["Source", "JetBrains Mono", "Khan Academy", "SIL OPEN FONT LICENSE", "PERMISSION & CONDITIONS"] {
      #expect(files.text("assets/fonts/LICENSE.txt").contains(name))
    }
    #expect(files.text("assets/katex-LICENSE.txt").contains("The MIT License"))
  }

  @Test("A theme that is not whole is one sentence that names the file")
  func missingTheme() throws {
    let error = #expect(throws: Theme.Missing.self) { try Theme(folder: "/nowhere") }
    #expect(error?.description.hasPrefix("the pages' theme is not whole: cannot read '/nowhere/book.css'") == true)
  }

  @Test("A checked value shows what is documented and names its expression, never a fresh digit")
  func checkedValues() throws {
    var sample = Sample("The loss is [0.072](<=losses.last!>), then [1](<=b>), [2](<=c>) and [3](<=d>).\n")
    sample.report.checkedValues[0].fresh = "0.0724"
    sample.report.checkedValues[1] = CheckedValueReport(verdict: .drifted, shown: "7", fresh: "7")
    sample.report.checkedValues[2].verdict = .notRun
    sample.report.checkedValues[3].verdict = .failed(CellFailure(.doesNotCompile([.init("no 'd'")])))
    let html = try sample.fragment
    #expect(
      html.contains(
        "<span class=\"checked\" tabindex=\"0\">0.072<span class=\"about\">checked: <code>losses.last!</code> is within 0.001 of 0.072 · depends on no code above"
      ))
    #expect(
      html.contains(
        "<span class=\"checked drifted\" tabindex=\"0\">7<span class=\"about\">drifted: <code>b</code> is now 7"))
    #expect(html.contains("class=\"checked unchecked\""))
    #expect(html.contains("<span class=\"about\">failed: <code>d</code>: no 'd'"))
    #expect(!html.contains("0.0724"))
  }
}

@Suite("The sentence under the title")
struct CheckSummaryTests {
  static func sentence(
    _ cells: [CellReport], _ values: [CheckedValueReport.Verdict] = [], in words: any InterfaceWords = EnglishWords()
  ) -> String? {
    let values = values.map { CheckedValueReport(verdict: $0, shown: "", fresh: nil) }
    return CheckSummary(ChapterReport(cells: cells, checkedValues: values, diagnostics: [])).sentence(in: words)
  }

  static func cell(_ verdict: CellReport.Verdict, checked: Int = 0, shown: [ShownOutput] = []) -> CellReport {
    CellReport(verdict: verdict, shown: shown, checked: checked)
  }

  @Test("It counts what was checked")
  func good() {
    #expect(
      Self.sentence([Self.cell(.agrees, checked: 12)], [.agrees, .agrees])
        == "12 outputs and 2 numbers in the text were checked when this page was built.")
    #expect(Self.sentence([Self.cell(.agrees, checked: 1)]) == "1 output was checked when this page was built.")
    #expect(Self.sentence([], [.agrees]) == "1 number in the text was checked when this page was built.")
    #expect(Self.sentence([Self.cell(.notCompared)]) == nil)
  }

  @Test("It says first what is wrong")
  func bad() {
    let failure = CellFailure(.stackOverflow)
    #expect(
      Self.sentence([
        Self.cell(.failed(failure)), Self.cell(.notRun), Self.cell(.notRun), Self.cell(.agrees, checked: 1),
      ])
        == "1 cell failed, 2 cells did not run when this page was built; 1 output agrees.")
    let drifted: [ShownOutput] = [.init(.text(""), drifted: true), .init(.text(""), drifted: true), .init(.text(""))]
    #expect(
      Self.sentence([Self.cell(.drifted, checked: 1, shown: drifted), Self.cell(.undocumented)], [.drifted, .notRun])
        == "2 outputs drifted from what is documented, 1 cell has an output that is not documented, "
        + "1 number in the text drifted, 1 number in the text could not be checked when this page was built; 1 output agrees."
    )
    #expect(
      Self.sentence([Self.cell(.drifted)]) == "1 output drifted from what is documented when this page was built.")
  }
}
