import Book
import Markdown

func parse(
  _ text: String, file: String = "a.md", chapterFiles: [String]? = nil, figures: [String: String] = [:],
  files: Set<String>? = nil
) -> (chapter: Chapter, diagnostics: [Diagnostic]) {
  let (chapter, diagnostics) = ChapterParser(file: file, readFigure: { figures[$0] })
    .parse(SourceText(name: file, text: text))
  let links = LinkChecker([chapter], files: chapterFiles) { files?.contains($0) ?? true ? .file : .missing }
  return (chapter, (diagnostics + links.problems(of: chapter)).inOrder())
}
