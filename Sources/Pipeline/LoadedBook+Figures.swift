import Book
import Foundation
import Storage

extension LoadedBook {
  /// The figure files that no cell shows; `results` are those of all chapters, in order.
  func unownedFigures(_ results: [ChapterResults]) -> [UnownedFigure] {
    let files = BookFiles(location.folder)
    return UnownedFigure.all(
      in: Array(zip(chapters, results)),
      files: { folder in
        let figures = Path.join(folder, "figures")
        // Another book's, where a link leads there.
        return files.contains(figures) ? Self.files(in: figures) : []
      }, texts: otherTexts, read: Self.figure)
  }

  /// Whether a figure file is named by a text other than a chapter: another chapter, or a file that is none of the book.
  func isNamedElsewhere(_ path: String, than chapter: Chapter) -> Bool {
    let others = chapters.filter { $0.source.name != chapter.source.name }
    return UnownedFigure.isNamed(path, in: others.map(\.source.bytes) + otherTexts(in: chapter.folder))
  }

  /// What a figure file holds.
  static func figure(_ path: String) -> String? {
    (try? AtomicFile.read(path)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The Markdown files of a folder that are no chapters of the book.
  private func otherTexts(in folder: String) -> [[UInt8]] {
    let own = Set(chapters.filter { $0.folder == folder }.map { Path.file(of: $0.source.name) })
    return Self.files(in: folder).filter { $0.hasSuffix(".md") && !own.contains($0) }
      .compactMap { try? AtomicFile.read(Path.join(folder, $0)) }
  }

  private static func files(in folder: String) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  }
}
