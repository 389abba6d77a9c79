import Markdown
import Text

/// What links of a chapter can lead to, gathered where one leads to nothing.
private struct KnownNames {
  /// The anchors of chapters, by file.
  var anchors: [String: SpellingIndex] = [:]
  /// The chapters, as the chapter would refer to them.
  var chapters: SpellingIndex?
  /// The Markdown files that are none, by folder.
  var unlisted: [String: SpellingIndex] = [:]
}

/// Finds links and pictures that lead to nothing: files that are not there, chapters that are none, anchors that no page has.
package struct LinkChecker {
  private let outline: BookOutline
  private let files: Set<String>
  /// Whether the chapters are a book; where they are not, a link may lead to any file that is there.
  private let isBook: Bool
  private let status: (String) -> BookFiles.Status
  /// The names of the files in a folder, relative to the book's.
  private let names: (String) -> [String]

  /// - Parameters:
  ///   - chapters: those that could be read.
  ///   - files: the files of all chapters; nil where there is no book.
  ///   - status: what a path is, relative to the book's folder.
  ///   - names: the names of the files in a folder, relative to the book's.
  package init(
    _ chapters: [Chapter], files: [String]?, names: @escaping (String) -> [String] = { _ in [] },
    status: @escaping (String) -> BookFiles.Status
  ) {
    self.init(BookOutline(chapters, files: files ?? chapters.map(\.file)), files: files, names: names, status: status)
  }

  /// - Parameters:
  ///   - outline: that of the chapters that could be read.
  ///   - files: the files of all chapters; nil where there is no book.
  ///   - names: the names of the files in a folder, relative to the book's.
  package init(
    _ outline: BookOutline, files: [String]?, names: @escaping (String) -> [String] = { _ in [] },
    status: @escaping (String) -> BookFiles.Status
  ) {
    self.outline = outline
    self.files = Set(files ?? outline.files)
    isBook = files != nil
    self.names = names
    self.status = status
  }

  /// What is wrong with the links of a chapter, in the order of the text.
  package func problems(of chapter: Chapter) -> [Diagnostic] {
    let figures = chapter.figureFiles
    var known = KnownNames()
    return chapter.documents.flatMap { document in
      document.nodes.indices.flatMap { index in
        let node = document.nodes[index]
        return node.kind.destinations.compactMap { destination in
          problem(destination, node, chapter, figures, &known)
            ?? (document.isReference(index) ? problem(ofReference: destination, node, chapter) : nil)
        }
      }
    }
  }

  /// What keeps the page from having words for a link without a text that leads somewhere.
  private func problem(ofReference destination: String, _ node: Node, _ chapter: Chapter) -> Diagnostic? {
    let reference = URIReference(destination)
    let target = LinkTarget(reference, in: chapter.file, of: files)
    var location: Diagnostic.Location { node.location(of: destination, in: chapter.source) }
    guard case .chapter(let file, let anchor) = target, isBook || file == chapter.file else {
      // What another file is nobody knows who reads a chapter alone.
      if !isBook, case .file = target { return nil }
      return Diagnostic(
        .error, at: location, "a link without a text cannot lead to '\(destination)'",
        explanation:
          "Only what has a number or a title in this book is named by itself. Write the text between the brackets.")
    }
    guard outline[file] != nil, outline.target(of: target) == nil else { return nil }
    return Diagnostic(
      .error, at: location, "'#\(anchor ?? "")' has neither a number nor a title that could be filled in here",
      explanation:
        "Write the text of the link between the brackets, as in [what it says](\(destination)). Sections, listings, figures, formulas, tables and exercises are filled in; boxes such as ::: note have no number."
    )
  }

  private func problem(
    _ destination: String, _ node: Node, _ chapter: Chapter, _ figures: Set<String>,
    _ known: inout KnownNames
  ) -> Diagnostic? {
    // One that was to be a checked value, or that another tool knows, is reported by whoever reads these.
    if node.kind.isMarkdownLink,
      destination.utf8.first == UInt8(ascii: "=") || ForeignForm.destination(destination) != nil
    {
      return nil
    }
    let isImage = if case .image = node.kind { true } else { false }
    let reference = URIReference(destination)
    // Few links are wrong.
    var location: Diagnostic.Location { node.location(of: destination, in: chapter.source) }
    switch LinkTarget(reference, in: chapter.file, of: files) {
    case .elsewhere: return nil
    case .root(let path): return isBook ? root(path, reference, location, in: chapter) : nil
    case .chapter(let file, let anchor?):
      guard let target = outline[file] else { return nil }
      if known.anchors[file] == nil { known.anchors[file] = SpellingIndex(target.anchors) }
      let fragment = (reference.fragment?.utf8.count ?? 0) + 1
      if let targets = target.ambiguousAnchors[anchor] {
        return ambiguous(anchor, targets, at: location.ending(fragment, in: chapter.source))
      }
      guard known.anchors[file]?.contains(anchor) == false else { return nil }
      return Diagnostic(
        .error, at: location.ending(fragment, in: chapter.source),
        file == chapter.file
          ? "this chapter has no anchor '#\(anchor)'" : "'\(reference.path)' has no anchor '#\(anchor)'",
        explanation: elsewhere(anchor, in: chapter, outline)
          ?? (file == chapter.file ? Self.advice(onFigure: anchor, in: chapter) : nil)
            ?? Self.advice(anchor, among: &known.anchors[file, default: SpellingIndex()]),
        instead: location.isFragment(fragment, in: chapter.source)
          ? known.anchors[file]?.nearest(anchor).map { "#" + $0 } : nil)
    case .chapter(let file, nil):
      return isImage ? missing(file, reference, location, isImage: true) : nil
    case .outside(let path):
      if !isBook { return missing(path, reference, location, isImage: isImage) }
      return Self.outside(reference, location)
    case .file(let path):
      // Whether a cell's figure is there is reported with the cell's output.
      if figures.contains(path) { return nil }
      if isBook, !isImage, path.hasSuffix(".md") {
        return Diagnostic(
          .error, at: location, "'\(reference.path)' is not a chapter of this book",
          explanation: status(path) == .file
            ? "The file is there: book.yml has to list it under 'chapters:'."
            : advice(onChapter: path, reference.path, from: Path.folder(of: chapter.file), &known),
          instead: known.chapters?.nearest(reference.path).flatMap {
            location.destination(destination, withPath: $0, in: chapter.source)
          })
      }
      if isBook, !isImage, status(path) == .missing,
        let file = [path + ".md", Path.withoutExtension(path) + ".md"].first(where: files.contains)
      {
        let near = Path.reference(to: file, from: Path.folder(of: chapter.file))
        return Diagnostic(
          .error, at: location, "there is no file '\(reference.path)'",
          explanation: "Did you mean '\(near)'? A link to a chapter names its file.",
          instead: location.destination(destination, withPath: near, in: chapter.source))
      }
      return missing(path, reference, location, isImage: isImage)
    }
  }

  /// Which of several things of the same words is meant nobody could say.
  private func ambiguous(
    _ anchor: String, _ targets: [ChapterOutline.LocatedTarget], at location: Diagnostic.Location
  ) -> Diagnostic {
    let heading = targets.first { $0.target.kind != .term }?.target.title
    return Diagnostic(
      .error, at: location,
      "'#\(anchor)' is \(heading == nil ? "two terms" : "a heading and a term"), so nobody can say where this leads",
      explanation: heading.map {
        "With an id of its own the heading leaves '#\(anchor)' to the term: ## \($0) {#about-\(anchor)}"
      } ?? "Give the term one definition, or other words.",
      notes: targets.map {
        Diagnostic.Note(location: $0.location, text: $0.target.kind == .term ? "this is a term" : "this is a heading")
      })
  }

  private func missing(
    _ path: String, _ reference: URIReference, _ location: @autoclosure () -> Diagnostic.Location, isImage: Bool
  ) -> Diagnostic? {
    switch status(path) {
    case .file: return nil
    case .outside: return Self.outside(reference, location())
    case .special:
      return Diagnostic(
        .error, at: location(), "'\(reference.path)' is not a file",
        explanation: "It is a pipe, a socket, a device or a link that leads nowhere.")
    case .missing:
      return Diagnostic(
        .error, at: location(), "there is no \(isImage ? "picture" : "file") '\(reference.path)'",
        explanation: "Files are looked for from the chapter's own folder.")
    }
  }

  /// A path from the root is the book's own on no host but one that serves the site at its root.
  private func root(
    _ path: String, _ reference: URIReference, _ location: Diagnostic.Location, in chapter: Chapter
  ) -> Diagnostic {
    let summary = "'\(reference.path)' is looked for at the root of whatever serves the pages, not in the book"
    guard files.contains(path) || status(path) == .file else {
      return path.hasSuffix(".md")
        ? Diagnostic(
          .error, at: location, summary,
          explanation: "A link to a chapter is written from the folder of the chapter that holds it.")
        : Diagnostic(
          .warning, at: location, summary,
          explanation:
            "Nothing is known of what is there. Write the whole address, with https://, if it is another site's.")
    }
    let relative = Path.reference(to: path, from: Path.folder(of: chapter.file))
    return Diagnostic(
      .error, at: location, summary,
      explanation: "From the folder of this chapter it is '\(PercentEncoding.encoded(path: relative))'.")
  }

  private static func outside(_ reference: URIReference, _ location: Diagnostic.Location) -> Diagnostic {
    Diagnostic(
      .error, at: location, "'\(reference.path)' is outside of the book's folder and is not copied into the site",
      explanation: "Put a copy of the file itself into the book's folder, or link to where it is published.")
  }

  /// What to write for an anchor that another chapter has; nil where none has it.
  private func elsewhere(_ anchor: String, in chapter: Chapter, _ outline: BookOutline) -> String? {
    let owners = files.filter { outline[$0]?.anchors.contains(anchor) == true }.sorted()
    guard let first = owners.first else { return nil }
    let others = owners.count > 1 ? ", as some others have," : ""
    let path = first == chapter.file ? "" : Path.reference(to: first, from: Path.folder(of: chapter.file))
    return "\(first) has\(others) one of that name: [](\(path)#\(anchor))."
  }

  /// How the picture of a cell gets the id by which somebody refers to it; nil where no cell shows a picture that could be meant.
  private static func advice(onFigure anchor: String, in chapter: Chapter) -> String? {
    let name = ["figure-", "fig-"].first(where: anchor.hasPrefix).map { String(anchor.dropFirst($0.count)) }
    let pictures = chapter.cells.lazy.flatMap { cell in cell.pictures.map { (cell, $0) } }
    let labelled = Set(chapter.labels.filter { $0.id != nil }.map(\.node))
    guard let name, let (cell, picture) = pictures.first(where: { Path.name(of: $0.1.path) == name }),
      !labelled.contains(picture.node), !picture.isHTML
    else { return nil }
    return "The picture of '\(cell.name)' has no id: give it one where it stands, ![…](\(picture.path)){#\(anchor)}."
  }

  private static func advice(_ anchor: String, among known: inout SpellingIndex) -> String {
    if let near = known.nearest(anchor) { return "Did you mean '#\(near)'?" }
    guard !known.names.isEmpty else { return "It has neither headings nor cells." }
    let shown = known.names.prefix(12).map { "#\($0)" }.joined(separator: ", ")
    return "Its anchors are \(shown)\(known.names.count > 12 ? " and \(known.names.count - 12) more" : "")."
  }

  /// The nearest chapter, or the nearest Markdown file that could be one, where that is nearer.
  private func advice(
    onChapter path: String, _ written: String, from folder: String, _ known: inout KnownNames
  ) -> String {
    if known.chapters == nil {
      known.chapters = SpellingIndex(files.sorted().map { Path.reference(to: $0, from: folder) })
    }
    let target = Path.folder(of: path)
    if known.unlisted[target] == nil {
      let unlisted = names(target).filter { $0.hasSuffix(".md") && !$0.hasPrefix(".") && !BookFiles.isReadme($0) }
        .map { Path.join(target, $0) }.filter { !files.contains($0) }.sorted()
      known.unlisted[target] = SpellingIndex(unlisted.map { Path.reference(to: $0, from: folder) })
    }
    if known.chapters?.nearest(written) == nil, let near = known.unlisted[target]?.nearest(written) {
      return "Did you mean '\(near)'? That file is there, and book.yml has to list it under 'chapters:'."
    }
    return known.chapters?.advice(for: written, choices: "The chapters are") ?? ""
  }
}

