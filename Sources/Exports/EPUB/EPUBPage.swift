import Book
import Foundation
import Site

/// A chapter or a list as EPUB has it: XHTML with formulas in MathML, and nothing in it that depends on scripts, fonts or the newest
/// styles.
struct EPUBPage {
  /// What it is, as EPUB and as ARIA call it.
  enum PageKind {
    case chapter
    case list(BookList.Kind)

    var tag: String {
      switch self {
      case .chapter: "<section epub:type=\"chapter\" role=\"doc-chapter\">"
      case .list(.bibliography): "<section epub:type=\"bibliography\" role=\"doc-bibliography\">"
      case .list(.index): "<section epub:type=\"index\" role=\"doc-index\">"
      }
    }
  }

  let body: String
  /// What the package document has to say of the file.
  private(set) var properties: [String] = []

  /// - Parameter page: the path of the page in a site.
  init(
    _ content: Markup, of page: String, _ kind: PageKind, in woven: WovenBook, names: EPUBNames, isRightToLeft: Bool,
    pictures: inout EPUBPictures
  ) {
    var hasMath = false
    var hasDrawing = false
    var taken = pictures
    let formulas = Self.formulas(of: content)
    var formula = 0
    let changed = content.changed { tag, isInPicture in
      var tag = tag
      if isInPicture { return .keep(Self.partOfDrawing(tag)) }
      tag["tabindex"] = nil
      tag["style"] = TensorColour(tag).map { "background-color:\($0.css)" }
      if isRightToLeft, Self.isLeftToRight(tag) { tag["dir"] = "ltr" }
      switch tag.name {
      case "script", "button", "iframe", "object", "embed", "form": return .remove
      case _ where tag.hasClass("katex-html"): return .remove
      // Where something is used is not folded: not all readers unfold it.
      case "details" where tag.hasClass("uses"): tag.name = "div"
      // What unfolds beside a number does so nowhere else.
      case "span" where tag.hasClass("about"), "details" where tag.hasClass("how"): return .remove
      case "summary" where tag["aria-label"] != nil: return .remove
      case "math":
        hasMath = true
        tag["xmlns"] = "http://www.w3.org/1998/Math/MathML"
        tag["alttext"] = formulas.indices.contains(formula) ? formulas[formula] : nil
        formula += 1
      case "semantics": return .unwrap
      case "annotation": return .remove
      case "svg":
        if tag.hasClass("narrow") { return .remove }
        return Self.drawing(tag, &hasDrawing)
      case "a":
        guard let href = tag["href"] else { return .keep(tag) }
        switch woven.destination(href, from: page) {
        case .chapter(let target, let anchor):
          let isOwn = woven.chapters[target].page == page && anchor != nil
          tag["href"] = (isOwn ? "" : names.name(ofChapter: target)) + (anchor.map { "#" + $0 } ?? "")
        case .list(let kind, let anchor): tag["href"] = names.name(of: kind) + (anchor.map { "#" + $0 } ?? "")
        // Readers open documents of the book, and no other files of it.
        case .file, .otherChapter, .missing: return .unwrap
        case .elsewhere: break
        }
        if tag["role"] == "doc-noteref" { tag["epub:type"] = "noteref" }
        if tag["role"] == "doc-biblioref" { tag["epub:type"] = "biblioref" }
        if tag["role"] == "doc-backlink" { tag["epub:type"] = "backlink" }
      case "img":
        guard let source = tag["src"] else { return .remove }
        guard let path = Self.picture(source, woven, page, &taken) else {
          return .replace(Markup(Markup.escaped(tag["alt"] ?? "")))
        }
        tag["src"] = path
        if tag["alt"] == nil { tag["alt"] = "" }
      case "section" where tag["role"] == "doc-endnotes": tag["epub:type"] = "footnotes"
      case "section" where tag["role"] == "doc-bibliography": tag["epub:type"] = "bibliography"
      case "li" where tag["id"]?.hasPrefix("_note-") == true: tag["epub:type"] = "footnote"
      default: break
      }
      return .keep(tag)
    }
    pictures = taken
    if hasMath { properties.append("mathml") }
    if hasDrawing { properties.append("svg") }
    body = "\(kind.tag)\n\(changed.written(as: .xml))\n</section>"
  }

