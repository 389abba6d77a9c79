import Markdown
import TestSupport
import Testing

@testable import Book

@Suite("Bibliographies")
struct BibliographyTests {
  private func read(_ text: String, name: String = "references.bib") -> (Bibliography, [Diagnostic]) {
    let (bibliography, diagnostics) = Bibliography.read(SourceText(name: name, text: text))
    return (bibliography, diagnostics)
  }

  private func entry(_ fields: String) throws -> BibliographyEntry {
    let (bibliography, diagnostics) = read("@article{a, \(fields)}\n")
    #expect(diagnostics == [])
    return try #require(bibliography["a"])
  }

  @Test("An entry of BibTeX has its fields in braces, in quotes, as a number, and joined")
  func fields() throws {
    let (bibliography, diagnostics) = read(
      """
      Any text. mail@example.org
      @comment{ignored, @too}
      @string{ieee = "Proceedings of the {IEEE}"}
      @PREAMBLE{"x"}
      @Article{lecun1998,
        author = {LeCun, Yann and Bottou, L{\\'e}on and Bengio, Yoshua and Haffner, Patrick},
        title = "Gradient-based {L}earning", journal = ieee # { (} # "a" # {)},
        volume = 86, number=11, pages = {2278--2324}, year = 1998, doi = {10.1109/5.726791}
      }
      @book(b, title = {T}, editor = {Müller, Jörg}, publisher = {P}, edition = 2,)
      """)
    #expect(diagnostics == [])
    let work = try #require(bibliography["lecun1998"])
    #expect(work.kind == .article)
    #expect(work.authors.map(\.family) == ["LeCun", "Bottou", "Bengio", "Haffner"])
    #expect(work.authors[1].given == "Léon")
    #expect(work.title == "Gradient-based Learning")
    #expect(work.container == "Proceedings of the IEEE (a)")
    #expect([work.volume, work.issue, work.pages, work.year] == ["86", "11", "2278–2324", "1998"])
    #expect(work.address == "https://doi.org/10.1109/5.726791")
    let book = try #require(bibliography["b"])
    #expect(book.kind == .book)
    #expect(book.editors == [.init(family: "Müller", given: "Jörg")])
    #expect([book.publisher, book.edition] == ["P", "2"])
  }

