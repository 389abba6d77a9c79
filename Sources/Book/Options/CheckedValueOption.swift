/// What an author can say about a checked value in the title of its link.
package struct CheckedValueOptions: Sendable, Hashable {
  package var volatile = false
  /// The greatest difference at which two numbers agree; in place of the last-digit rule.
  package var tolerance: Double?

  package init() {}
}

package enum CheckedValueOption: String, OptionName {
  case tolerance, volatile

  package static let flagPrefix = ""

  package var declaration: OptionDeclaration<CheckedValueOptions> {
    switch self {
    case .tolerance: .init(.amount(\.tolerance), .comparison, "compared with this greatest difference", example: "3")
    case .volatile: .init(.flag(\.volatile), .comparison, "evaluated and not compared, for timings")
    }
  }
}
