import Markdown
import Synchronization
import Text

/// What was read of a book's chapters, kept for whoever reads it again and again: of a chapter whose text, and all that it asks for
/// besides, is what it was, nothing is worked out again.
package final class BookMemory: Sendable {
  /// What a chapter asked of the files of its book, and the answer.
  private enum Asked: Sendable, Equatable {
    case text(String, [UInt8]?)
    case figure(String, String?)
    case status(String, BookFiles.Status)

    func isUnchanged(in files: BookFiles) -> Bool {
      switch self {
      case .text(let path, let text):
        switch (files.text(path), text) {
        case (let new?, let text?): new.isSame(as: text)
        case (let new, let text): new == nil && text == nil
        }
      case .figure(let path, let figure): files.figure(path) == figure
      case .status(let path, let status): files.status(of: path) == status
      }
    }
  }

  private struct Entry: Sendable {
    var bytes: [UInt8]
    var asked: [Asked]
    var chapter: Chapter
    var diagnostics: [Diagnostic]
  }

  /// The configuration that everything else belongs to.
  private let configuration = Mutex<BookConfiguration?>(nil)
  private let entries = Mutex<[String: Entry]>([:])

  package init() {}

  /// Forgets what was read under another configuration.
  ///
  /// - Returns: Whether it was another one.
  package func begin(_ new: BookConfiguration) -> Bool {
    let isOther = configuration.withLock { known in
      defer { known = new }
      return known != new
    }
    if isOther { entries.withLock { $0 = [:] } }
    return isOther
  }

  func chapter(
    _ bytes: [UInt8], as file: String, in files: BookFiles,
    parse: (ChapterParser, [UInt8]) -> (Chapter, [Diagnostic])
  ) -> (Chapter, [Diagnostic]) {
    if let known = entries.withLock({ $0[file] }), known.bytes.isSame(as: bytes),
      known.asked.allSatisfy({ $0.isUnchanged(in: files) })
    {
      return (known.chapter, known.diagnostics)
    }
    let asked = Mutex<[Asked]>([])
    var parser = ChapterParser(file: file, in: files)
    let folder = Path.folder(of: file)
    parser.readFigure = { path in
      let path = Path.join(folder, path)
      let figure = files.figure(path)
      asked.withLock { $0.append(.figure(path, figure)) }
      return figure
    }
    parser.status = { path in
      let status = files.status(of: path)
      asked.withLock { $0.append(.status(path, status)) }
      return status
    }
    parser.readIncluded = { path in
      let text = files.text(path)
      asked.withLock { $0.append(.text(path, text)) }
      return text
    }
    let (chapter, diagnostics) = parse(parser, bytes)
    let entry = Entry(bytes: bytes, asked: asked.withLock(\.self), chapter: chapter, diagnostics: diagnostics)
    entries.withLock { $0[file] = entry }
    return (chapter, diagnostics)
  }
}
