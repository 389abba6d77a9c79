import Markdown
import Text

/// Puts what a chapter includes in its place: files of Markdown, and the code of fences.
///
///     ::: include {file="parts/setup.md"}
///
///     ```swift {include="code/train.swift" part="loop"}
///     ```
///
/// The bytes of what is included stand behind those of the chapter (`SourceText.Attachment`), so that no position of the chapter's own
/// moves, and each of an included file is known as one of that file.
struct IncludeReader {
  private(set) var document: Document
  private(set) var diagnostics: [Diagnostic] = []
  private var source: SourceText
  private let file: String
  private let status: (String) -> BookFiles.Status
  private let read: (String) -> [UInt8]?

  /// The greatest number of bytes that a chapter includes.
  private static let largestText = 16 << 20
  private static let greatestCount = 1000

  /// A text: that of the chapter, or one that is included.
  private struct Part {
    var range: Range<Int>
    var document: Document
    var problems: [MarkdownProblem]
    /// What is included in the place of nodes, by where they begin.
    var included: [Int: Int] = [:]
    var code: [Int: Node.CodeBlock] = [:]
  }

  private var parts: [Part] = []

  /// - Parameters:
  ///   - result: the chapter as it was read.
  ///   - start: where its text begins.
  ///   - file: the chapter's, relative to the book's folder.
  ///   - status: what a path in the book's folder names.
  ///   - read: the bytes of such a file.
  init(
    _ result: MarkdownParser.Result, from start: Int, file: String, status: @escaping (String) -> BookFiles.Status,
    read: @escaping (String) -> [UInt8]?
  ) {
    document = result.document
    self.file = file
    self.status = status
    self.read = read
    source = document.source
    _ = part(result, start..<source.bytes.count, of: [file])
    readAgain()
    document = whole(0)
    document = Document(source: source, nodes: document.nodes)
    for problem in parts.flatMap(\.problems) where !isUsed(problem) {
      diagnostics.append(Diagnostic(problem, in: source))
    }
  }

  /// Reads what a text includes; the index of its part.
  ///
  /// - Parameter files: the file that the text is of, and those that include it, the outermost first.
  private mutating func part(_ result: MarkdownParser.Result, _ range: Range<Int>, of files: [String]) -> Int {
    let index = parts.count
    parts.append(Part(range: range, document: result.document, problems: result.problems))
    for node in result.document.nodes {
      switch node.kind {
      case .container(let container) where container.name == ContainerKind.include.rawValue:
        parts[index].included[node.range.lowerBound] = included(container, at: node.range, in: files)
      case .codeBlock(let block) where block.isFenced:
        parts[index].code[node.range.lowerBound] = included(block, in: files)
      default: continue
      }
    }
    return index
  }

  /// Reads each text once more with what the others define, where they define something.
  private mutating func readAgain() {
    guard parts.count > 1 else { return }
    let own = parts.map { Definitions(of: $0.document, in: $0.range) }
    guard own.contains(where: { !$0.isEmpty }) else { return }
    var all = Definitions()
    for definitions in own { all.add(definitions) }
    for index in parts.indices {
      let others = all.without(own[index])
      guard !others.isEmpty else { continue }
      let range = parts[index].range
      let result = MarkdownParser.book.parse(source, from: range.lowerBound, to: range.upperBound, knowing: others)
      parts[index].document = result.document
      parts[index].problems = result.problems
    }
  }

  /// A text with what it includes.
  private func whole(_ index: Int) -> Document {
    let part = parts[index]
    guard !part.included.isEmpty || !part.code.isEmpty else { return part.document }
    var documents: [Int: Document] = [:]
    var code: [Int: Node.CodeBlock] = [:]
    for (index, node) in part.document.nodes.enumerated() {
      switch node.kind {
      case .container(let container) where container.name == ContainerKind.include.rawValue:
        documents[index] = part.included[node.range.lowerBound].map(whole)
      case .codeBlock(let block) where block.isFenced: code[index] = part.code[node.range.lowerBound]
      default: continue
      }
    }
    return part.document.including(documents, code: code, source: source)
  }

  /// Whether a problem is that nothing refers to a footnote to which another file does.
  private func isUsed(_ problem: MarkdownProblem) -> Bool {
    guard problem.kind == .unusedFootnote else { return false }
    return document.nodes.contains { node in
      guard case .footnote(let note) = node.kind else { return false }
      return note.number > 0 && node.range.contains(problem.range.lowerBound)
    }
  }

  // MARK: Markdown

  private mutating func included(
    _ container: Node.Container, at range: Range<Int>, in files: [String]
  ) -> Int? {
    let info = FenceInfo(source, container.nameRange.lowerBound..<container.attributesRange.upperBound)
    let options = OptionReader(
      info.attributes, of: "container 'include'", IncludeOption.allCases, into: IncludeOptions(), in: source)
    diagnostics += info.diagnostics + options.diagnostics
    guard info.diagnostics.isEmpty, let request = request(info.attributes, "file", in: files) else {
      if info.diagnostics.isEmpty, !info.attributes.contains(where: { $0.name == "file" }) {
        report(container.nameRange, "nothing says what is included", "Write ::: include {file=\"parts/setup.md\"}.")
      }
      return nil
    }
    if files.contains(request.file) {
      report(
        request.fileRange, "'\(request.file)' includes itself",
        files.count == 1
          ? "It would have no end."
          : "It is included by \(files.dropFirst().joined(separator: ", which is included by ")).")
      return nil
    }
    guard let start = attach(request, inPlaceOf: range) else { return nil }
    let result = MarkdownParser.book.parse(source, from: start)
    return part(result, start..<source.bytes.count, of: files + [request.file])
  }

