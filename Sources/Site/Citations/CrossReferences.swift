import Book

/// What the chapters of a book refer to, in each other and besides: one value for whatever is made of their text.
package struct CrossReferences {
  /// What there is to refer to.
  package let outline: BookOutline
  /// Where it is referred to.
  package let uses: BookReferences
  let works: CitedWorks
  let index: BookIndex
  let links: PageLinks
  let symbols: SymbolTable

  /// - Parameters:
  ///   - chapters: those that could be read, in the order of the book.
  ///   - book: what has the files of all chapters and their numbers.
  ///   - symbols: those of the modules in the book's reference.
  ///   - outline: that of the chapters, where it is known.
  ///   - links: where those of a chapter lead, where that is known.
  init(
    _ chapters: [Chapter], of book: BookConfiguration, _ bibliography: Bibliography?, words: any InterfaceWords,
    names: CodeNameReader, symbols: SymbolTable, outline known: BookOutline? = nil,
    links knownLinks: ((Chapter) -> ChapterLinks)? = nil
  ) {
    self.symbols = symbols
    outline = known ?? BookOutline(chapters, numbers: book.chapterNumbers)
    uses = BookReferences(chapters, outline, links: knownLinks)
    works = CitedWorks(chapters, bibliography, words: words)
    index = BookIndex(chapters, outline, uses, modules: book.modules, names: names)
    links = PageLinks(chapters: Set(book.chapterFiles), outline: outline)
  }
}
