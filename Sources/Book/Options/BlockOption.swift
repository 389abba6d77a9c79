/// What an author can say in braces behind a heading, a picture, a displayed formula or a table.
package struct BlockOptions: Sendable, Hashable {
  package var unnumbered = false
  /// How much of the text's width a picture takes, in hundredths.
  package var width: Int?
  package var wide = false

  package init() {}
}

package enum BlockOption: String, OptionName {
  case unnumbered, width, wide

  package static let flagPrefix = "."

  package var declaration: OptionDeclaration<BlockOptions> {
    switch self {
    case .unnumbered: .init(.flag(\.unnumbered), .look, "not numbered, with all below it")
    case .width: .init(.percentage(\.width), .look, "as wide as so much of the text", example: "50%")
    case .wide: CodeOption.wide(\.wide)
    }
  }

  /// What can have it.
  var subjects: Set<Label.Subject> {
    switch self {
    case .unnumbered: [.heading]
    case .width, .wide: [.picture]
    }
  }
}
