import Markdown

extension Chapter {
  /// The picture of a cell of which the cell's caption speaks, by its node: the first that has an id and no title. Nil where there is
  /// none, or no caption.
  package func captionedFigure(of cell: Cell) -> Int? {
    guard captions[cell.node] != nil else { return nil }
    return cell.pictures.map(\.node).first { node in
      guard case .image(_, let title) = document.nodes[node].kind else { return false }
      return title.isEmpty && labels.contains { $0.node == node && $0.id != nil }
    }
  }
}

extension Cell {
  /// The pictures that it documents, in order.
  package var pictures: [DocumentedOutput.PictureReference] {
    documented.compactMap { if case .picture(let picture) = $0 { picture } else { nil } }
  }
}
