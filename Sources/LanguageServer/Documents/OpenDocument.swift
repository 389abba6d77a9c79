import Book
import Execution
import Markdown
import Outputs

/// A text that an editor has open, or a chapter that includes one, and what is known of it. It is touched on the server's queue alone.
final class OpenDocument: @unchecked Sendable {
  /// As the editor names it.
  let uri: String
  let path: String
  /// The number that the editor gave to the text.
  private(set) var version: Int?
  private(set) var source: SourceText

  /// The book in whose folder it is.
  var book: OpenBook?
  /// The chapter's file, relative to its book's folder, and the book's; nil for a text that is no chapter.
  var chapter: (book: OpenBook, file: String)?
  /// Whether a text is looked at for errors of its syntax.
  var isChecking = false
  /// What is wrong with the syntax of the cells.
  var syntax: FinishedRun?
  /// Whether its text is to be run, since it was saved, as soon as what runs has come to its end.
  var isSaved = false
  /// What the newest run gave.
  var run: FinishedRun?
  /// What is known of the run that is under way, and the text that is run.
  var early: EarlyResults?
  /// Whether what is known is shown in a moment.
  var isAboutToShow = false

  init(_ opened: Parameters.Open.Document, path: String) {
    uri = opened.uri
    version = opened.version
    self.path = path
    source = SourceText(name: path, bytes: Array(opened.text.utf8))
  }

  /// A chapter that no editor has open.
  init(_ chapter: Chapter, of book: OpenBook, run: FinishedRun?) {
    path = Path.normalise(Path.join(book.location.folder, chapter.file))
    uri = DocumentURI.uri(of: path)
    source = SourceText(name: path, bytes: chapter.source.ownBytes)
    self.book = book
    self.chapter = (book, chapter.file)
    self.run = run
  }

  /// Its file, relative to its book's folder.
  var file: String? { book.map { Path.relative(path, to: $0.location.folder) } }

  /// Takes what is in the file of a chapter that no editor has open.
  func read(_ chapter: Chapter) { source = SourceText(name: path, bytes: chapter.source.ownBytes) }

  func apply(_ changes: [Parameters.Change.Content], version: Int?, _ encoding: PositionEncoding) {
    for change in changes {
      guard let range = change.range else {
        source = SourceText(name: path, bytes: Array(change.text.utf8))
        continue
      }
      let start = encoding.offset(of: range.start, in: source)
      let end = max(start, encoding.offset(of: range.end, in: source))
      var bytes = source.bytes
      bytes.replaceSubrange(start..<end, with: change.text.utf8)
      source = SourceText(name: path, bytes: bytes)
    }
    self.version = version
  }
}

/// What is known of a run before its end.
struct EarlyResults {
  let chapter: Chapter
  /// What the compiler says.
  var compiled: [Diagnostic] = []
  /// What steps have given, by their indices.
  var outputs: [Int: StepOutput] = [:]
  /// The step that gave something last, which may give more.
  var last: Int?

  init(of chapter: Chapter) { self.chapter = chapter }
}
