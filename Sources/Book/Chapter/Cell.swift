import Markdown

/// A ```` ```swift ```` fence of a chapter.
package struct Cell: Sendable, Hashable {
  /// Its index among all cells of the chapter, from 0.
  package var index: Int
  /// The id that the author gave, without `#`.
  package var id: String?
  /// The full name, `chapter#id` or `chapter#cell-N` with N from 1.
  package var name: String
  package var options: CellOptions
  /// The node in the chapter's document, of kind `.codeBlock`.
  package var node: Int
  /// The bytes of the whole fence.
  package var range: Range<Int>
  /// The Swift source, every line ended by a newline.
  package var code: String
  /// For each line of `code` the bytes that it came from, without indentation of containers and without line ending.
  package var lines: [Range<Int>]
  /// The lines that are executed and shown on demand only.
  package var hiddenLines: HiddenLines
  /// What follows the cell directly: output fences and images of its figures, in order.
  package var documented: [DocumentedOutput]
  /// The `// Prints "..."` comments in the code, in order.
  package var expectedComments: [ExpectedComment]
  /// What begins each further line where the cell stands: the indentation, in blanks, or quote marks of its containers.
  package var linePrefix: String

  package init(
    index: Int, id: String?, name: String, options: CellOptions, node: Int, range: Range<Int>, code: String,
    lines: [Range<Int>], hiddenLines: HiddenLines? = nil, documented: [DocumentedOutput],
    expectedComments: [ExpectedComment], linePrefix: String
  ) {
    self.index = index
    self.id = id
    self.name = name
    self.options = options
    self.node = node
    self.range = range
    self.code = code
    self.lines = lines
    self.hiddenLines = hiddenLines ?? HiddenLines(in: code)
    self.documented = documented
    self.expectedComments = expectedComments
    self.linePrefix = linePrefix
  }
}

extension Cell {
  /// The code without the comments that say which of its lines a page hides.
  package var codeWithoutMarks: String {
    guard !hiddenLines.marks.isEmpty else { return code }
    return code.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .filter { !hiddenLines.marks.contains($0.offset) }.map(\.element).joined(separator: "\n")
  }
}

/// One piece of a cell's documented output.
package enum DocumentedOutput: Sendable, Hashable {
  /// An ```` ```output ```` fence.
  case text(TextFence)
  /// An image of a figure file that the cell showed.
  case picture(PictureReference)

  package struct TextFence: Sendable, Hashable {
    package var node: Int
    /// The bytes of the whole fence.
    package var range: Range<Int>
    /// The content, every line ended by a newline; empty for an empty fence.
    package var text: String
    /// For each line the bytes that it came from.
    package var lines: [Range<Int>]
    /// What begins a line of the content: quote marks, and blanks for the containers and the fence's indentation.
    package var linePrefix: String

    package init(node: Int, range: Range<Int>, text: String, lines: [Range<Int>], linePrefix: String) {
      self.node = node
      self.range = range
      self.text = text
      self.lines = lines
      self.linePrefix = linePrefix
    }
  }

  package struct PictureReference: Sendable, Hashable {
    package var node: Int
    package var range: Range<Int>
    /// The file, relative to the chapter's folder: `figures/<cell id>.svg`, `-2`, `-3` for further ones.
    package var path: String
    /// The image's text, which describes the figure: in the figure's own words or the author's.
    package var description: String
    /// The bytes of that text.
    package var descriptionRange: Range<Int>
    /// The words of that text; each checked value is a U+FFFC.
    package var words: [Words]
    /// Whether there are checked values in it.
    package var hasCheckedValues: Bool
    /// Whether the image is an HTML tag.
    package var isHTML: Bool
    /// What the file holds; nil where it cannot be read.
    package var file: FigureFile?

    /// A piece of text, and the bytes that it came from.
    package struct Words: Sendable, Hashable {
      package var text: String
      package var range: Range<Int>
    }
  }
}

/// A comment `// Prints "..."` in a cell.
package struct ExpectedComment: Sendable, Hashable {
  /// The line of text that it says is printed, escapes resolved.
  package var text: String
  /// The bytes of the text between the quotes.
  package var range: Range<Int>
  /// Whether quotes in the text are written with a backslash.
  package var escapesQuotes: Bool
  /// What it speaks of; nil where nothing stands above it.
  package var subject: ExpectedCommentSubject?

  package init(
    text: String, range: Range<Int>, escapesQuotes: Bool = false, subject: ExpectedCommentSubject? = nil
  ) {
    self.subject = subject
    self.text = text
    self.range = range
    self.escapesQuotes = escapesQuotes
  }
}
