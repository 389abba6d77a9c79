import Text

extension ForeignForm {
  /// Liquid, Jekyll, Kramdown and other templates.
  static let templates: [ForeignForm] = [
    ForeignForm(
      .text(.enclosed("{%", "%}")), "a tag of Liquid",
      "There are none here: code stands between lines of backticks, and another file is included by ::: include {file=\"parts/setup.md\"}."
    ),
    ForeignForm(
      .text(.enclosed("{{", "}}")), "a variable of a template", mayBeText: true,
      "What is computed is a checked value, [0.072](<=losses.last!>)."),
    ForeignForm(
      .text(
        .enclosed(
          "{:", "}",
          where: { inside in
            let inside = inside.drop(while: \.isBlank)
            return ["#", ".", "toc"].contains { inside.starts(with: Array($0.utf8)) }
              || inside.indices.dropLast().contains {
                inside[$0] == UInt8(ascii: "=") && "\"'".utf8.contains(inside[$0 + 1])
              }
          })), "a list of attributes of Kramdown",
      "An id stands in braces behind what it names: ## Title {#id}, ```swift {#id}. Text has no attributes; HTML can have them."
    ),
  ]
}
