import Book
import Foundation
import Storage

extension LoadedBook {
  /// The figure files that no cell shows; `results` are those of all chapters, in order.
  func unownedFigures(_ results: [ChapterResults]) -> [UnownedFigure] {
    UnownedFigure.all(
      in: Array(zip(chapters, results)),
      files: { folder in
        (try? FileManager.default.contentsOfDirectory(atPath: Path.join(folder, "figures"))) ?? []
      }, read: Self.figure)
  }

  /// What a figure file holds.
  static func figure(_ path: String) -> String? {
    (try? AtomicFile.read(path)).map { String(decoding: $0, as: UTF8.self) }
  }
}
