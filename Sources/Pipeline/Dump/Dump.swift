import Book
import Execution
import Foundation
import Markdown
import Site
import Storage

/// What one stage hands to the next, as text for people who work on the tool.
package struct Dump {
  package enum Stage: String, CaseIterable, Sendable {
    case markdown, cells, segments, results, html
  }

  package var stage: Stage
  /// CommonMark alone: no front matter, no extensions, no cells.
  package var isCommonMark: Bool
  package var request: Request

  package init(stage: Stage, isCommonMark: Bool, request: Request) {
    self.stage = stage
    self.isCommonMark = isCommonMark
    self.request = request
  }

  /// - Parameter file: a chapter's file; `-` for standard input. It needs no book.
  /// - Returns: the text, and what is wrong with the chapter.
  package func text(of file: String) throws -> (text: String, diagnostics: [Diagnostic]) {
    let isInput = file == "-"
    let name = isInput ? "standard input" : file
    let bytes = isInput ? try AtomicFile.readToEnd(0, name: name) : try AtomicFile.read(file)
    let source = SourceText(name: name, bytes: bytes)
    if isCommonMark { return try commonMark(source) }

    let path = isInput ? Path.join(request.workingFolder, "input.md") : Path.join(request.workingFolder, file)
    let folder = Path.folder(of: path)
    var book = BookConfiguration(title: Path.name(of: path), parts: [.init(chapters: [Path.file(of: path)])])
    let files = BookFiles(folder)
    var (chapter, diagnostics) = ChapterParser(file: Path.file(of: path), in: files).parse(source)
    diagnostics += LinkChecker([chapter], files: nil) { path in
      BookFiles.isFile(Path.join(folder, path)) ? .file : .missing
    }.problems(of: chapter)
    diagnostics = diagnostics.inOrder()
    switch stage {
    case .markdown: return (try json(DumpedDocument(chapter.document)), diagnostics)
    case .cells: return (try json(DumpedChapter(chapter)), diagnostics)
    case .segments:
      let executor = executor(book, folder)
      let sources = executor.segmentSources(of: chapter).map {
        "// \($0.module), compiled with \($0.level)\n\($0.text)"
      }
      return (sources.joined(separator: "\n"), diagnostics)
    case .results, .html:
      guard !diagnostics.contains(where: { $0.severity == .error }) else { return ("", diagnostics) }
      book.isSandboxed = request.isSandboxed || isSandboxed(in: folder)
      let results = try executor(book, folder).run(chapter)
      if stage == .results { return (try json(results), diagnostics + results.diagnostics) }
      let report = ChapterReport(chapter, results, exact: request.isExact)
      let weaver = SiteWeaver(book: book, cache: request.cache, theme: try Theme.bundled())
      return (weaver.fragment(chapter, report), diagnostics + report.diagnostics)
    }
  }

  private func commonMark(_ source: SourceText) throws -> (String, [Diagnostic]) {
    let parsed = MarkdownParser.commonMark.parse(source)
    let diagnostics = parsed.problems.map { problem in
      Diagnostic(.error, at: .init(problem.range, in: source), problem.summary, explanation: problem.explanation)
    }
    guard diagnostics.isEmpty else { return ("", diagnostics) }
    switch stage {
    case .markdown: return (try json(DumpedDocument(parsed.document)), [])
    case .html: return (HTMLRenderer().render(parsed.document), [])
    case .cells, .segments, .results:
      throw UsageProblem(
        description: "--commonmark knows no cells: choose the stage 'markdown' or 'html' instead of '\(stage)'")
    }
  }

  private func executor(_ book: BookConfiguration, _ folder: String) -> Executor {
    Executor(
      book: book, folder: folder, tool: request.tool, environment: request.environment,
      cache: request.cache)
  }

  /// Whether the book that a file belongs to, if it does, asks for a sandbox.
  private func isSandboxed(in folder: String) -> Bool {
    guard let location = try? BookLocation.find(workingFolder: folder) else { return false }
    return BookLoader(location).configuration().configuration?.isSandboxed ?? true
  }

  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }
}
