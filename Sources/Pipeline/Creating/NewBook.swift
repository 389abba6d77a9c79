import Book
import Foundation
import Glibc
import Storage

/// Makes a small book that builds, with outputs that its cells gave.
package struct NewBook {
  package var request: Request

  package init(_ request: Request) { self.request = request }

  /// What kept the outputs of its cells from being written into the new book.
  package struct Failure: Error {
    package let problems: [Diagnostic]
  }

  /// Makes a book in a folder that is not there yet or is empty: all of it, or nothing.
  ///
  /// - Returns: the path of its chapter, as the working folder sees it.
  package func make(at path: String) throws -> String {
    let folder = Path.normalise(Path.join(request.workingFolder, path))
    let isThere = try isEmptyFolder(folder, named: path)
    if !isThere { try AtomicFile.createFolder(Path.folder(of: folder)) }
    // Beside where it is to be, so that it comes there by a change of its name.
    let temporary = try LockedFolder(in: isThere ? folder : Path.folder(of: folder))
    defer { _ = temporary }
    let unfinished = Path.join(temporary.path, Path.file(of: folder))
    try write(
      title: StarterBook.title(ofFolder: Path.file(of: folder)), isSiteWithin: !folder.hasSuffix("/chapters"),
      to: unfinished)
    if isThere {
      // A folder is a book when its book.yml is there.
      let names = FolderEntry.all(in: unfinished).map(\.name).filter { $0 != BookLocation.fileName }
      for name in names.sorted() + [BookLocation.fileName] {
        try rename(Path.join(unfinished, name), Path.join(folder, name), path)
      }
    } else {
      try rename(unfinished, folder, path)
    }
    return Path.relative(Path.join(folder, StarterBook.chapterFile), to: request.workingFolder)
  }

  private func isEmptyFolder(_ folder: String, named path: String) throws -> Bool {
    var status = stat()
    guard stat(folder, &status) == 0 || lstat(folder, &status) == 0 else { return false }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw UsageProblem(description: "'\(path)' is there already, and is no folder: name another one for the book")
    }
    LockedFolder.removeAbandoned(in: folder)
    guard FolderEntry.all(in: folder).isEmpty else {
      throw UsageProblem(
        description: "the folder '\(path)' is not empty: name one that is, or is not there yet, for the book")
    }
    return true
  }

  private func write(title: String, isSiteWithin: Bool, to folder: String) throws {
    try AtomicFile.createFolder(folder)
    try AtomicFile.write(
      try StarterBook.configuration(title: title).utf8, to: Path.join(folder, BookLocation.fileName))
    try AtomicFile.write(StarterBook.chapter.utf8, to: Path.join(folder, StarterBook.chapterFile))
    if isSiteWithin { try AtomicFile.write(StarterBook.ignoredFiles.utf8, to: Path.join(folder, ".gitignore")) }
    var request = request
    request.book = folder
    // The folder will have another name.
    request.keepsResults = false
    let report = try Accepting(request).accept(onlyListing: false)
    guard report.problems.isEmpty else { throw Failure(problems: report.problems) }
  }

  private func rename(_ source: String, _ target: String, _ path: String) throws(FileError) {
    guard Glibc.rename(source, target) == 0 else { throw FileError(path: path, action: "make a book in", code: errno) }
  }
}
