/// The numbers of a picture, and where they stand in its drawings.
struct PictureValues: Equatable, Sendable {
  var table: ValueTable
  /// In each drawing, that of the page's frame first.
  var positions: [ValuePositions]

  /// - Returns: none where there is no table, or a drawing does not say where its values stand.
  static func of(_ table: ValueTable?, _ wide: Drawing, _ narrow: Drawing? = nil) -> [PictureValues] {
    guard let table, let positions = wide.positions, !table.rows.isEmpty else { return [] }
    guard let other = narrow?.positions, narrow != wide else {
      return [PictureValues(table: table, positions: [positions])]
    }
    return [PictureValues(table: table, positions: [positions, other])]
  }

  /// As lines of SVG.
  var lines: [String] { table.lines(positions) }
}
