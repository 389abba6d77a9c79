import Book
import Foundation
import Storage
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
  /// Whether numbers must agree digit by digit.
  package var isExact = false
  /// Whether chapters run again whose compared cells asked for the time or for random numbers.
  var repeatsVariations = false
  /// Whether a check ends at the first error or drift.
  package var isFailFast = false
  /// Whether cells run in a sandbox, also where the book does not ask for it.
  package var isSandboxed = false

  package var workingFolder = FileManager.default.currentDirectoryPath
  package var environment = ProcessInfo.processInfo.environment
  /// The tool's own path, beside which the cell host and the modules that cells import lie.
  package var executable: String

  package init(executable: String) {
    self.executable = executable
  }

  /// Where the book is.
  package func location() throws(BookLocation.NotFound) -> BookLocation {
    try BookLocation.find(named: book, workingFolder: workingFolder)
  }

  package var cache: Cache {
    var cache = Cache.ofUser(environment: environment)
    cache.isIgnoringEntries = isFresh
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
  case compiling(chapter: String)
  case running(chapter: String, cell: Int, of: Int)
  /// - Parameter didRun: whether any of the chapter ran; where not, nothing of it compiled.
  case finished(chapter: String, seconds: Double, didRun: Bool)
  case reused(chapter: String)
}
