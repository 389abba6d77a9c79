import Book
import Foundation
import Site
import Storage

extension LoadedBook {
  /// The figure files that no cell shows; `results` are those of all chapters, in order.
  ///
  /// - Parameter others: `otherTexts`, read once.
  func unownedFigures(_ results: [ChapterResults], others: () -> [OtherText]) -> [UnownedFigure] {
    UnownedFigure.all(
      in: Array(zip(chapters, results)),
      files: { folder in
        let figures = Path.join(folder, "figures")
        // Another book's, where a link leads there.
        return files.contains(figures) ? Self.files(in: figures) : []
      },
      user: { figure in others().first { $0.names(figure) }?.path }, read: files.figure)
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

  /// The text other than a chapter that names a figure file: another chapter, or a file that is none of the book.
  func user(of path: String, besides chapter: Chapter, others: () -> [OtherText]) -> String? {
    let other = chapters.first {
      $0.source.name != chapter.source.name && UnownedFigure.isNamed(path, in: [$0.source.bytes])
    }
    return other.map { Path.join(location.folder, $0.file) } ?? others().first { $0.names(path) }?.path
  }

  /// Removes what killed commands left of files that they were writing beside the chapters.
  @discardableResult
  func removeAbandonedFiles() -> RemovedFiles {
    var removed = RemovedFiles()
    for folder in Set(chapters.map(\.folder)) {
      removed += TemporaryName.removeAbandoned(in: folder)
      removed += TemporaryName.removeAbandoned(in: Path.join(folder, "figures"))
    }
    return removed
  }

  /// The texts in the book's folder, and in the folder that holds it, that may show a picture and are no chapters: a README, notes,
  /// pages in HTML.
  var otherTexts: [OtherText] {
    let own = Set(chapters.map { Path.join(location.folder, $0.file) })
    let parent = Path.folder(of: location.folder)
    // A text of the folder above, of which much may be no business of the book, comes to a figure only through the book's folder.
    let folder = Path.file(of: location.folder)
    let texts =
      textFiles(in: location.folder).map { OtherText(path: $0, folder: nil) }
      + Self.files(in: parent).map { OtherText(path: Path.join(parent, $0), folder: folder) }
    return texts.filter { Self.isText($0.path) && !own.contains($0.path) }.compactMap { text in
      guard let bytes = try? AtomicFile.read(text.path) else { return nil }
      // A page of drifts shows what the chapters gave once, as a site does.
      return DriftPage.isPage(bytes) ? nil : OtherText(path: text.path, bytes: bytes, folder: text.folder)
    }
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

/// A text that is no chapter and may show figures.
struct OtherText {
  /// The absolute path.
  let path: String
  var bytes: [UInt8] = []
  /// What it must name besides a figure to be about that one.
  let folder: String?

  /// Whether it mentions a figure, in whatever way.
  func names(_ figure: String) -> Bool {
    guard UnownedFigure.isNamed(figure, in: [bytes]) else { return false }
    // What is written otherwise in an address, such as a blank, is not looked for.
    guard let folder, folder.utf8.allSatisfy({ $0.isWord || $0 == UInt8(ascii: "-") }) else { return true }
    return UnownedFigure.isNamed(folder, in: [bytes])
  }
}
