import Book

/// What a note says of that with which an output, or a checked number, may change: listings, code that is not shown, and what is no part of
/// the program.
struct DependenceWeaver {
  let outline: ChapterOutline
  let words: any InterfaceWords
  let dependences: ChapterDependences

  func html(ofCell index: Int) -> [String] { dependences.cells[index].map(html) ?? [] }

  func html(ofValue index: Int) -> [String] { dependences.values[index].map(html) ?? [] }

  private func html(_ origins: ChapterDependences.Origins) -> [String] {
    let values = words.values
    var names: [String] = []
    var isHidden = false
    for index in origins.cells {
      let listing = outline.listings[index]
      if let number = listing.number {
        names.append("<a href=\"#\(VisibleText.html(listing.id))\">\(HTMLEscape.text(words.listing(number)))</a>")
      } else {
        isHidden = true
      }
    }
    if isHidden { names.append(HTMLEscape.text(values.hiddenCode)) }
    if origins.hasValues { names.append(HTMLEscape.text(values.numbers)) }
    let asks = CodeFacts.Question.allCases.filter(origins.asks.contains).compactMap { values.asks[$0] }
    return [
      names.isEmpty ? HTMLEscape.text(values.usingNothing) : values.fill(values.using, words.list(names)),
      HTMLEscape.text(asks.isEmpty ? values.noOutside : values.fill(values.outside, words.list(asks))),
    ]
  }
}
