import Site

/// The bibliography or the index of a book on paper: each entry with the numbers of the pages that speak of it.
struct PrintedList {
  private struct Entry {
    var id: String?
    var html: Markup
    /// Where it is spoken of.
    var places: [String]
  }

  private let kind: BookList.Kind
  private let title: String
  private let entries: [Entry]

  /// - Parameter citations: those of all chapters, in their order.
  init(_ list: BookList, of woven: WovenBook, citations: [(work: String, anchor: String)]) {
    kind = list.kind
    title = list.title
    let cited = Dictionary(grouping: citations, by: \.work)
    entries = list.entries.map { entry in
      var definition: String?
      let html = Markup(entry.html).changed { tag, _ in
        guard tag.name == "a", let href = tag["href"] else { return .keep(tag) }
        switch woven.destination(href, from: list.path) {
        case .chapter(let chapter, let id):
          definition = PrintAnchor.of(chapter, id)
          return .unwrap
        case .elsewhere: return .keep(tag)
        case .list, .file, .otherChapter, .missing: return .unwrap
        }
      }
      let places =
        switch list.kind {
        case .bibliography: entry.anchor.flatMap { cited[$0] }?.map(\.anchor) ?? []
        case .index:
          entry.places.compactMap { place in woven.index(ofFile: place.file).map { PrintAnchor.of($0, place.anchor) } }
        }
      return Entry(
        id: entry.anchor.map { PrintAnchor.of(list.kind, $0) }, html: html,
        places: [definition].compactMap(\.self) + places)
    }
  }

  var anchors: [String] { entries.flatMap(\.places) }

  func html(_ numbers: PageNumbers, _ words: any InterfaceWords) -> String {
    let items = entries.compactMap { entry -> String? in
      var pages: [(number: String, anchor: String)] = []
      for anchor in entry.places {
        guard let page = numbers.page(of: anchor), !pages.contains(where: { $0.number == page }) else { continue }
        pages.append((page, anchor))
      }
      // It is in chapters that are not printed.
      guard !pages.isEmpty else { return nil }
      if kind == .index, !numbers.pages.isEmpty { pages.sort { (Int($0.number) ?? 0) < (Int($1.number) ?? 0) } }
      let links = pages.map { "<a href=\"#\(Markup.escaped($0.anchor))\">\($0.number)</a>" }
      let text =
        switch kind {
        case .bibliography: "<small>\(words.cited(onPages: links))</small>"
        case .index: "<span class=\"pages\">\(links.joined(separator: ", "))</span>"
        }
      let id = entry.id.map { " id=\"\(Markup.escaped($0))\"" } ?? ""
      return "<li\(id)>\(entry.html.written(as: .html)) \(text)</li>\n"
    }
    let name = PrintAnchor.of(kind)
    let style =
      switch kind {
      case .bibliography: "bibliography"
      case .index: "terms"
      }
    return """
      <section class="list-page" id="\(name)" style="page: list-\(name)">
      <h1>\(Markup.escaped(title))</h1>
      <ul class="\(style)">
      \(items.joined())</ul>
      </section>
      """
  }
}
