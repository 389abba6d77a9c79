import Site

/// The text of a chapter as one page of the whole book has it: with anchors that are its own, and links that know the anchors of others.
struct PrintedChapter {
  /// The path of its page in the site.
  private let page: String
  private let index: Int
  private let woven: WovenBook
  private let content: Markup
  /// The anchors of references that are named by what they lead to, and of that: such references say on which page it is.
  private(set) var references: [(link: String, target: String)] = []
  /// The anchors of the citations of works, by the anchors of these in the bibliography.
  private(set) var citations: [(work: String, anchor: String)] = []

  init(_ index: Int, of woven: WovenBook) {
    self.index = index
    self.woven = woven
    page = woven.chapters[index].page
    // Where something is used is what the index says.
    let whole = woven.chapters[index].content.changed { tag, _ in
      tag.name == "details" && (tag.hasClass("uses") || tag.hasClass("how")) ? .remove : .keep(tag)
    }
    var content = PrintLayout.laidOut(whole)
    for position in content.events.indices {
      guard case .start(var tag) = content.events[position], tag.name == "a", let href = tag["href"] else { continue }
      if tag["role"] == "doc-biblioref", let id = tag["id"], href.hasPrefix("#") {
        citations.append((String(href.dropFirst()), PrintAnchor.of(index, id)))
      }
      guard tag.hasClass("reference"), case .chapter(let target, let id) = woven.destination(href, from: page),
        woven.references.text(
          ofReferenceTo: id, of: woven.chapters[target].chapter.chapter.file,
          in: woven.chapters[index].chapter.chapter.file) == content.text(from: position)
      else { continue }
      let own = tag["id"] ?? "_link-\(references.count + 1)"
      tag["id"] = own
      tag[Self.mark] = PrintAnchor.of(target, id)
      content.events[position] = .start(tag)
      references.append((PrintAnchor.of(index, own), PrintAnchor.of(target, id)))
    }
    self.content = content
  }

  /// What marks references that say on which page their target is.
  private static let mark = "data-target"

  /// - Parameter pageReference: what is said behind a reference, by its anchor and that of its target; nil for nothing.
  func html(_ pageReference: (_ link: String, _ target: String) -> String?) -> String {
    content.changed { tag, _ in change(tag, pageReference) }.written(as: .html)
  }

  private func change(_ tag: Markup.Tag, _ pageReference: (String, String) -> String?) -> Markup.Change {
    var tag = tag
    switch tag.name {
    case "script", "button", "iframe", "object", "embed": return .remove
    // The works are at the end of the book.
    case "section" where tag["role"] == "doc-bibliography" && !woven.lists.isEmpty: return .remove
    case "details": tag["open"] = ""
    default: break
    }
    let target = tag[Self.mark]
    tag[Self.mark] = nil
    for name in ["id", "name", "for", "aria-labelledby", "aria-describedby"] {
      guard let value = tag[name] else { continue }
      tag[name] = value.split(separator: " ").map { PrintAnchor.of(index, String($0)) }.joined(separator: " ")
    }
    for attribute in tag.attributes where attribute.value.contains("url(#") {
      tag[attribute.name] = attribute.value.replacing("url(#", with: "url(#\(PrintAnchor.of(index, "")))")
    }
    if let source = tag["src"] {
      guard case .file(let path) = woven.destination(source, from: page), EmbeddedFiles.isPicture(path)
      else { return source.hasPrefix("data:") ? .keep(tag) : .replace(Markup(Markup.escaped(tag["alt"] ?? ""))) }
      tag["src"] = EmbeddedFiles.address(of: woven.book.linkedFiles[path] ?? [], at: path)
    }
    guard let href = tag["href"] else { return .keep(tag) }
    guard tag.name == "a" else {
      // Parts of drawings refer to each other.
      if href.hasPrefix("#") { tag["href"] = "#" + PrintAnchor.of(index, String(href.dropFirst())) }
      return .keep(tag)
    }
    if tag["role"] == "doc-biblioref" {
      tag["href"] = "#" + PrintAnchor.of(.bibliography, String(href.dropFirst()))
      return .keep(tag)
    }
    switch woven.destination(href, from: page) {
    case .chapter(let chapter, let id): tag["href"] = "#" + PrintAnchor.of(chapter, id)
    case .list(let kind, let id): tag["href"] = "#" + PrintAnchor.of(kind, id)
    case .elsewhere: break
    case .file, .otherChapter, .missing: return .unwrap
    }
    guard let target, let link = tag["id"], let words = pageReference(link, target) else { return .keep(tag) }
    return .append(tag, Markup(" <span class=\"page-reference\">(\(Markup.escaped(words)))</span>"))
  }
}

/// The anchors of a print: those of all chapters are in one file.
enum PrintAnchor {
  /// That of a chapter, by its index, or of something in it.
  static func of(_ chapter: Int, _ id: String? = nil) -> String { "c\(chapter + 1)" + (id.map { "-\($0)" } ?? "") }

  /// That of a list, or of an entry.
  static func of(_ list: BookList.Kind, _ id: String? = nil) -> String {
    let name =
      switch list {
      case .bibliography: "bibliography"
      case .index: "index"
      }
    return name + (id.map { "-\($0)" } ?? "")
  }
}
