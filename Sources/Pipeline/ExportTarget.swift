import Book
import Exports
import Foundation
import Site
import Storage
import Text

/// Where an export goes: a folder with the list of what was written there, as a site has it, or one file that says who wrote it.
struct ExportTarget {
  /// The absolute path.
  let path: String
  private let folder: SiteFolder?

  /// - Throws: where something is there that is not ours, before anything is run.
  init(_ format: ExportFormat, of book: LoadedBook, _ request: Request) throws {
    let base = book.location.exportFolder
    let named = request.output.map { Path.normalise(Path.join(request.workingFolder, $0)) }
    if format.declaration.isOneFile {
      path = named ?? Path.join(base, Self.fileName(of: book.configuration.title) + "." + format.rawValue)
      folder = nil
      try refuseForeignFile(shown: request.output ?? Path.relative(path, to: request.workingFolder))
      return
    }
    path = named ?? Path.join(base, format.rawValue)
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFDIR {
      throw UsageProblem(
        description:
          "the export needs the name of a folder, and '\(request.output ?? Path.relative(path, to: request.workingFolder))' is none"
      )
    }
    let folder = SiteFolder(
      path: path, bookFolder: book.location.folder,
      linkFreeFolder: named == nil ? book.location.linkFreeFolder(ofSite: path) : nil, purpose: .export(format))
    self.folder = folder
    let hasChapters = book.chapters.contains {
      AtomicFile.resolvingLinks($0.folder) == AtomicFile.resolvingLinks(path)
    }
    if let problem = hasChapters ? "the chapters are there" : book.location.problem(ofSite: path) {
      throw UsageProblem(
        description:
          "the export cannot be in '\(Path.relative(path, to: request.workingFolder))': \(problem). Name another folder with --output"
      )
    }
    try folder.refuseOtherBooks()
  }

  /// - Parameter isWhole: whether all chapters were exported; where not, the files of others stay.
  func write(_ files: [SiteFile], isWhole: Bool) throws -> SiteFolder.Changes {
    if let folder { return try folder.write(files, keeping: { _ in !isWhole }) }
    guard let bytes = files.first?.bytes else { return SiteFolder.Changes() }
    if (try? AtomicFile.read(path)) == bytes { return SiteFolder.Changes(unchanged: 1) }
    try AtomicFile.createFolder(Path.folder(of: path))
    TemporaryName.removeAbandoned(in: Path.folder(of: path))
    try AtomicFile.write(bytes, to: path, isReplaceable: true)
    return SiteFolder.Changes(written: [path])
  }

  /// The title as the name of a file.
  private static func fileName(of title: String) -> String {
    var slugs = Slugs()
    return slugs.slug(of: title)
  }

  private func refuseForeignFile(shown name: String) throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    let kind = status.st_mode & S_IFMT
    guard kind == S_IFREG, let bytes = try? AtomicFile.read(path), ExportMark.isIn(bytes) else {
      throw UsageProblem(
        description: kind == S_IFDIR
          ? "the export needs the name of a file, and '\(name)' is a folder"
          : "'\(name)' is there, and was not written by build-book: move it away, or name another file with --output")
    }
  }
}
