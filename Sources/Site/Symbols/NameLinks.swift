import Book

/// Where the names in the cells of a chapter lead: to where it defines them, or to the reference of a module. What a cell defines that is not
/// shown is said of a name all the same, which then leads nowhere.
struct NameLinks {
  /// What names of the chapter's own stand for, as HTML by their anchors.
  private(set) var targets: [String: String] = [:]
  /// Those of modules that are named, by their names for all programs.
  private(set) var usedSymbols: Set<String> = []
  private var links: [Int: [CodeLink]] = [:]

  var isEmpty: Bool { links.values.allSatisfy(\.isEmpty) }

  func links(inCell cell: Int) -> [CodeLink] { links[cell] ?? [] }

  /// - Parameter symbols: those of the modules that have pages.
  init(
    _ chapter: Chapter, _ report: ChapterReport, outline: ChapterOutline, symbols: SymbolTable,
    excerpts: NameExcerpts
  ) {
    let cells = Array(zip(chapter.cells, report.cells))
    func isShown(_ cell: Int) -> Bool { outline.listings[cell].number != nil }
    var anchors: [CodeName.Definition: String] = [:]
    var counter = AnchorCounter(besides: outline.anchors)
    for (cell, report) in cells {
      let code = Array(cell.code.utf8)
      let definitions = report.names.filter {
        $0.isDefinition(inCell: cell.index) && $0.range.upperBound <= code.count
      }
      guard !definitions.isEmpty else { continue }
      let excerpts = excerpts.excerpts(of: definitions, in: cell.code)
      for name in definitions {
        let anchor = counter.next("_n-" + ModulePages.anchor(String(decoding: code[name.range], as: UTF8.self)))
        anchors[.init(cell: cell.index, offset: name.range.lowerBound)] = anchor
        targets[anchor] = excerpts[name.range.lowerBound]
      }
    }
    for (cell, report) in cells where isShown(cell.index) {
      // Whoever goes from link to link with the keyboard meets each name of a cell once.
      var known: Set<String> = []
      for name in report.names where name.range.upperBound <= cell.code.utf8.count {
        let href: String
        var attributes = ""
        var leads = true
        if let definition = name.definition {
          guard let anchor = anchors[definition] else { continue }
          href = "#" + HTMLEscape.url(anchor)
          leads = isShown(definition.cell)
          if name.isDefinition(inCell: cell.index) { attributes = " id=\"\(HTMLEscape.text(anchor))\"" }
        } else if let entry = symbols[name.symbol] {
          usedSymbols.insert(name.symbol)
          href = PageLinks.url(to: entry.page, from: chapter.file) + "#" + HTMLEscape.url(entry.anchor)
        } else {
          continue
        }
        attributes += " \(leads ? "href" : "data-name")=\"\(href)\""
        let isLocalDefinition = name.isLocal && name.isDefinition(inCell: cell.index)
        if !known.insert(href).inserted || isLocalDefinition {
          attributes += " tabindex=\"-1\""
        } else if !leads {
          attributes += " tabindex=\"0\""
        }
        links[cell.index, default: []].append(CodeLink(range: name.range, attributes: attributes))
      }
    }
  }
}
