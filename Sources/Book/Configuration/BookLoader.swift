import Markdown
import Storage

/// Reads a book from its folder: the configuration and the chapters, with everything that is wrong in any of them.
package struct BookLoader: Sendable {
  package let location: BookLocation
  package let files: BookFiles
  package var knownModules: [String]
  /// What was read before; nil where nothing will be read again.
  private let memory: BookMemory?
  /// The greatest `book.yml` or chapter that is read.
  package static let largestText = 16 << 20

  /// - Parameter files: those of the book's folder.
  package init(
    _ location: BookLocation, files: BookFiles? = nil,
    knownModules: [String] = BookConfigurationReader.builtInModules, remembering memory: BookMemory? = nil
  ) {
    self.memory = memory
    self.location = location
    self.knownModules = knownModules
    self.files = files ?? BookFiles(location.folder)
  }

  package func configuration() -> (configuration: BookConfiguration?, diagnostics: [Diagnostic]) {
    do {
      return configuration(of: try configurationBytes())
    } catch {
      return (nil, [Diagnostic(.error, "\(error)")])
    }
  }

  package func configurationBytes() throws(FileError) -> [UInt8] {
    try AtomicFile.read(location.configurationFile, limit: Self.largestText)
  }

  /// What `book.yml` would say with other bytes.
  ///
  /// - Parameter newFile: a file of the book's folder that is about to be there.
  package func configuration(
    of bytes: [UInt8], withFile newFile: String? = nil
  ) -> (configuration: BookConfiguration?, diagnostics: [Diagnostic]) {
    let reader = BookConfigurationReader(
      knownModules: knownModules,
      files: { folder in files.names(in: folder) + (folder.isEmpty ? [newFile].compactMap(\.self) : []) },
      status: { $0 == newFile ? .file : files.status(of: $0) },
      siteProblem: { location.problem(ofSite: Path.normalise(Path.join(location.folder, $0))) })
    let name = location.displayName(of: location.configurationFile)
    return reader.read(SourceText(name: name, bytes: bytes))
  }

  /// The works that a book can refer to; nil where it names no file of them.
  package func bibliography(
    of configuration: BookConfiguration
  ) -> (bibliography: Bibliography?, diagnostics: [Diagnostic]) {
    guard let file = configuration.bibliography else { return (nil, []) }
    let path = Path.join(location.folder, file)
    do {
      let bytes = try AtomicFile.read(path, limit: Self.largestText)
      return Bibliography.read(SourceText(name: location.displayName(of: path), bytes: bytes))
    } catch {
      return (nil, [Diagnostic(.error, "\(error)")])
    }
  }

  /// A chapter by its file, relative to the book's folder; nil where it cannot be read.
  package func chapter(
    _ file: String, of configuration: BookConfiguration
  ) -> (chapter: Chapter?, diagnostics: [Diagnostic]) {
    let path = Path.join(location.folder, file)
    do {
      let (chapter, diagnostics) = parse(
        try files.texts[file] ?? AtomicFile.read(path, limit: Self.largestText), as: file, of: configuration)
      return (chapter, diagnostics)
    } catch {
      return (nil, [Diagnostic(.error, "\(error)")])
    }
  }

  /// A chapter of some bytes, in the place of its file.
  package func parse(_ bytes: [UInt8], as file: String, of configuration: BookConfiguration) -> (Chapter, [Diagnostic])
  {
    guard let memory else { return parse(bytes, by: ChapterParser(file: file, in: files), of: configuration) }
    return memory.chapter(bytes, as: file, in: files) { parse($1, by: $0, of: configuration) }
  }

  private func parse(
    _ bytes: [UInt8], by parser: ChapterParser, of configuration: BookConfiguration
  ) -> (Chapter, [Diagnostic]) {
    var parser = parser
    let file = parser.file
    parser.language = configuration.language
    let name = location.displayName(of: Path.join(location.folder, file))
    var (chapter, diagnostics) = parser.parse(SourceText(name: name, bytes: bytes))
    // The page of a part that has no title of its own has the part's.
    if chapter.frontMatter.title == nil {
      chapter.frontMatter.title = configuration.parts.first { $0.page == file }?.title
    }
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
}
