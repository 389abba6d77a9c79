import Book
import Foundation
import Site
import Storage

/// The file that `check --report` writes: one page of all drifts.
package struct DriftReportFile {
  private let path: String
  private let name: String

  /// - Parameter name: the path as the user wrote it.
  /// - Throws: `UsageProblem` where no such page can be written there, before anything is run.
  package init(_ name: String, workingFolder: String) throws(UsageProblem) {
    self.name = name
    path = Path.normalise(Path.join(workingFolder, name))
    var isFolder: ObjCBool = false
    let files = FileManager.default
    if name.isEmpty || name.hasSuffix("/")
      || files.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    {
      throw UsageProblem(
        description: "the report needs the name of a file, and '\(name)' is none: write it as in drifts.html")
    }
    let folder = Path.folder(of: path)
    guard files.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
      throw UsageProblem(description: "the report cannot be written to '\(name)': there is no folder '\(folder)'")
    }
    guard files.isWritableFile(atPath: folder) else {
      throw UsageProblem(
        description: "the report cannot be written to '\(name)': nothing may be written to the folder '\(folder)'")
    }
    guard files.fileExists(atPath: path) else { return }
    guard let bytes = try? AtomicFile.read(path), DriftPage.isPage(bytes) else {
      throw UsageProblem(
        description: "'\(name)' is there, and is no report that build-book wrote: name another file, or move it away")
    }
  }

  /// - Throws: `FileError` where it cannot be written.
  package func write(_ report: Build.Report) throws {
    let page = DriftPage(bookTitle: report.bookTitle, theme: try Theme.bundled())
    try AtomicFile.write(Array(page.html(report.diagnostics).utf8), to: path)
  }
}
