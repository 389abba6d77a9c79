/// The numbers of a picture, and where they stand in its drawings. A grid of figures has those of each.
struct PictureValues: Equatable, Sendable {
  /// Those of a figure.
  struct Part: Equatable, Sendable {
    /// What the figure is called among others.
    var title = ""
    var table: ValueTable
    /// In each drawing, that of the page's frame first.
    var positions: [ValuePositions]
    /// Which part of each drawing the figure has, where it does not stand alone: left, top, width and height.
    var areas: [[Double]] = []
  }

  var parts: [Part]

  /// - Returns: none where there is no table, or a drawing does not say where its values stand.
  static func of(_ table: ValueTable?, _ wide: Drawing, _ narrow: Drawing? = nil) -> [PictureValues] {
    guard let table, let positions = wide.positions, !table.rows.isEmpty else { return [] }
    guard let other = narrow?.positions, narrow != wide else {
      return [PictureValues(parts: [Part(table: table, positions: [positions])])]
    }
    return [PictureValues(parts: [Part(table: table, positions: [positions, other])])]
  }

  /// As lines of SVG: an element for each part, of which the first says how many there are.
  var lines: [String] {
    parts.enumerated().flatMap { index, part in
      let title = part.title.isEmpty ? "" : " data-title=\"\(xmlText(part.title))\""
      let count = index == 0 && parts.count > 1 ? " data-parts=\"\(parts.count)\"" : ""
      let areas = zip(["wide", "narrow"], part.areas).map { name, area in
        " data-\(name)-area=\"\(area.map { shortNumber($0) }.joined(separator: " "))\""
      }
      return part.table.lines(part.positions, attributes: title + areas.joined() + count)
    }
  }
}
