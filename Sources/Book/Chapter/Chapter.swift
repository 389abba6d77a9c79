import Markdown

/// A chapter as its author wrote it: the parsed text, its cells with their documented outputs, and the values in its
/// prose that are checked.
package struct Chapter: Sendable {
  /// The file's path in the book's folder without its extension, as in `seeing/edges`: what the chapter is known by, the first part
  /// of a cell's full name, and the path of its page in the site.
  package var name: String
  /// The absolute path of the folder that holds the chapter; the working folder of its cells.
  package var folder: String
  package var frontMatter: FrontMatter
  package var document: Document
  /// All cells, in order.
  package var cells: [Cell]
  /// All checked values in the prose, in order.
  package var checkedValues: [CheckedValue]

  package var source: SourceText { document.source }

  /// The chapter's file, relative to the book's folder.
  package var file: String { name + ".md" }

  /// Cells and checked values in the order in which they are evaluated: that of the text.
  package enum Step: Sendable, Hashable {
    case cell(Int)
    case checkedValue(Int)
  }
  package var steps: [Step]

  package init(
    name: String, folder: String, frontMatter: FrontMatter, document: Document, cells: [Cell],
    checkedValues: [CheckedValue], steps: [Step]
  ) {
    self.name = name
    self.folder = folder
    self.frontMatter = frontMatter
    self.document = document
    self.cells = cells
    self.checkedValues = checkedValues
    self.steps = steps
  }
}

/// What a chapter says of itself between `---` lines at its top.
package struct FrontMatter: Sendable, Hashable {
  package var title: String?
  package var description: String?
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
  /// The node in the chapter's document, of kind `.checkedValue`.
  package var node: Int
  package var expression: String
  package var expressionRange: Range<Int>
  package var documented: String
  package var documentedRange: Range<Int>

  package init(
    index: Int, node: Int, expression: String, expressionRange: Range<Int>, documented: String,
    documentedRange: Range<Int>
  ) {
    self.index = index
    self.node = node
    self.expression = expression
    self.expressionRange = expressionRange
    self.documented = documented
    self.documentedRange = documentedRange
  }
}
