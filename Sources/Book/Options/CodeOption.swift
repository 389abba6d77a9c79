/// What an author can say in braces of a fence of code that is no cell.
package struct CodeOptions: Sendable, Hashable {
  package var caption: String?
  package var title: String?
  package var lines: LineSet?
  package var numbers = false
  /// `#` and the id of an earlier listing.
  package var diff: String?
  package var wide = false
  /// The file that has its code, and the part of it.
  package var include: String?
  package var part: String?

  package init() {}
}

package enum CodeOption: String, OptionName {
  case caption, title, lines, numbers, diff, wide, include, part

  package static let flagPrefix = "."

  package static let elsewhere = OptionsElsewhere.code

  package var declaration: OptionDeclaration<CodeOptions> {
    switch self {
    case .caption: Self.caption(\.caption)
    case .title: Self.title(\.title)
    case .lines: Self.lines(\.lines)
    case .numbers: Self.numbers(\.numbers)
    case .diff: Self.diff(\.diff)
    case .wide: Self.wide(\.wide)
    case .include: Self.include(\.include)
    case .part: Self.part(\.part)
    }
  }

  // What cells have as well.

  static func caption<Options>(_ path: WritableKeyPath<Options, String?>) -> OptionDeclaration<Options> {
    .init(
      .text(path), .look, "given a caption: Markdown of one line, in which a quote is `\\\"`",
      "and checked values, evaluated after the cell", example: "\"Learning the kernel\"")
  }

  static func title<Options>(_ path: WritableKeyPath<Options, String?>) -> OptionDeclaration<Options> {
    .init(.text(path), .look, "shown with the name of a file above it", example: "\"train.swift\"")
  }

  static func lines<Options>(_ path: WritableKeyPath<Options, LineSet?>) -> OptionDeclaration<Options> {
    .init(.lines(path), .look, "shown with these lines highlighted", example: "\"2-4,7\"")
  }

  static func numbers<Options>(_ path: WritableKeyPath<Options, Bool>) -> OptionDeclaration<Options> {
    .init(.flag(path), .look, "shown with the numbers of its lines", "they are not copied")
  }

  static func diff<Options>(_ path: WritableKeyPath<Options, String?>) -> OptionDeclaration<Options> {
    .init(
      .text(path), .look, "shown as what is another than in an earlier one", "a cell, or a fence that has an id",
      example: "\"#average\"")
  }

  static func wide<Options>(_ path: WritableKeyPath<Options, Bool>) -> OptionDeclaration<Options> {
    .init(.flag(path), .look, "shown wider than the text", "with its output")
  }

  static func include<Options>(_ path: WritableKeyPath<Options, String?>) -> OptionDeclaration<Options> {
    .init(.text(path), .look, "empty, and its code that of a file", example: "\"code/train.swift\"")
  }

  static func part<Options>(_ path: WritableKeyPath<Options, String?>) -> OptionDeclaration<Options> {
    .init(
      .text(path), .look, "a part of that file, from `// part: loop` to `// end: loop`", "or the lines `10-20`",
      example: "\"loop\"")
  }
}

/// What an author can say of a file that is included in the text.
package struct IncludeOptions: Sendable, Hashable {
  package var file: String?
  package var part: String?

  package init() {}
}

package enum IncludeOption: String, OptionName {
  case file, part

  package static let flagPrefix = "."

  package var declaration: OptionDeclaration<IncludeOptions> {
    switch self {
    case .file: .init(.text(\.file), .look, "the file", example: "\"parts/setup.md\"")
    case .part: CodeOption.part(\.part)
    }
  }
}
