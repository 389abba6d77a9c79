import Markdown

/// Reads works from BibTeX: what its entries say, in plain text.
enum BibTeXReader {
  static func read(_ source: SourceText) -> (
    entries: [(entry: BibliographyEntry, range: Range<Int>)], diagnostics: [Diagnostic]
  ) {
    let scanner = BibTeXScanner(source)
    var inheritance = BibTeXInheritance(scanner.entries, in: source)
    let entries = inheritance.entries()
    return (entries.map { (work($0), $0.keyRange) }, scanner.diagnostics + inheritance.diagnostics)
  }

  private static func work(_ written: BibTeXScanner.Entry) -> BibliographyEntry {
    func text(_ names: String...) -> String {
      names.lazy.compactMap { written.fields[$0] }.first.map(TeXText.plain) ?? ""
    }
    var entry = BibliographyEntry(key: written.key, kind: kinds[written.type] ?? .other)
    (entry.authors, entry.hasMoreAuthors) = names(written.fields["author"] ?? "")
    entry.editors = names(written.fields["editor"] ?? "").names
    entry.title = text("title")
    let subtitle = text("subtitle")
    if !subtitle.isEmpty { entry.title += ": \(subtitle)" }
    entry.container = text("journal", "journaltitle", "booktitle")
    // BibLaTeX has a date, of which the year comes first.
    entry.year = written.fields["year"].map(TeXText.plain) ?? String(text("date").prefix { $0 != "-" && $0 != "/" })
    entry.volume = text("volume")
    entry.issue = text("number", "issue")
    entry.pages = text("pages").replacing("-", with: "–").replacing("––", with: "–")
    entry.edition = text("edition")
    entry.publisher = text("publisher", "school", "institution", "organization")
    entry.note = text("note", "howpublished")
    // An address is no text: in it a tilde is a tilde.
    entry.doi = address(written.fields["doi"])
    entry.url = address(written.fields["url"])
    if entry.url.isEmpty, let number = written.fields["eprint"],
      (written.fields["archiveprefix"] ?? written.fields["eprinttype"])?.lowercased() == "arxiv"
    {
      entry.url = "https://arxiv.org/abs/\(address(number))"
    }
    if entry.note.hasPrefix("\\url") || entry.note.hasPrefix("http") { entry.note = "" }
    return entry
  }

  private static let kinds: [String: BibliographyEntry.Kind] = [
    "article": .article, "book": .book, "collection": .book, "proceedings": .book, "inbook": .chapter,
    "incollection": .chapter, "inproceedings": .chapter, "conference": .chapter, "phdthesis": .thesis,
    "mastersthesis": .thesis, "thesis": .thesis, "techreport": .report, "report": .report,
  ]

  private static func address(_ field: String?) -> String {
    (field ?? "").replacing("\\_", with: "_").replacing("\\%", with: "%").replacing("\\&", with: "&")
      .replacing("\\#", with: "#").filter { !"{} \n\r\t".contains($0) }
  }

  // MARK: Names

  /// The names of a field, which "and" parts outside of braces.
  static func names(_ field: String) -> (names: [BibliographyEntry.Name], hasMore: Bool) {
    let lists = pieces(of: field) { $0 == "and" }.map { $0.joined(separator: " ") }.filter { !$0.isEmpty }
    return (lists.filter { $0 != "others" }.map(name), lists.last == "others")
  }

  /// "First von Last", "von Last, First" or "von Last, Jr, First".
  private static func name(_ written: String) -> BibliographyEntry.Name {
    let parts = split(written, at: ",").map { pieces(of: $0) { _ in false }.first ?? [] }
    func plain(_ words: some Sequence<String>) -> String { TeXText.plain(words.joined(separator: " ")) }
    switch parts.count {
    case 0, 1:
      let words = parts.first ?? []
      let particle = words.dropLast().firstIndex(where: isParticle) ?? max(0, words.count - 1)
      return .init(family: plain(words[particle...]), given: plain(words[..<particle]))
    case 2: return .init(family: plain(parts[0]), given: plain(parts[1]))
    default: return .init(family: plain(parts[0]), given: plain(parts[2...].joined()), suffix: plain(parts[1]))
    }
  }

  private static func isParticle(_ word: String) -> Bool {
    guard !word.hasPrefix("{"), let letter = TeXText.plain(word).first(where: \.isLetter) else { return false }
    return letter.isLowercase
  }

  /// The words of a text, in lists that some of them part; what braces enclose is one word.
  private static func pieces(of text: String, partedBy isSeparator: (String) -> Bool) -> [[String]] {
    var lists: [[String]] = [[]]
    for word in split(text, at: " ", "\n", "\t", "\r", "~") where !word.isEmpty {
      if isSeparator(word) { lists.append([]) } else { lists[lists.count - 1].append(word) }
    }
    return lists
  }

  /// The parts of a text between separators outside of braces.
  private static func split(_ text: String, at separators: Character...) -> [String] {
    var parts = [""]
    var depth = 0
    var isEscaped = false
    for character in text {
      if !isEscaped, character == "{" { depth += 1 }
      if !isEscaped, character == "}" { depth -= 1 }
      if depth == 0, !isEscaped, separators.contains(character) {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
      isEscaped = !isEscaped && character == "\\"
    }
    return parts
  }
}
