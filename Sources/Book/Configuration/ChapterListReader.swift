import Markdown
import Yams

/// Reads the list of chapters: files, or parts with a title and files of their own.
struct ChapterListReader {
  let fileExists: (String) -> Bool
  /// The chapters so far by their page's name.
  private var names: [String: (file: String, location: Diagnostic.Location)] = [:]

  init(fileExists: @escaping (String) -> Bool) {
    self.fileExists = fileExists
  }

  mutating func parts(of node: Yams.Node?, _ reader: inout YAMLReader) -> [BookConfiguration.Part]? {
    guard let node, let elements = reader.list(node, key: "chapters") else { return nil }
    if elements.isEmpty { reader.error(at: node, "the list of chapters is empty") }
    var parts = [BookConfiguration.Part]()
    for element in elements {
      if case .mapping = element {
        if let part = part(element, &reader) { parts.append(part) }
      } else if let file = chapter(element, &reader) {
        // Chapters outside of a part that follow each other belong together.
        if parts.last?.title != nil || parts.isEmpty { parts.append(.init(chapters: [])) }
        parts[parts.count - 1].chapters.append(file)
      }
    }
    return parts
  }

  private mutating func part(_ node: Yams.Node, _ reader: inout YAMLReader) -> BookConfiguration.Part? {
    guard let entries = reader.entries(of: node, in: "a part", known: ["part", "chapters"]) else { return nil }
    let title = reader.string(entries["part"], key: "part")
    if entries["part"] == nil {
      reader.error(at: node, "a part has no title", explanation: "Write - part: and its title, then chapters:.")
    }
    guard let chapters = entries["chapters"] else {
      reader.error(at: node, "a part has no chapters", explanation: "List them below chapters:.")
      return nil
    }
    let elements = reader.list(chapters, key: "chapters") ?? []
    return .init(title: title ?? "", chapters: elements.compactMap { chapter($0, &reader) })
  }

  private mutating func chapter(_ node: Yams.Node, _ reader: inout YAMLReader) -> String? {
    guard let written = reader.string(node, key: "chapters") else { return nil }
    let file = Path.normalise(written)
    guard !file.hasPrefix("/"), !file.hasPrefix("..") else {
      reader.error(at: node, "'\(written)' lies outside of the book's folder", explanation: "Move it beside book.yml.")
      return nil
    }
    guard file.hasSuffix(".md") else {
      reader.error(at: node, "'\(written)' is not a Markdown file", explanation: "A chapter's name ends in .md.")
      return nil
    }
    guard fileExists(file) else {
      reader.error(
        at: node, "there is no chapter '\(written)'",
        explanation: "Chapters are looked for from the folder of book.yml.")
      return nil
    }
    let name = Path.name(of: file)
    if name == "index" {
      reader.error(at: node, Self.indexSummary(written))
      return nil
    }
    if let other = names[name] {
      reader.add(
        Diagnostic(
          .error, at: reader.text.location(of: node),
          other.file == file ? "the chapter '\(written)' is listed twice" : "two chapters are called '\(name)'",
          explanation: other.file == file
            ? "Remove one." : "Pages are called after their chapters' files: rename '\(file)' or '\(other.file)'.",
          notes: [.init(location: other.location, text: "it is first listed here")]))
      return nil
    }
    names[name] = (file, reader.text.location(of: node))
    return file
  }

  static func indexSummary(_ file: String) -> String {
    "'\(file)' cannot be a chapter, because its page would be the book's table of contents, index.html"
  }
}
