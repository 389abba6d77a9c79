import Book
import Foundation
import Site
import Storage

extension LoadedBook {
  /// The figure files that no cell shows; `results` are those of all chapters, in order.
  ///
  /// - Parameter others: `otherTexts`, read once.
  func unownedFigures(_ results: [ChapterResults], others: () -> [[UInt8]]) -> [UnownedFigure] {
    UnownedFigure.all(
      in: Array(zip(chapters, results)),
      files: { folder in
        let figures = Path.join(folder, "figures")
        // Another book's, where a link leads there.
        return files.contains(figures) ? Self.files(in: figures) : []
      },
      isNamedElsewhere: { UnownedFigure.isNamed($0, in: others()) }, read: files.figure)
  }

  /// The cells whose figure files stand in a chapter's folder and are documented in another chapter.
  func figureOwners(besides chapter: Chapter) -> [String: String] {
    var owners: [String: String] = [:]
    for other in chapters where other.folder == chapter.folder && other.name != chapter.name {
      for cell in other.cells {
        for case .picture(let picture) in cell.documented { owners[picture.path] = cell.name }
      }
    }
    return owners
  }

  /// Whether a figure file is named by a text other than a chapter: another chapter, or a file that is none of the book.
  func isNamedElsewhere(_ path: String, than chapter: Chapter, others: () -> [[UInt8]]) -> Bool {
    let chapters = chapters.filter { $0.source.name != chapter.source.name }
    return UnownedFigure.isNamed(path, in: chapters.map(\.source.bytes) + others())
  }

  /// Removes what killed commands left of files that they were writing beside the chapters.
  func removeAbandonedFiles() {
    for folder in Set(chapters.map(\.folder)) {
      TemporaryName.removeAbandoned(in: folder)
      TemporaryName.removeAbandoned(in: Path.join(folder, "figures"))
    }
  }

  /// The texts in and beside the book's folder that may show a picture and are no chapters: a README, notes, pages in HTML.
  var otherTexts: [[UInt8]] {
    let own = Set(chapters.map { Path.join(location.folder, $0.file) })
    let parent = Path.folder(of: location.folder)
    let paths = textFiles(in: location.folder) + Self.files(in: parent).map { Path.join(parent, $0) }
    return paths.filter { Self.isText($0) && !own.contains($0) }.compactMap { try? AtomicFile.read($0) }
      // A page of drifts shows what the chapters gave once, as a site does.
      .filter { !DriftPage.isPage($0) }
  }

  /// All files below a folder but those of a site, which shows what the chapters gave once.
  private func textFiles(in folder: String) -> [String] {
    guard let files = FileManager.default.enumerator(atPath: folder) else { return [] }
    var paths: [String] = []
    while let path = files.nextObject() as? String {
      let isHidden = Path.file(of: path).hasPrefix(".")
      let full = Path.join(folder, path)
      let isFolder = files.fileAttributes?[.type] as? FileAttributeType == .typeDirectory
      if isHidden || isFolder && SiteFolder(path: full, bookFolder: location.folder).exists {
        files.skipDescendants()
      } else {
        paths.append(full)
      }
    }
    return paths
  }

  private static func isText(_ path: String) -> Bool {
    [".md", ".markdown", ".html", ".htm", ".tex"].contains { path.lowercased().hasSuffix($0) }
  }

  private static func files(in folder: String) -> [String] { FolderEntry.all(in: folder).map(\.name) }
}
