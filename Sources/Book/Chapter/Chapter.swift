import Markdown

/// A chapter as its author wrote it: the parsed text, its cells with their documented outputs, and the values in its
/// prose that are checked.
package struct Chapter: Sendable {
  /// The file's path in the book's folder without its extension, as in `seeing/edges`: what the chapter is known by, the first part
  /// of a cell's full name, and the path of its page in the site.
  package var name: String
  /// The absolute path of the folder that holds the chapter; the working folder of its cells.
  package var folder: String
  /// The language of its text, as HTML's `lang` wants it.
  package var language: String
  package var frontMatter: FrontMatter
  package var document: Document
  /// All cells, in order.
  package var cells: [Cell]
  /// All checked values of the text and the captions, in the order in which they are evaluated.
  package var checkedValues: [CheckedValue]
  /// The captions that stand in options and in titles of pictures, by the nodes of what they are about: each is inline Markdown, a
  /// document of one heading, whose ranges are those of the chapter's source.
  package var captions: [Int: Document] = [:]
  /// What attributes say of headings, pictures, displayed formulas and tables, in the order of the text.
  package var labels: [Label] = []

  package var source: SourceText { document.source }
  /// The text and the captions, in their order.
  package var documents: [Document] { [document] + captions.sorted { $0.key < $1.key }.map(\.value) }

  /// The cell in whose caption a value stands; nil for one of the text or of another caption.
  package func cell(captionedBy value: CheckedValue) -> Cell? {
    value.caption.flatMap { caption in cells.first { $0.node == caption.node } }
  }

  /// The chapter's file, relative to the book's folder.
  package var file: String { name + ".md" }

  /// The fences of code that are no cells, in order.
  package var listings: [CodeListing]
  /// The notes at lines of cells and listings, by their nodes.
  package var codeNotes: [Int: CodeNotes]
  /// The containers of the text, in order.
  package var containers: [Container]

  /// Whether its cells can show on which lines of the chapter they stand, be it through a function of another cell that asks
  /// for the line of its call.
  package var mentionsLines: Bool { firstCellWithLines != nil }

  /// The first of these cells: what stands above it shows none.
  package let firstCellWithLines: Int?

  /// Whether its cells can show the name of the chapter's file, likewise.
  package let mentionsFile: Bool

  /// The line on which each cell begins.
  package var cellLines: [Int] { cells.map { source.position(at: $0.range.lowerBound).line } }

  /// Whether a cell can show on which line it stands.
  package func showsLines(ofCell index: Int) -> Bool { firstCellWithLines.map { index >= $0 } ?? false }

  /// Cells and checked values in the order in which they are evaluated: that of the text, and those of a caption after
  /// its cell.
  package enum Step: Sendable, Hashable {
    case cell(Int)
    case checkedValue(Int)
  }
  package var steps: [Step]

  package init(
    name: String, folder: String, language: String = "en", frontMatter: FrontMatter, document: Document, cells: [Cell],
    checkedValues: [CheckedValue], listings: [CodeListing] = [], codeNotes: [Int: CodeNotes] = [:],
    containers: [Container] = [], steps: [Step], labels: [Label] = [], captions: [Int: Document] = [:]
  ) {
    self.captions = captions
    self.labels = labels
    self.name = name
    self.folder = folder
    self.language = language
    self.frontMatter = frontMatter
    self.document = document
    self.cells = cells
    // Asked for of each cell, and so not worked out each time.
    firstCellWithLines = cells.firstIndex { $0.code.contains("#line") }
    mentionsFile = cells.contains { $0.code.contains("#file") }
    self.checkedValues = checkedValues
    self.listings = listings
    self.codeNotes = codeNotes
    self.containers = containers
    self.steps = steps
  }
}

/// What a chapter says of itself between `---` lines at its top.
package struct FrontMatter: Sendable, Hashable {
  package var title: String?
  package var description: String?
  /// Those of the chapter, where they are others than the book's.
  package var authors: [String] = []
  /// The day of the chapter, as in `2026-03-31`.
  package var date: String?
  /// The bytes of the whole block, its `---` lines included; empty where there is none.
  package var range: Range<Int>

  package init(title: String? = nil, description: String? = nil, range: Range<Int> = 0..<0) {
    self.title = title
    self.description = description
    self.range = range
  }
}

/// A Swift expression in the prose, and the text that documents its value.
package struct CheckedValue: Sendable, Hashable {
  package var index: Int
  /// The node, of kind `.checkedValue`, in the chapter's document or in the caption's.
  package var node: Int
  /// The caption in which it stands; nil in the text.
  package var caption: CaptionPosition?
  /// Whether it stands in a cell of a table.
  package var isInTable: Bool
  /// The bytes of all of it.
  package var range: Range<Int>
  package var options: CheckedValueOptions
  package var expression: String
  package var expressionRange: Range<Int>
  package var documented: String
  package var documentedRange: Range<Int>

  package init(
    index: Int, node: Int, caption: CaptionPosition? = nil, isInTable: Bool = false, range: Range<Int>,
    options: CheckedValueOptions,
    expression: String, expressionRange: Range<Int>, documented: String, documentedRange: Range<Int>
  ) {
    self.index = index
    self.node = node
    self.caption = caption
    self.isInTable = isInTable
    self.range = range
    self.options = options
    self.expression = expression
    self.expressionRange = expressionRange
    self.documented = documented
    self.documentedRange = documentedRange
  }
}
