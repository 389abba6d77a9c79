import Book
import Foundation
import Markdown
import TestSupport
import Testing

/// The chapter that is the manual shows all that there is, each as it is written and as what becomes of it.
@Suite("The manual is whole")
struct ManualTests {
  private static let file = "how-this-book-is-made.md"
  private static let folder = packageRoot + "/chapters"
  private static let source = SourceText(
    name: file, text: (try? String(contentsOfFile: folder + "/" + file, encoding: .utf8)) ?? "")

  private static func chapter(_ file: String) -> Chapter {
    let text = (try? String(contentsOfFile: folder + "/" + file, encoding: .utf8)) ?? ""
    return ChapterParser(file: file, in: BookFiles(folder)).parse(SourceText(name: file, text: text)).chapter
  }

  private static let manual = chapter(file)

  /// The Markdown that it shows, and from which file and which part of it.
  private static let shown: [(text: String, include: String?, part: String?)] = manual.listings
    .filter(isShown).map { ($0.code, $0.options.include, $0.options.part) }

  private static func isShown(_ listing: CodeListing) -> Bool {
    listing.language == "text" && listing.options.include?.hasPrefix("manual/") == true
  }

  /// The same, read as a chapter.
  private static let examples: [Chapter] = shown.map { text, _, _ in
    ChapterParser(file: "example.md", in: BookFiles(folder)).parse(SourceText(name: "example.md", text: text)).chapter
  }

  /// The fences of a language.
  private static func listings(_ language: String) -> [String] {
    manual.listings.filter { $0.language == language }.map(\.code)
  }

  @Test("What is shown as it is written is what is included below it, from one file")
  func sources() {
    // Before anything is included.
    let document = MarkdownParser.book.parse(Self.source, from: Self.manual.frontMatter.range.upperBound).document
    var above: (include: String?, part: String?)?
    var included = 0
    var listings = Self.manual.listings.filter(Self.isShown).makeIterator()
    for node in document.nodes {
      switch node.kind {
      case .codeBlock(let block) where block.info.hasPrefix("text"):
        above = listings.next().map { ($0.options.include, $0.options.part) }
      case .container(let container) where container.name == "include":
        let attributes = Self.source.text(in: container.attributesRange)
        let expected = "{file=\"\(above?.include ?? "")\" part=\"\(above?.part ?? "")\"}"
        #expect(attributes == expected, "what is included is not what is shown above it")
        included += 1
      default: break
      }
    }
    #expect(included == Self.shown.count { $0.include != nil })
    #expect(included > 0)
  }

  @Test("Every rule by which outputs are compared is in one of its examples, and what a terminal shows otherwise")
  func rules() {
    let cells = Self.examples.flatMap(\.cells)
    let lines = cells.flatMap(\.documented).flatMap { output -> [Substring] in
      guard case .text(let fence) = output else { return [] }
      return fence.text.split(separator: "\n")
    }
    for rule in OutputRule.allCases { #expect(lines.contains { rule.holds(in: $0) }, "\(rule)") }
    for sign in ["\\r", "\\u{1B}["] { #expect(cells.contains { $0.code.contains(sign) }, "\(sign)") }
  }

  private func expectAll<Name: OptionName>(_ names: Name.Type, in options: [Name.Options]) {
    for name in Name.allCases {
      let keys: Set = [name.rawValue, "." + name.rawValue]
      #expect(options.contains { !keys.isDisjoint(with: Name.texts(of: $0).keys) }, "\(Name.self).\(name.rawValue)")
    }
  }

  @Test("Every option of cells, code, checked values and blocks is in one of its examples")
  func options() {
    expectAll(CellOption.self, in: Self.examples.flatMap(\.cells).map(\.options))
    expectAll(CodeOption.self, in: Self.examples.flatMap(\.listings).map(\.options))
    expectAll(CheckedValueOption.self, in: Self.examples.flatMap(\.checkedValues).map(\.options))
    expectAll(BlockOption.self, in: Self.examples.flatMap(\.labels).map(\.options))
    for option in IncludeOption.allCases {
      #expect(Self.shown.contains { $0.text.contains("::: include {") && $0.text.contains(option.rawValue + "=") })
    }
  }

  @Test("Every extension of Markdown is in one of them: without it, it would be read otherwise")
  func extensions() {
    for syntax in MarkdownParser.book.extensions {
      let others = MarkdownParser(extensions: MarkdownParser.book.extensions.filter { $0 != syntax })
      let differs = Self.shown.contains { example in
        let source = SourceText(name: "example.md", text: example.text)
        return MarkdownParser.book.parse(source).document != others.parse(source).document
      }
      #expect(differs, "\(syntax.name)")
    }
  }

  @Test("Every kind of container and of note is in one of them, and every kind of target is referred to")
  func kinds() {
    let nodes = Self.shown.flatMap {
      MarkdownParser.book.parse(SourceText(name: "example.md", text: $0.text)).document.nodes
    }
    let containers = nodes.compactMap { if case .container(let container) = $0.kind { container.name } else { nil } }
    for kind in ContainerKind.allCases { #expect(containers.contains(kind.rawValue), "\(kind)") }
    for alert in Node.Alert.allCases { #expect(nodes.contains { $0.kind == .alert(alert) }, "\(alert)") }

    let files = [Self.file, "convolutions-for-images.md"]
    let outline = BookOutline(files.map(Self.chapter), files: files)
    let document = Self.manual.document
    let referred = document.nodes.indices.filter(document.isReference).compactMap { index -> ReferenceTarget.Kind? in
      guard case .link(let destination, _) = document.nodes[index].kind else { return nil }
      return outline.target(of: LinkTarget(URIReference(destination), in: Self.file, of: Set(files)))?.kind
    }
    for kind in ReferenceTarget.Kind.allCases { #expect(referred.contains(kind), "\(kind)") }
  }

  @Test("Every key of a chapter and of book.yml stands in it, as it is declared")
  func keys() throws {
    let book = BookKey.allCases.map { $0.declaration.example + "\n" }.joined()
    #expect(Self.listings("yaml").contains(book))
    let chapter = try #require(Self.listings("yaml").first { $0.hasPrefix("---\n") })
    let keys = chapter.split(separator: "\n").filter { $0 != "---" }.map { $0.prefix { $0 != ":" } }
    #expect(keys.map(String.init) == FrontMatterKey.allCases.map(\.rawValue))
  }
}
