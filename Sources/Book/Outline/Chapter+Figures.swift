import Markdown

extension Chapter {
  /// The picture of a cell of which the cell's caption speaks, by its node: the first that has an id and no title. Nil where there is
  /// none, or no caption.
  package func captionedFigure(of cell: Cell) -> Int? {
    guard captions[cell.node] != nil else { return nil }
    return cell.documented.lazy.compactMap { output -> Int? in
      if case .picture(let picture) = output { picture.node } else { nil }
    }.first { node in
      guard case .image(_, let title) = document.nodes[node].kind else { return false }
      return title.isEmpty && labels.contains { $0.node == node && $0.id != nil }
    }
  }
}