  // MARK: Code

  private mutating func included(_ block: Node.CodeBlock, in files: [String]) -> Node.CodeBlock? {
    let braces = source.trimmingBlanks(
      FenceInfo.language(in: source, block.infoRange).upperBound..<block.infoRange.upperBound)
    guard source.bytes[braces].first == UInt8(ascii: "{") else { return nil }
    let attributes = FenceInfo(source, block.infoRange).attributes
    guard attributes.contains(where: { $0.kind == .value && $0.name == "include" }) else {
      if let part = attributes.first(where: { $0.kind == .value && $0.name == "part" }) {
        report(part.range, "'part' says of nothing which part it is", "It stands beside include=\"file\".")
      }
      return nil
    }
    guard block.literal.utf8.allSatisfy(\.isWhitespace) else {
      let line = block.lines.first { !source.trimmingBlanks($0).isEmpty } ?? block.infoRange
      report(line, "a fence that includes a file has no code of its own", "Remove this, or the option 'include'.")
      return nil
    }
    guard let request = request(attributes, "include", in: files), let start = attach(request, inPlaceOf: nil) else {
      return nil
    }
    var whole = block
    var lines: [Range<Int>] = []
    var number = source.position(at: start).line
    while number <= source.lineStarts.count, start < source.bytes.count {
      let line = source.lineRange(number)
      number += 1
      if line.isEmpty, line.lowerBound == source.bytes.count { break }
      if IncludedPart.mark(source.text(in: line)) == nil { lines.append(line) }
    }
    let filled = lines.filter { !source.trimmingBlanks($0).isEmpty }
    let indentation = filled.map { line in source.bytes[line].prefix { $0.isBlank }.count }.min() ?? 0
    whole.lines = lines.map { line in min(line.lowerBound + indentation, line.upperBound)..<line.upperBound }
    whole.literal = whole.lines.map { source.text(in: $0) + "\n" }.joined()
    return whole
  }

  // MARK: Files

  private struct Request {
    var file: String
    var fileRange: Range<Int>
    var part: IncludedPart?
    var partRange = 0..<0
  }

  private mutating func request(_ attributes: [AttributeReader.Attribute], _ key: String, in files: [String])
    -> Request?
  {
    guard let path = attributes.first(where: { $0.kind == .value && $0.name == key }) else { return nil }
    let part = attributes.first { $0.kind == .value && $0.name == "part" }
    let file = Path.normalise(Path.join(Path.folder(of: files[files.count - 1]), path.value))
    var request = Request(file: file, fileRange: path.contentRange, part: part.map { IncludedPart($0.value) })
    request.partRange = part?.contentRange ?? 0..<0
    if path.value.isEmpty || path.value.hasPrefix("/") || file.hasPrefix("..") {
      report(
        path.valueRange, "'\(path.value)' is no file of the book",
        "A path is relative to the file in which it stands, and leads to a file in the book's folder.")
      return nil
    }
    return request
  }

  /// Attaches what is asked for; where its bytes begin.
  private mutating func attach(_ request: Request, inPlaceOf replaced: Range<Int>?) -> Int? {
    switch status(request.file) {
    case .file: break
    case .missing:
      report(
        request.fileRange, "there is no file '\(request.file)'", "Its path is relative to the file in which it stands.")
      return nil
    case .outside, .special:
      report(
        request.fileRange, "'\(request.file)' is no file of the book", "Only files in the book's folder are included.")
      return nil
    }
    guard let bytes = read(request.file), String(validating: bytes, as: UTF8.self) != nil else {
      report(request.fileRange, "'\(request.file)' cannot be read as text", "A file that is included is UTF-8.")
      return nil
    }
    var range = 0..<bytes.count
    if let part = request.part {
      let file = SourceText(name: name(of: request.file), bytes: bytes)
      switch part.range(in: file) {
      case .success(let found): range = found
      case .failure(let problem):
        report(
          request.partRange,
          problem.lines.isEmpty
            ? "'\(request.file)' has no part '\(part.text)'" : "'\(request.file)' has several parts '\(part.text)'",
          problem.description,
          notes: problem.lines.map {
            Diagnostic.Note(location: .init(file.lineRange($0), in: file), text: "one begins here")
          })
        return nil
      }
    }
    guard source.attachments.count < Self.greatestCount, source.bytes.count + range.count <= Self.largestText else {
      report(request.fileRange, "too much is included", "A chapter includes up to 1,000 files, and 16 MiB of text.")
      return nil
    }
    source = source.attaching(
      range, of: bytes, name: name(of: request.file), file: request.file, isNumbered: request.part?.isNumbered == true,
      inPlaceOf: replaced, namedAt: request.fileRange)
    return source.attachments[source.attachments.count - 1].range.lowerBound
  }

  /// What messages call a file of the book.
  private func name(of other: String) -> String {
    source.name.hasSuffix(file)
      ? String(source.name.dropLast(file.count)) + other
      : Path.join(Path.folder(of: source.name), Path.reference(to: other, from: Path.folder(of: file)))
  }

  private mutating func report(
    _ range: Range<Int>, _ summary: String, _ explanation: String, notes: [Diagnostic.Note] = []
  ) {
    diagnostics.append(
      Diagnostic(.error, at: .init(range, in: source), summary, explanation: explanation, notes: notes))
  }
}
