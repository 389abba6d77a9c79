import Markdown
import Text
import Yams

/// Finds the book's chapters: those that a list names, as files or as parts with a title and files of their own, or all that are there.
struct ChapterListReader {
  let files: (String) -> [String]
  let status: (String) -> BookFiles.Status
  /// The chapters so far by the address of their page.
  private var addresses: [String: (file: String, location: Diagnostic.Location?)] = [:]

  init(files: @escaping (String) -> [String], status: @escaping (String) -> BookFiles.Status) {
    self.files = files
    self.status = status
  }

  // MARK: Without a list

  /// Every Markdown file of the book's folder, by name, with numbers in the order of numbers. The `README.md` describes the book.
  mutating func defaultChapters(
    besides appendices: [BookConfiguration.Part], _ reader: inout YAMLReader
  ) -> [String] {
    let others = Set(appendices.flatMap(\.files))
    let all = files("").filter { Self.isChapter($0) && !others.contains($0) }
    let chapters = all.filter { !BookFiles.isReadme($0) && $0 != BookConfiguration.coverText }.sorted(
      by: NaturalOrder.precedes)
    let start = reader.text.location(0..<0)
    if chapters.isEmpty {
      reader.add(
        Diagnostic(
          .error, at: start, "the book has no chapters",
          explanation: all.isEmpty
            ? "A chapter is a file whose name ends in .md, beside book.yml."
            : "A chapter is a file whose name ends in .md, beside book.yml; \(all[0]) is one only where it is listed, as in "
              + "chapters: [\(all[0])]."))
    }
    for chapter in chapters {
      switch status(chapter) {
      case .file: break
      case .outside:
        reader.add(Diagnostic(.error, at: start, Self.outsideSummary(chapter), explanation: Self.outsideExplanation))
      case .special:
        reader.add(Diagnostic(.error, at: start, Self.specialSummary(chapter), explanation: Self.specialExplanation))
      case .missing:
        reader.add(
          Diagnostic(
            .error, at: start, "the name of '\(chapter)' is not UTF-8", explanation: "Give the file another name."))
      }
      note(chapter, as: chapter, at: start, &reader)
    }
    // What is none of the book is not read: the sentence above says enough.
    return chapters.filter { status($0) == .file }
  }

  private static func isChapter(_ name: String) -> Bool { name.hasSuffix(".md") && !name.hasPrefix(".") }

  /// The text of the cover, where there is one, as a part of its own: it is in no list.
  func coverText(_ reader: inout YAMLReader) -> [BookConfiguration.Part] {
    let file = BookConfiguration.coverText
    guard files("").contains(file) else { return [] }
    guard status(file) == .file else {
      let summary = status(file) == .outside ? Self.outsideSummary(file) : Self.specialSummary(file)
      reader.add(Diagnostic(.error, at: reader.text.location(0..<0), summary))
      return []
    }
    return [.init(chapters: [file])]
  }

  // MARK: A list

  /// The appendices, as the last part of the book; nothing where there are none.
  mutating func appendices(of node: Yams.Node?, _ reader: inout YAMLReader) -> [BookConfiguration.Part] {
    guard let node, let elements = reader.list(node, key: "appendices") else { return [] }
    var part = BookConfiguration.Part(chapters: [], isAppendices: true)
    for element in elements {
      if let (file, isUnnumbered) = listed(element, key: "appendices", &reader) {
        part.add(file, isUnnumbered: isUnnumbered)
      }
    }
    return part.chapters.isEmpty ? [] : [part]
  }

  /// - Parameter appendices: what is no chapter of the list, though it stands beside them.
  mutating func parts(
    of node: Yams.Node?, besides appendices: [BookConfiguration.Part], _ reader: inout YAMLReader
  ) -> [BookConfiguration.Part]? {
    guard let node, let elements = reader.list(node, key: "chapters") else { return nil }
    let earlier = reader.diagnostics.count
    if elements.isEmpty { reader.error(at: node, "the list of chapters is empty") }
    var parts = [BookConfiguration.Part]()
    for element in elements {
      if case .mapping(let mapping) = element, mapping["unnumbered"] == nil {
        if let part = part(element, &reader) { parts.append(part) }
      } else if let (file, isUnnumbered) = listed(element, &reader) {
        // Chapters outside of a part that follow each other belong together.
        if parts.last?.title != nil || parts.isEmpty { parts.append(.init(chapters: [])) }
        parts[parts.count - 1].add(file, isUnnumbered: isUnnumbered)
      }
    }
    if reader.diagnostics.count == earlier {
      reportUnlisted(Set((parts + appendices).flatMap(\.files)), at: node, &reader)
    }
    return parts
  }

  private enum PartKey: String, CaseIterable { case part, text, chapters }
  private enum UnnumberedKey: String, CaseIterable { case unnumbered }

  /// A chapter as a list has it: its file, or `unnumbered:` and its file.
  private mutating func listed(
    _ node: Yams.Node, key: String = "chapters", _ reader: inout YAMLReader
  ) -> (String, isUnnumbered: Bool)? {
    guard case .mapping = node else { return chapter(node, key: key, &reader).map { ($0, false) } }
    guard let entries = reader.entries(of: node, in: "a chapter without a number", as: UnnumberedKey.self),
      let file = entries[.unnumbered]
    else { return nil }
    return chapter(file, key: key, &reader).map { ($0, true) }
  }