extension Node {
  /// The bytes of a destination where they stand in the link as they are; else, for a reference, the whole link.
  func location(of destination: String, in source: SourceText) -> Diagnostic.Location {
    let wanted = Array(destination.utf8)
    var start = range.upperBound - wanted.count
    while start >= range.lowerBound, !wanted.isEmpty {
      if source.bytes[start..<start + wanted.count].elementsEqual(wanted) {
        return Diagnostic.Location(start..<start + wanted.count, in: source)
      }
      start -= 1
    }
    return Diagnostic.Location(range, in: source)
  }
}

extension Node.Kind {
  fileprivate var isMarkdownLink: Bool {
    switch self {
    case .link, .image: true
    default: false
    }
  }

  /// Where a link, a picture or an author's own HTML leads.
  package var destinations: [String] {
    switch self {
    case .link(let destination, _), .image(let destination, _): [destination]
    case .htmlBlock(let html), .htmlInline(let html): HTMLAttributes.values(of: HTMLAttributes.links, in: html)
    default: []
    }
  }
}

extension Diagnostic.Location {
  /// The last bytes of the location, where they are the fragment of a destination that stands there as it is.
  fileprivate func ending(_ count: Int, in source: SourceText) -> Diagnostic.Location {
    let start = range.upperBound - count
    guard start >= range.lowerBound, source.bytes[start] == UInt8(ascii: "#") else { return self }
    return Diagnostic.Location(start..<range.upperBound, in: source)
  }
}

extension Diagnostic.Location {
  /// What to write in the place of a destination that leads to another path; nil where it does not stand there as it is.
  fileprivate func destination(_ destination: String, withPath path: String, in source: SourceText) -> String? {
    guard source.bytes[range].elementsEqual(destination.utf8) else { return nil }
    let rest = destination.firstIndex { $0 == "#" || $0 == "?" }.map { destination[$0...] } ?? ""
    return PercentEncoding.encoded(path: path) + rest
  }

  /// Whether the last bytes of it are a fragment as it stands there.
  fileprivate func isFragment(_ count: Int, in source: SourceText) -> Bool {
    range.count >= count && source.bytes[range.upperBound - count] == UInt8(ascii: "#")
  }
}

extension Chapter {
  /// Every figure file that a cell of the chapter documents, relative to the book's folder.
  fileprivate var figureFiles: Set<String> {
    var files = Set<String>()
    for cell in cells {
      for picture in cell.pictures {
        files.insert(Path.normalise(Path.join(Path.folder(of: file), picture.path)))
      }
    }
    return files
  }
}
