import Text

extension ForeignForm {
  /// DocC, and MDX as Docusaurus and others have it.
  static let components: [ForeignForm] = [
    ForeignForm(
      .line(directive(["Image", "Video", "PageImage"])), "a directive of DocC",
      "A picture is ![words for those who cannot see it](file \"Caption\"){#fig-id}, alone in its paragraph."),
    ForeignForm(
      .line(directive(["Row", "Column"])), "a directive of DocC", "Write :::: columns, and in it ::: column for each."),
    ForeignForm(
      .line(directive(["TabNavigator", "Tab"])), "a directive of DocC",
      "Tabs are containers: :::: tabs, in which each begins with ::: tab Title."),
    ForeignForm(
      .line(
        directive(["Metadata", "DisplayName", "TitleHeading", "PageKind", "PageColor", "Options", "TechnologyRoot"])),
      "a directive of DocC",
      "Keys of a chapter stand between lines of --- at its beginning: title, description, authors, date."),
    ForeignForm(
      .line(directive(["Snippet", "Code"])), "a directive of DocC",
      "A fence takes the code of a file by an option: ```swift {include=\"code/train.swift\" part=\"loop\"}."),
    ForeignForm(
      .line(directive(["Comment"])), "a directive of DocC", "A comment stands between <!-- and -->."),
    ForeignForm(
      .line(
        directive([
          "Available", "CallToAction", "Chapter", "DeprecationSummary", "Intro", "Links", "Redirected", "Section",
          "Small",
          "Step", "Steps", "SupportedLanguage", "Tutorial", "Tutorials", "Volume", "XcodeRequirement",
        ])), "a directive of DocC", "There is none like it here: write the text itself, in Markdown or in HTML."),
    ForeignForm(
      .destination("doc:"), "a link of DocC",
      "A link to a chapter names its file, [text](chapter.md#id); without a text it is filled in."),
    ForeignForm(
      .line(
        TextPattern("import ") { bytes, start in
          let end = TextPattern.endOfRun(in: bytes, start) { !TextPattern.isLineEnd($0) }
          let words = String(decoding: bytes[start..<end], as: UTF8.self).split(separator: " ")
          guard words.count > 2, words[words.count - 2] == "from", words.last!.first.map({ "'\"".contains($0) }) == true
          else { return nil }
          return end
        }), "an import of MDX", "Remove it: there are no components here, and what pages need they have."),
  ]

  /// `@Image(source: …)`, `@Metadata {`.
  private static func directive(_ names: Set<String>) -> TextPattern {
    TextPattern("@") { bytes, start in
      let end = TextPattern.endOfRun(in: bytes, start, where: \.isLetter)
      guard names.contains(String(decoding: bytes[start..<end], as: UTF8.self)) else { return nil }
      let next = TextPattern.endOfRun(in: bytes, end, where: \.isBlank)
      guard next < bytes.count, "({".utf8.contains(bytes[next]) else { return nil }
      return end
    }
  }
}
