import Book
import Foundation
import Storage
import Synchronization
import Text

/// What a user asked for, as every command understands it.
package struct Request: Sendable {
  /// The book's folder where the user named one.
  package var book: String?
  /// The site's folder where the user named one.
  package var output: String?
  /// Names of chapters to restrict the work to; empty for all.
  package var chapters: [String] = []
  /// Whether results of earlier builds are left alone.
  package var isFresh = false
  /// Whether results are kept for later builds, and those of earlier ones are used.
  package var keepsResults = true
  /// How many chapters run at a time; nil for as many as there are processors.
  package var jobs: Int?
  /// Whether numbers must agree digit by digit.
  package var isExact = false
  /// Whether chapters run again whose compared cells asked for the time or for random numbers.
  var repeatsVariations = false
  /// Whether a check ends at the first error or drift.
  package var isFailFast = false
  /// Whether a check runs chapters again in other conditions, to find what depends on them.
  package var isShaking = false
  /// Whether cells run in a sandbox, also where the book does not ask for it.
  package var isSandboxed = false

  package var workingFolder = FileManager.default.currentDirectoryPath
  package var environment = ProcessInfo.processInfo.environment
  /// Hears of what is done, on any thread.
  package var progress: @Sendable (Progress) -> Void = { _ in }
  /// Where the cell host and the modules that cells import lie.
  package var tool: ToolFiles

  package init(tool: ToolFiles) {
    self.tool = tool
  }

  /// Where the book is.
  package func location() throws(BookLocation.NotFound) -> BookLocation {
    try BookLocation.find(named: book, workingFolder: workingFolder)
  }

  package var cache: Cache {
    guard keepsResults else { return Cache(folder: nil) }
    var cache = Cache.ofUser(environment: environment)
    cache.isIgnoringEntries = isFresh
    return cache
  }
}

extension Request {
  /// The same, where each entry that is damaged is reported once.
  var reportingCache: Cache {
    var cache = cache
    let reported = Mutex<Set<String>>([])
    cache.reportDamage = { [progress] path in
      if reported.withLock({ $0.insert(path).inserted }) { progress(.damagedEntry(path)) }
    }
    return cache
  }
}

/// A request that cannot be carried out as it stands.
package struct UsageProblem: UserError {
  package let description: String

  package init(description: String) { self.description = description }
}

/// What a command is doing, for whoever waits.
package enum Progress: Sendable {
  case waitingForLock(String)
  /// Nothing keeps another command from working on the book at the same time.
  case withoutLock(String)
  /// So many chapters are to be run, unless an earlier run gave their results.
  case starting(chapters: Int)
  case compiling(chapter: String)
  /// What the compiler says of a chapter, before anything of it runs.
  case compiled(chapter: String, [Diagnostic])
  /// - Parameter name: the cell's full name.
  case running(chapter: String, cell: Int, of: Int, name: String)
  /// - Parameter didRun: whether any of the chapter ran; where not, nothing of it compiled.
  case finished(chapter: String, seconds: Double, didRun: Bool, cells: [CellTime])
  case reused(chapter: String)
  /// It was run again in other conditions.
  case shaken(chapter: String, seconds: Double)
  /// A file of the cache is not what a build wrote there.
  case damagedEntry(String)

  /// How long a cell took.
  package struct CellTime: Sendable, Hashable {
    package var cell: String
    package var seconds: Double

    package init(cell: String, seconds: Double) {
      self.cell = cell
      self.seconds = seconds
    }
  }
}
