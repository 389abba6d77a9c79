/// What stands where a cell's picture is to be written.
enum ExistingFigure {
  /// The picture itself.
  case same
  /// Nothing, or a picture that `accept` wrote.
  case replaceable
  /// What somebody else made.
  case foreign

  /// - Parameters:
  ///   - content: what the file holds; nil where there is none.
  ///   - path: where it is, relative to the chapter's folder.
  ///   - written: what `accept` would write.
  init(_ content: String?, at path: String, written: FigureFile, of fresh: FreshPicture, _ comparison: Comparison) {
    guard let file = content.map({ FigureFile($0) }) else {
      self = .replaceable
      return
    }
    if file.isGenerated, file.compared == written.compared {
      self = .same
    } else if file.isOriginal(at: path) {
      self = .replaceable
    } else {
      self = comparison.compare(file, fresh).agrees ? .same : .foreign
    }
  }

  /// What to do about a file that somebody else made.
  static let advice =
    "Give the cell another id, or move the file away; if it is an old picture of this cell, delete it."
}