  private mutating func part(_ node: Yams.Node, _ reader: inout YAMLReader) -> BookConfiguration.Part? {
    guard let entries = reader.entries(of: node, in: "a part", as: PartKey.self) else { return nil }
    let title = reader.string(entries[.part], key: "part")
    if entries[.part] == nil {
      reader.error(at: node, "a part has no title", explanation: "Write - part: and its title, then chapters:.")
    }
    guard let chapters = entries[.chapters] else {
      reader.error(at: node, "a part has no chapters", explanation: "List them below chapters:.")
      return nil
    }
    var part = BookConfiguration.Part(title: title ?? "", chapters: [])
    part.page = entries[.text].flatMap { chapter($0, &reader) }
    for element in reader.list(chapters, key: "chapters") ?? [] {
      if let (file, isUnnumbered) = listed(element, &reader) { part.add(file, isUnnumbered: isUnnumbered) }
    }
    return part
  }

  private mutating func chapter(
    _ node: Yams.Node, key: String = "chapters", _ reader: inout YAMLReader
  ) -> String? {
    guard let written = reader.string(node, key: key) else { return nil }
    let file = Path.normalise(written)
    guard !file.hasPrefix("/"), file != "..", !file.hasPrefix("../") else {
      reader.error(at: node, Self.outsideSummary(written), explanation: Self.outsideExplanation)
      return nil
    }
    guard file.hasSuffix(".md") else {
      reader.error(at: node, "'\(written)' is not a Markdown file", explanation: "A chapter's name ends in .md.")
      return nil
    }
    switch status(file) {
    case .file: break
    case .outside:
      reader.error(at: node, Self.outsideSummary(written), explanation: Self.outsideExplanation)
      return nil
    case .special:
      reader.error(at: node, Self.specialSummary(written), explanation: Self.specialExplanation)
      return nil
    case .missing:
      reader.error(
        at: node, "there is no chapter '\(written)'",
        explanation: "Chapters are looked for from the folder of book.yml.")
      return nil
    }
    return note(file, as: written, at: reader.text.location(of: node), &reader) ? file : nil
  }

  /// Markdown files beside the listed ones: a chapter that is written and not listed is easily forgotten.
  private func reportUnlisted(_ listed: Set<String>, at node: Yams.Node, _ reader: inout YAMLReader) {
    var unlisted = [String]()
    for folder in Set(listed.map { Path.folder(of: $0) }).sorted() {
      unlisted += files(folder).filter { Self.isChapter($0) && !BookFiles.isReadme($0) }.map { Path.join(folder, $0) }
        .filter { !listed.contains($0) && $0 != BookConfiguration.coverText }.sorted(by: NaturalOrder.precedes)
    }
    guard let first = unlisted.first else { return }
    let names = unlisted.prefix(8).map { "'\($0)'" }.joined(separator: ", ")
    reader.add(
      Diagnostic(
        .note, at: reader.text.location(of: node),
        unlisted.count == 1
          ? "'\(first)' is beside the chapters and not in the list, so it is not a chapter"
          : "\(unlisted.count) Markdown files are beside the chapters and not in the list, so they are not chapters",
        explanation: unlisted.count == 1 ? nil : names + (unlisted.count > 8 ? " and \(unlisted.count - 8) more" : "")))
  }

  private static func outsideSummary(_ file: String) -> String { "'\(file)' lies outside of the book's folder" }
  private static let outsideExplanation = "Move it beside book.yml."
  private static func specialSummary(_ file: String) -> String { "'\(file)' is named like a chapter and is not a file" }
  private static let specialExplanation = "It is a pipe, a socket, a device or a link that leads nowhere. Remove it."

  // MARK: Pages

  /// Takes a chapter into the book unless its page would be another's; says so otherwise.
  @discardableResult
  private mutating func note(
    _ file: String, as written: String, at location: Diagnostic.Location, _ reader: inout YAMLReader
  ) -> Bool {
    let address = PageAddress.key(of: file)
    if address == "index" {
      reader.add(
        Diagnostic(
          .error, at: location,
          "'\(written)' cannot be a chapter, because its page would be the book's table of contents, index.html",
          explanation: file == BookConfiguration.coverText
            ? "Its text stands on that page, before the contents, without being listed." : nil))
      return false
    }
    if let other = addresses[address] {
      let (summary, explanation) = PageAddress.conflict(other.file, file)
      reader.add(
        Diagnostic(
          .error, at: location, summary, explanation: explanation,
          notes: other.location == location ? [] : [.init(location: other.location, text: "the other stands here")]))
      return false
    }
    addresses[address] = (file, location)
    return true
  }
}

extension BookConfiguration.Part {
  fileprivate mutating func add(_ file: String, isUnnumbered: Bool) {
    chapters.append(file)
    if isUnnumbered { unnumbered.insert(file) }
  }
}
