import Book
import Synchronization

/// What was read of a book, and what follows from it, kept for whoever reads it again and again.
package final class LoadedBookMemory: Sendable {
  let chapters = BookMemory()
  private let outlines = ChapterMemory<ChapterOutline>()
  /// The chapters with whose links and citations nothing is wrong, whatever other files there are.
  private let sound = ChapterMemory<Bool>()
  /// What these lead to.
  private let targets = Mutex<Targets?>(nil)

  package init() {}

  /// What links and citations can lead to.
  private struct Targets: Equatable {
    var anchors: [[String]]
    var ambiguous: [Set<String>]
    /// What of them has a number or a title.
    var targets: [[ReferenceTarget]]
    var bibliography: Bibliography?

    init(_ outline: BookOutline, _ chapters: [Chapter], _ bibliography: Bibliography?) {
      let outlines = chapters.compactMap { outline[$0.file] }
      anchors = outlines.map(\.anchors)
      ambiguous = outlines.map(\.ambiguousNames)
      targets = outlines.map { $0.targets.map(\.withoutNode) }
      self.bibliography = bibliography
    }
  }

  /// Forgets what was read under another configuration.
  func begin(_ configuration: BookConfiguration) {
    guard chapters.begin(configuration) else { return }
    outlines.forget()
    sound.forget()
  }

  /// The outline of a book of these chapters.
  func outline(_ chapters: [Chapter], numbers: [String: ChapterNumber]) -> BookOutline {
    BookOutline(chapters, numbers: numbers) { chapter, number in
      outlines.value(of: chapter) { ChapterOutline(of: chapter, number: number) }
    }
  }

  /// Forgets what links and citations led to where that is something else now.
  func begin(_ outline: BookOutline, of chapters: [Chapter], _ bibliography: Bibliography?) {
    let new = Targets(outline, chapters, bibliography)
    let isOther = targets.withLock { known in
      defer { known = new }
      return known != new
    }
    if isOther { sound.forget() }
  }

  /// What is wrong with the links and citations of a chapter, in the book that was begun last: they are looked at again only where
  /// something was wrong with them, or where one leads to a file that is no chapter.
  func linkProblems(of chapter: Chapter, of files: Set<String>, find: () -> [Diagnostic]) -> [Diagnostic] {
    var problems: [Diagnostic]?
    let isSound = sound.value(of: chapter) {
      let found = find()
      problems = found
      return found.isEmpty && ChapterLinks(of: chapter, files).leadsToNoFile
    }
    return problems ?? (isSound ? [] : find())
  }
}
