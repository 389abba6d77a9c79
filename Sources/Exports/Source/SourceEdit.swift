/// What is written in place of a part of a chapter's text.
struct SourceEdit {
  enum Content {
    case text(String)
    /// The index of a cell.
    case cell(Int)
    /// What stands there, which refers to the footnote of a label.
    case footnoteReference(String)
  }

  var range: Range<Int>
  var replacement: [Content]
  /// What begins each further line of the container that it stands in.
  var linePrefix = ""
  /// Whether it is about what stands before it.
  var isTrailing = false
}
