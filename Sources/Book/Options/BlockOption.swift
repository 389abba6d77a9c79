/// What an author can say in braces behind a heading, a picture, a displayed formula or a table.
package struct BlockOptions: Sendable, Hashable {
  package var unnumbered = false

  package init() {}
}

package enum BlockOption: String, OptionName {
  case unnumbered

  package static let flagPrefix = "."

  package var declaration: OptionDeclaration<BlockOptions> {
    switch self {
    case .unnumbered: .init(.flag(\.unnumbered), .look, "not numbered, with all below it")
    }
  }

  /// What can have it.
  var subjects: Set<Label.Subject> {
    switch self {
    case .unnumbered: [.heading]
    }
  }
}