  @Test(
    "Accents and signs of TeX are letters",
    arguments: [
      (#"Erd{\H{o}}s"#, "Erdős"), (#"G{\"o}del"#, "Gödel"), (#"G\"{o}del"#, "Gödel"), (#"\'Etienne"#, "Étienne"),
      (#"{\O}re \o"#, "Øre ø"), (#"Stra{\ss}e"#, "Straße"), (#"Ho{\v c}eva\v{r}"#, "Hočevař"), (#"\c{c}a"#, "ça"),
      (#"na\"{\i}ve"#, "naïve"), (#"A \& B \% \_ \$"#, "A & B % _ $"), (#"a -- b --- c"#, "a – b — c"),
      (#"``x'' y~z"#, "“x” y\u{A0}z"), ("{The} {\\em best}  of\n\t all", "The best of all"), (#"$\alpha$-x"#, "α-x"),
      (#"{\AA}s \L{}"#, "Ås Ł"), (#"Ünïcode"#, "Ünïcode"),
    ])
  func accents(_ written: String, _ text: String) {
    #expect(TeXText.plain(written) == text)
  }

  @Test(
    "Names have a family and a given name, in all the ways of BibTeX",
    arguments: [
      ("Donald E. Knuth", [["Knuth", "Donald E.", ""]]), ("Knuth, Donald E.", [["Knuth", "Donald E.", ""]]),
      ("Laurens van der Maaten", [["van der Maaten", "Laurens", ""]]),
      (
        "van der Maaten, Laurens and Hinton, Geoffrey",
        [["van der Maaten", "Laurens", ""], ["Hinton", "Geoffrey", ""]]
      ),
      ("King, Jr, Martin Luther", [["King", "Martin Luther", "Jr"]]),
      ("{Barnes and Noble}", [["Barnes and Noble", "", ""]]),
      ("Plato", [["Plato", "", ""]]), ("A. B\n  and C. D", [["B", "A.", ""], ["D", "C.", ""]]), ("", []),
    ])
  func names(_ field: String, _ names: [[String]]) {
    #expect(BibTeXReader.names(field).names.map { [$0.family, $0.given, $0.suffix] } == names)
  }

  @Test("Others stand for authors who are not named")
  func others() throws {
    let work = try entry("author = {Doe, Jane and others}")
    #expect(work.authors.map(\.family) == ["Doe"])
    #expect(work.hasMoreAuthors)
  }

  @Test(
    "What BibLaTeX and preprints have is understood",
    arguments: [
      ("date = {1998-11}, journaltitle = {J}", "1998"), ("year = {in press}", "in press"), ("title = {T}", ""),
    ])
  func years(_ fields: String, year: String) throws { #expect(try entry(fields).year == year) }

  @Test(
    "An address keeps its signs, and a preprint has one",
    arguments: [
      (#"url = {https://x.org/~a\_b%20c}"#, "https://x.org/~a_b%20c"),
      ("eprint = {1409.1556}, archivePrefix = {arXiv}", "https://arxiv.org/abs/1409.1556"),
    ])
  func addresses(_ fields: String, address: String) throws {
    #expect(try entry(fields).address == address)
  }

  @Test(
    "What is wrong in a file is reported at its place, and what follows is read",
    arguments: [
      ("@article{«a», title = {T}\n", "the entry 'a' is never closed"),
      ("@article{a, year = «\"»1}\n", "this value is never closed"),
      ("@article{a, «title» {T}}\n", "the field 'title' has no value"),
      ("@article{a «t»itle = {T}}\n", "a comma or the end of the entry 'a' is missing here"),
      ("@article{a, year = «may9»}\n", "there is no abbreviation 'may9'"),
      ("@article{a, year = «,»}\n", "a value is expected here"), ("«@article{»}\n", "this entry has no key"),
      ("@book{a, title={T}}\n@book{«a», title={U}}\n", "the key 'a' is taken"),
      ("@inbook{«a», crossref = {b}}\n", "'a' inherits from 'b', which the file does not have"),
      ("@inbook{a, crossref = {b}}\n@book{«b», crossref = {a}}\n", "'a' inherits from itself"),
    ])
  func problems(_ text: String, summary: String) throws {
    let marked = MarkedText(text)
    let (bibliography, diagnostics) = Bibliography.read(
      SourceText(name: "r.bib", bytes: marked.bytes + Array("\n@book{next, title = {N}}\n".utf8)))
    #expect(diagnostics.map(\.summary) == [summary])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(bibliography["next"]?.title == "N")
  }

  @Test("An entry takes the fields that it does not have from the one that crossref names")
  func crossref() throws {
    let (bibliography, diagnostics) = read(
      """
      @inproceedings{part, author = {Doe, Jane}, title = {Part}, pages = {1--2}, crossref = {Whole}}
      @inproceedings{own, title = {Own}, year = 2001, crossref = {whole}}
      @proceedings{whole, title = {The Proceedings}, editor = {Roe, Richard}, year = 2000, publisher = {Press}, doi = {10/1}}
      @article{xdata, title = {T}, xdata = {common}}
      @xdata{common, journal = {J}, year = 1999}
      """)
    #expect(diagnostics == [])
    let part = try #require(bibliography["part"])
    #expect(
      [part.title, part.container, part.year, part.publisher, part.pages, part.doi] == [
        "Part", "The Proceedings", "2000", "Press", "1–2", "",
      ])
    #expect(part.editors.map(\.family) == ["Roe"])
    #expect(bibliography["own"]?.year == "2001" && bibliography["own"]?.container == "The Proceedings")
    #expect(bibliography["xdata"]?.container == "J" && bibliography["xdata"]?.year == "1999")
    #expect(bibliography.keys == ["own", "part", "whole", "xdata"])
  }

  @Test("CSL-JSON gives the same works")
  func csl() throws {
    let (bibliography, diagnostics) = read(
      """
      [{"id": "lecun1998", "type": "article-journal", "title": "Gradient-based learning",
        "author": [{"family": "LeCun", "given": "Yann"}, {"family": "Maaten", "given": "L.", "non-dropping-particle": "van der"},
                   {"literal": "The Team"}],
        "container-title": "Proceedings", "issued": {"date-parts": [["1998", 11]]}, "volume": 86, "issue": "11",
        "page": "2278-2324", "DOI": "10.1109/5.726791"}, {"id": 7}]
      """, name: "references.json")
    #expect(diagnostics == [])
    let work = try #require(bibliography["lecun1998"])
    #expect(work.authors.map(\.family) == ["LeCun", "van der Maaten", "The Team"])
    #expect([work.year, work.volume, work.issue, work.pages] == ["1998", "86", "11", "2278–2324"])
    #expect(bibliography.keys == ["7", "lecun1998"])
  }

  @Test(
    "What is no CSL-JSON is an error, with its line where there is one",
    arguments: [
      ("[{\"id\": \"a\",\n \"title\": }]", "this is no JSON", 2), ("[{\"title\": \"a\"}]", "'1' has no 'id'", 1),
      ("{}", "the file is not what it has to be", 1),
      ("[{\"id\": \"a\", \"title\": 1}]", "'1.title' is not what it has to be", 1),
    ])
  func noCSL(_ text: String, summary: String, line: Int) {
    let (_, diagnostics) = read(text, name: "references.json")
    #expect(diagnostics.map(\.summary) == [summary])
    #expect(diagnostics.map(\.location?.start.line) == [line])
  }

  @Test(
    "Where a text stops being JSON is found",
    arguments: [
      "{\"a\": [1, -2.5e3, true, null, \"x\\\"\", {}, []]} ", "[1, «]»", "{\"a\" «1»}", "[«x»]", "{«a»: 1}", "[1 «2»]",
      "[] «[»",
      "[«\"»abc]", "[\"a\", {\"b\": «}»]", "[«»",
    ])
  func json(_ text: String) {
    let marked = MarkedText(text)
    #expect(JSONScan.problem(in: marked.bytes) == marked.ranges.first?.lowerBound)
  }

  @Test(
    "A work that the bibliography does not have is an error at its key, with the nearest that it has",
    arguments: [
      ("[@knuth1984; «@lecun1989»]\n", "Did you mean '@lecun1998'?"),
      ("As «@lecun1989» says.\n", "Did you mean '@lecun1998'?"),
      ("```swift {caption=\"As [«@nobody»] says\"}\n```\n", "Its keys are @knuth1984, @lecun1998."),
    ])
  func unknownKeys(_ text: String, advice: String) {
    let marked = MarkedText(text)
    let bibliography = read("@book{lecun1998, title={T}}\n@book{knuth1984, title={U}}").0
    let diagnostics = CitationChecker(bibliography).problems(of: parse(marked.text).chapter)
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(diagnostics.first?.summary.hasPrefix("the bibliography has no work '") == true)
    #expect(diagnostics.first?.explanation?.hasPrefix(advice) == true)
  }

  @Test(
    "What others write for a reference to a figure has the form of one as its advice, with a bibliography and without")
  func otherReferences() {
    for bibliography in [read("@book{a, title={T}}").0, nil] {
      for text in ["As @fig-loss shows.\n", "As shown [@fig-loss].\n"] {
        let diagnostics = CitationChecker(bibliography).problems(of: parse(text).chapter)
        let advice = "A reference to something in the book is a link without a text: [](#fig-loss)."
        #expect(diagnostics.count == 1 && diagnostics[0].explanation?.hasPrefix(advice) == true)
      }
    }
  }

  @Test(
    "Brackets within a reference, and works that no semicolon parts, are errors that say how it is written",
    arguments: [
      ("So [«@a [p. 3]»].\n", "[@a, p. 3]"), ("So says «@a [p. 3]».\n", "[@a, p. 3]"), ("[«@a» and @b]\n", "[@a; @b]"),
      ("[see «@a», @b]\n", "[@a; @b]"),
    ])
  func brackets(_ text: String, _ form: String) {
    let marked = MarkedText(text)
    let bibliography = read("@book{a, title={T}}\n@book{b, title={U}}").0
    let diagnostics = CitationChecker(bibliography).problems(of: parse(marked.text).chapter)
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(diagnostics.first?.explanation?.contains(form) == true, "\(diagnostics.first?.explanation ?? "")")
  }

  @Test(
    "Brackets behind a reference may be a link, a note, or another reference",
    arguments: [
      "@a [x](https://example.org)\n", "@a [^n]\n\n[^n]: Note.\n", "@a [@b]\n", "@a \\[sic]\n", "\\@a [p. 3]\n",
    ])
  func otherBrackets(_ text: String) {
    let bibliography = read("@book{a, title={T}}\n@book{b, title={U}}").0
    #expect(CitationChecker(bibliography).problems(of: parse(text).chapter) == [])
  }

  @Test("Of a file with an error nobody says which works it does not have")
  func unreadable() {
    let (bibliography, errors) = read("@book{a, title={T}, foo bar}\n@book{b, title={U}}\n")
    #expect(!errors.isEmpty)
    #expect(CitationChecker(bibliography).problems(of: parse("As @a says.\n").chapter) == [])
  }

  @Test("Abbreviations of abbreviations cannot take all memory")
  func doubling() {
    let strings = (1..<60).map { "@string{a\($0)=a\($0 - 1) # a\($0 - 1)}\n" }.joined()
    let errors = read("@string{a0=\"x\"}\n\(strings)@book{b, title=a59}\n").1
    #expect(errors.first?.summary == "a value of more than 100000 bytes")
    #expect(errors.first?.location?.start.line == 18)
  }

  @Test("Without a bibliography a key in brackets is an error, and one in a sentence is text")
  func noBibliography() {
    let marked = MarkedText("Swift's @escaping, and «[@lecun1998]».\n")
    let diagnostics = CitationChecker(nil).problems(of: parse(marked.text).chapter)
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(diagnostics.map(\.summary) == ["this refers to a work, and the book has no bibliography"])
  }
}
