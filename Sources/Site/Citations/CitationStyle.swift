import Book
import Text

/// How works are named: in the text by authors and year, in the bibliography by all that is known of them.
struct CitationStyle: Sendable {
  let words: any InterfaceWords

  /// One name or two, or the first of more; the title of a work that nobody signs.
  func authors(of work: BibliographyEntry) -> String {
    let names = (work.authors.isEmpty ? work.editors : work.authors).map(\.family)
    switch names.count {
    case 0: return work.title
    case 1 where !work.hasMoreAuthors: return names[0]
    case 2 where !work.hasMoreAuthors: return words.list(names)
    default: return "\(names[0]) \(words.others)"
    }
  }

  func year(of work: BibliographyEntry) -> String { work.year.isEmpty ? words.noYear : work.year }

  /// An entry of the bibliography.
  ///
  /// - Parameter year: as the text has it.
  func html(_ work: BibliographyEntry, year: String) -> String {
    var sentences: [String] = []
    let isEdited = work.authors.isEmpty && !work.editors.isEmpty
    let names = (isEdited ? work.editors : work.authors).map(full)
    if names.isEmpty {
      sentences.append("\(title(of: work)) (\(year))")
    } else {
      let list = work.hasMoreAuthors ? "\(names.joined(separator: ", ")) \(words.others)" : words.list(names)
      sentences.append("\(escaped(list))\(isEdited ? " (\(words.editors))" : "") (\(escaped(year)))")
      sentences.append(title(of: work))
    }
    sentences.append(source(of: work))
    if !work.note.isEmpty { sentences.append(escaped(work.note)) }
    let text = sentences.filter { !$0.isEmpty }.map { $0.last.map { ".?!…".contains($0) } == true ? $0 : $0 + "." }
      .joined(separator: " ")
    guard let address = work.address else { return text }
    let shown = work.doi.isEmpty ? address : work.doi
    // Whatever else an address may be, on a page it is no link.
    let isWeb = ["http://", "https://"].contains { address.lowercased().hasPrefix($0) }
    guard isWeb else { return "\(text) \(escaped(shown))" }
    return "\(text) <a class=\"address\" href=\"\(HTMLEscape.url(address))\">\(Self.breakable(escaped(shown)))</a>"
  }

  /// An address that may be broken behind its slashes.
  private static func breakable(_ address: String) -> String {
    address.replacing("/", with: "/<wbr>").replacing("/<wbr>/<wbr>", with: "//")
  }

  private func title(of work: BibliographyEntry) -> String {
    let isWhole = work.container.isEmpty
    let edition = work.edition.isEmpty ? "" : " (\(escaped(words.edition(work.edition))))"
    return (isWhole ? "<cite>\(escaped(work.title))</cite>" : escaped(work.title)) + edition
  }

  /// Where it appeared.
  private func source(of work: BibliographyEntry) -> String {
    var parts: [String] = []
    if !work.container.isEmpty {
      let container = "<cite>\(escaped(work.container))</cite>"
      parts.append(work.kind == .article ? container : "\(words.within) \(container)")
      if !work.authors.isEmpty, !work.editors.isEmpty {
        parts.append("\(escaped(words.list(work.editors.map(full)))) (\(words.editors))")
      }
    }
    if work.kind == .article {
      let number = escaped(work.volume) + (work.issue.isEmpty ? "" : "(\(escaped(work.issue)))")
      if !number.isEmpty { parts.append(number) }
      if !work.pages.isEmpty { parts.append(escaped(work.pages)) }
    } else {
      if !work.volume.isEmpty { parts.append(escaped(words.volume(work.volume))) }
      if !work.issue.isEmpty { parts.append(escaped(work.issue)) }
      if !work.pages.isEmpty { parts.append(escaped(words.pages(work.pages))) }
    }
    if !work.publisher.isEmpty { parts.append(escaped(work.publisher)) }
    return parts.joined(separator: ", ")
  }

  /// "LeCun, Y.", "Hubel, D. H."
  private func full(_ name: BibliographyEntry.Name) -> String {
    let initials = name.given.split(whereSeparator: { $0 == " " || $0 == "." || $0 == "\u{A0}" }).map { word in
      word.split(separator: "-").compactMap(\.first).map { "\($0)." }.joined(separator: "-")
    }
    let given = initials.joined(separator: "\u{A0}")
    return [name.family, given, name.suffix].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func escaped(_ text: String) -> String { HTMLEscape.text(text) }
}