  /// Whether it runs from left to right in every language, which a style sheet of an EPUB must not say.
  private static func isLeftToRight(_ tag: Markup.Tag) -> Bool {
    ["pre", "code", "kbd", "samp"].contains(tag.name)
      || ["tensor", "picture", "math", "checked"].contains { tag.hasClass($0) }
  }

  /// The sources of all formulas, in order.
  private static func formulas(of content: Markup) -> [String] {
    content.events.indices.compactMap { index in
      guard case .start(let tag) = content.events[index], tag.name == "annotation" else { return nil }
      return content.text(from: index).trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }

  /// A drawing with a title, which readers show and speak.
  private static func drawing(_ tag: Markup.Tag, _ hasDrawing: inout Bool) -> Markup.Change {
    var tag = tag
    hasDrawing = true
    tag = partOfDrawing(tag)
    tag["xmlns"] = "http://www.w3.org/2000/svg"
    tag["xmlns:xlink"] = "http://www.w3.org/1999/xlink"
    guard let name = tag["aria-label"] else { return .keep(tag) }
    return .prepend(tag, Markup(events: [.start(.init(name: "title")), .text(name), .end]))
  }

  /// An element of a drawing as readers of every age know it: its colours are not those of the page, and its links of SVG 1.1.
  private static func partOfDrawing(_ tag: Markup.Tag) -> Markup.Tag {
    var tag = tag
    for index in tag.attributes.indices {
      if tag.attributes[index].name == "href" { tag.attributes[index].name = "xlink:href" }
      tag.attributes[index].value = StyleVariables.resolved(tag.attributes[index].value)
    }
    return tag
  }

  private static func picture(
    _ source: String, _ woven: WovenBook, _ page: String, _ pictures: inout EPUBPictures
  ) -> String? {
    if source.hasPrefix("data:image/") { return pictures.add(address: source) }
    guard case .file(let path) = woven.destination(source, from: page), let bytes = woven.book.linkedFiles[path]
    else {
      return nil
    }
    return pictures.add(bytes, like: path)
  }
}

/// How the files of an EPUB are called.
struct EPUBNames {
  func name(ofChapter chapter: Int) -> String { "chapter-\(chapter + 1).xhtml" }

  func name(of list: BookList.Kind) -> String {
    switch list {
    case .bibliography: "bibliography.xhtml"
    case .index: "index.xhtml"
    }
  }
}

/// The pictures of an EPUB, each once.
struct EPUBPictures {
  private(set) var files: [SiteFile] = []
  private var names: [[UInt8]: String] = [:]

  /// Whether all readers know pictures of a kind.
  static func isKnown(_ path: String) -> Bool {
    ["image/svg+xml", "image/png", "image/jpeg", "image/gif"].contains(EmbeddedFiles.mediaType(of: path))
  }

  /// - Returns: the path of the picture; nil for one that readers need not know.
  mutating func add(_ bytes: [UInt8], like path: String) -> String? {
    guard Self.isKnown(path) else { return nil }
    if let known = names[bytes] { return known }
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    let name = "picture-\(files.count + 1).\(ending)"
    files.append(SiteFile(path: name, bytes: bytes))
    names[bytes] = name
    return name
  }

  /// - Parameter address: `data:image/png;base64,…`.
  mutating func add(address: String) -> String? {
    let parts = address.dropFirst("data:image/".count).split(separator: ",", maxSplits: 1)
    guard parts.count == 2, parts[0].hasSuffix(";base64"), let data = Data(base64Encoded: String(parts[1])) else {
      return nil
    }
    let kind = parts[0].dropLast(";base64".count)
    return add(Array(data), like: "." + (kind == "svg+xml" ? "svg" : String(kind)))
  }
}

/// The colour of a tensor's entry, which pages mix of two in the style sheet.
private struct TensorColour {
  let css: String

  /// Nil for what is no such entry.
  init?(_ tag: Markup.Tag) {
    guard tag.name == "td", let style = tag["style"], style.hasPrefix("--v:"),
      let share = Double("0" + style.dropFirst(4))
    else { return nil }
    let end: [Double] = tag.hasClass("minus") ? [0xEA, 0x9D, 0x72] : [0x8D, 0xB3, 0xE2]
    let paper: [Double] = [0xF6, 0xF4, 0xEF]
    let parts = zip(end, paper).map { UInt8(($0 * share + $1 * (1 - share)).rounded()) }
    css = "#" + parts.map { $0.hexadecimal() }.joined()
  }
}
