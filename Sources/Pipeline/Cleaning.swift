import Book
import Execution
import Storage

/// Removes what the tool made, and nothing else.
package struct Cleaning {
  package var request: Request

  package init(_ request: Request) { self.request = request }

  package struct Report: Sendable {
    /// Results in the cache.
    package var results = RemovedFiles()
    /// What killed builds left of files that they were writing.
    package var abandonedFiles = RemovedFiles()
    /// What they left in the folder of temporary files.
    package var abandonedFolders = 0
    /// Files of the site; nil where it was not asked for.
    package var site: RemovedFiles?
  }

  /// Removes the results of the book's chapters from the cache, and what killed builds left.
  ///
  /// - Parameters:
  ///   - everything: whether the results of all books are removed, which needs no book.
  ///   - site: whether the site is removed as well.
  package func clean(everything: Bool, site: Bool) throws -> Report {
    var report = Report()
    let cache = request.cache
    report.abandonedFolders = LockedFolder.removeAbandoned()
    report.abandonedFiles = cache.removeAbandoned()
    if everything { report.results = cache.removeEntries { _ in true } }
    guard !everything || site else { return report }
    let location = try request.location()
    let lock = try FolderLock(location.folder, request.progress)
    defer { _ = lock }
    let book = LoadedBook.read(location)
    if !everything {
      report.results = cache.removeEntries(ofKinds: ResultStore.kinds) { body in
        guard let folder = ResultStore.folder(ofEntry: body) else { return false }
        // A book may lie within another one's folder.
        let owner = try? BookLocation.find(workingFolder: folder, owner: { _ in nil })
        return owner?.folder == location.folder
      }
      report.abandonedFiles += book.removeAbandonedFiles()
    }
    if site {
      guard !book.configuration.parts.isEmpty else {
        throw UsageProblem(description: "book.yml cannot be read, so nobody knows where the site is: mend it first")
      }
      let folder = book.siteFolder(request)
      try folder.refuseOtherBooks()
      report.site = try folder.removeAll()
    }
    return report
  }
}
