import Glibc
import Markdown
import Storage

/// Reads a book from its folder: the configuration and the chapters, with everything that is wrong in any of them.
package struct BookLoader {
  package var location: BookLocation
  package var knownModules: [String]

  package init(_ location: BookLocation, knownModules: [String] = BookConfigurationReader.builtInModules) {
    self.location = location
    self.knownModules = knownModules
  }

  package func configuration() -> (configuration: BookConfiguration?, diagnostics: [Diagnostic]) {
    let name = location.displayName(of: location.configurationFile)
    let bytes: [UInt8]
    do {
      bytes = try AtomicFile.read(location.configurationFile)
    } catch {
      return (nil, [Diagnostic(.error, "\(error)")])
    }
    let reader = BookConfigurationReader(
      knownModules: knownModules, folderFiles: Self.files(in: location.folder),
      fileExists: { BookLocation.isFile(Path.join(location.folder, $0)) })
    return reader.read(SourceText(name: name, bytes: bytes))
  }

  /// A chapter by its file, relative to the book's folder; nil where it cannot be read.
  package func chapter(
    _ file: String, of configuration: BookConfiguration
  ) -> (chapter: Chapter?, diagnostics: [Diagnostic]) {
    let path = Path.join(location.folder, file)
    let folder = Path.folder(of: path)
    let bytes: [UInt8]
    do {
      bytes = try AtomicFile.read(path)
    } catch {
      return (nil, [Diagnostic(.error, "\(error)")])
    }
    let parser = ChapterParser(
      file: file, folder: folder, chapterFiles: configuration.chapterFiles,
      readFigure: { figure in
        (try? AtomicFile.read(Path.join(folder, figure))).map { String(decoding: $0, as: UTF8.self) }
      },
      fileExists: { BookLocation.isFile(Path.join(folder, $0)) })
    let (chapter, diagnostics) = parser.parse(SourceText(name: location.displayName(of: path), bytes: bytes))
    return (chapter, diagnostics)
  }

  /// Figure files that cells of two chapters in one folder would both write.
  package static func sharedFigures(of chapters: [Chapter]) -> [Diagnostic] {
    var owners: [String: String] = [:]
    var diagnostics = [Diagnostic]()
    for chapter in chapters {
      for cell in chapter.cells {
        for case .picture(let picture) in cell.documented {
          let path = Path.join(chapter.folder, picture.path)
          guard let owner = owners.updateValue(cell.name, forKey: path), !owner.hasPrefix(chapter.name + "#") else {
            continue
          }
          diagnostics.append(
            Diagnostic(
              .error, at: .init(picture.range, in: chapter.source),
              "the figure file '\(picture.path)' is documented by two chapters",
              explanation: "Both '\(owner)' and '\(cell.name)' would write it: give one of them another id."))
        }
      }
    }
    return diagnostics
  }

  private static func files(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names = [String]()
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if BookLocation.isFile(Path.join(folder, name)) { names.append(name) }
    }
    return names
  }
}
