import Book
import Dispatch
import Site
import Storage
import Synchronization
import Text

/// What browsers are given of a preview. It is whole at any time: a page, or the one before it. Any thread may ask for it.
final class PublishedBook: Sendable {
  private struct State {
    var files: [String: [UInt8]] = [:]
    var contents = ""
    /// Files of the book that pages show.
    var linked: Set<String> = []
    /// Pages that lead to others.
    var redirects: Set<String> = []
    var pages: [String: PageState] = [:]
    var runs: [String: RunEvent] = [:]
    /// When the cell began that runs of each page.
    var cellStarts: [String: DispatchTime] = [:]
    /// The pages of chapters that are not in the book any more.
    var absences: [String: Absence] = [:]
    var problems = Problems()

    /// Takes the pages of chapters that are gone; gives those of which that is news.
    mutating func follow(_ pages: [(String, Absence)]) -> Set<String> {
      let earlier = absences
      absences = Dictionary(pages) { first, _ in first }
      return Set(earlier.keys).union(absences.keys).filter { earlier[$0] != absences[$0] }
    }
  }

  /// Why a chapter is not in the book any more, in a sentence, and the page that it has now if that is known.
  struct Absence: Equatable {
    var sentence: String
    var newPage: String?

    /// - Parameter isThere: whether the chapter's file is there all the same.
    init(isThere: Bool, newPage: String?) {
      sentence =
        isThere
        ? "The chapter's file is there, but it is no chapter of the book any more: see 'chapters' in book.yml."
        : "The chapter's file is gone; waiting for it."
      self.newPage = newPage
    }
  }

  /// Sentences about the book itself, and about each chapter that has errors.
  struct Problems: Equatable {
    struct OfChapter: Equatable {
      var page: String
      var sentence: String
    }

    var book: [String] = []
    var chapters: [OfChapter] = []
  }

  /// The book as it is to be from now on.
  struct Edition {
    /// Those that were made anew; others stay, but for the pages that are none of the book's any more.
    var files: [SiteFile]
    /// The pages of the chapters, and what each is told of itself.
    var pages: [String: PageState]
    var linked: Set<String>
    var redirects: Set<String>
    var problems: Problems
    var gone: [(String, Absence)]
  }

  private let state = Mutex(State())

  // MARK: What is asked for

  /// The bytes of a file that was made, and whether the file of that name in the book's folder is shown by pages.
  func file(_ path: String) -> (bytes: [UInt8]?, isLinked: Bool) {
    state.withLock { ($0.files[path], $0.linked.contains(path)) }
  }

  func state(of page: String) -> PageState {
    state.withLock { all in
      var state = all.pages[page] ?? PageState()
      state.run = all.runs[page]
      state.run?.seconds = all.cellStarts[page]?.secondsSince
      if let absence = all.absences[page] { (state.absence, state.newPage) = (absence.sentence, absence.newPage) }
      state.elsewhere = all.problems.book + all.problems.chapters.filter { $0.page != page }.map(\.sentence)
      state.contents = all.contents
      return state
    }
  }

  /// Whether a page only leads to another one.
  func isRedirect(_ page: String) -> Bool { state.withLock { $0.redirects.contains(page) } }

  /// The version of the book's contents.
  var contents: String { state.withLock { $0.contents } }

  // MARK: What it is told

  func take(_ run: RunEvent) {
    state.withLock { state in
      if !run.isRunning || state.runs[run.page]?.cell != run.cell {
        state.cellStarts[run.page] = run.isRunning ? .now() : nil
      }
      state.runs[run.page] = run.isRunning ? run : nil
    }
  }

  /// Takes the place of the edition before; gives the pages, and the files, that are others than they were.
  func take(_ edition: Edition) -> Set<String> {
    state.withLock { state in
      var changed = state.follow(edition.gone)
      for file in edition.files where state.files[file.path].map({ !$0.isSame(as: file.bytes) }) ?? true {
        state.files[file.path] = file.bytes
        changed.insert(file.path)
      }
      // What is no chapter's page is made each time.
      let current = Set(edition.pages.keys).union(edition.files.map(\.path)).union(["index.html"])
      for path in state.files.keys where path.hasSuffix(".html") && !current.contains(path) { state.files[path] = nil }
      for (page, new) in edition.pages where state.pages[page] != new {
        state.pages[page] = new
        changed.insert(page)
      }
      state.linked = edition.linked
      state.redirects = edition.redirects
      if state.problems != edition.problems {
        state.problems = edition.problems
        changed.formUnion(edition.pages.keys)
        changed.insert("index.html")
      }
      state.contents = Cache.digest(state.files["assets/contents.js"] ?? [])
      return changed
    }
  }

  /// Keeps what there is, of a book that cannot be read, and says what is wrong with it; gives all pages.
  func take(bookProblems: [String], gone: [(String, Absence)]) -> [String] {
    state.withLock { state in
      _ = state.follow(gone)
      state.problems.book = bookProblems
      return state.files.keys.filter { $0.hasSuffix(".html") }
    }
  }
}

extension DispatchTime {
  var secondsSince: Double {
    Double(DispatchTime.now().uptimeNanoseconds - uptimeNanoseconds) * 1e-9
  }
}
