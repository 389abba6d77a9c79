import Book
import Markdown
import Mustache
import Storage

/// What a book has of a theme of its own, in a folder beside its chapters: a file takes the place of the theme's file of the same name,
/// but for the style sheet, which is added to it.
package struct ThemeOverrides: Sendable, Hashable {
  /// Rules that follow those of the theme.
  fileprivate var style: [UInt8] = []
  /// The templates' texts, by name.
  fileprivate var templates: [String: String] = [:]
  /// Files of the site's `assets`.
  fileprivate var files: [SiteFile] = []

  package static let folder = "theme"

  package init() {}

  /// - Parameters:
  ///   - book: the files of the book's folder.
  ///   - displayName: a file of that folder as the user sees it.
  package static func read(
    _ book: BookFiles, displayName: (String) -> String
  ) -> (overrides: ThemeOverrides, diagnostics: [Diagnostic]) {
    var overrides = ThemeOverrides()
    var diagnostics: [Diagnostic] = []
    for path in paths(in: book) {
      let full = Path.join(book.folder, path)
      let name = String(path.dropFirst(folder.count + 1))
      guard book.status(of: path) == .file, let bytes = try? AtomicFile.read(full) else {
        diagnostics.append(
          Diagnostic(
            .error, "'\(displayName(full))' is no file of the book that can be read",
            explanation: "Files of a theme lie in the folder 'theme' of the book; a link out of it is not followed."))
        continue
      }
      if name == "book.css" {
        overrides.style = bytes
      } else if name.hasSuffix(".mustache") {
        let source = SourceText(name: displayName(full), bytes: bytes)
        diagnostics += problems(of: name, source)
        overrides.templates[String(name.dropLast(".mustache".count))] = String(decoding: bytes, as: UTF8.self)
      } else {
        overrides.files.append(SiteFile(path: "assets/" + name, bytes: bytes))
      }
    }
    return (overrides, diagnostics)
  }

  /// All files of the folder, those of the folders in it too; none that is hidden, and not what describes it.
  private static func paths(in book: BookFiles) -> [String] {
    var paths: [String] = []
    var folders = [folder]
    while let next = folders.popLast() {
      for entry in FolderEntry.all(in: Path.join(book.folder, next)) where !entry.name.hasPrefix(".") {
        if entry.isFolder {
          folders.append(next + "/" + entry.name)
        } else if !BookFiles.isReadme(entry.name) {
          paths.append(next + "/" + entry.name)
        }
      }
    }
    return paths.sorted()
  }

  private static func problems(of name: String, _ source: SourceText) -> [Diagnostic] {
    guard let template = ThemeTemplate.allCases.first(where: { $0.file == name }) else {
      return [
        Diagnostic(
          .error, at: Diagnostic.Location(0..<0, in: source), "'\(name)' is none of the theme's templates",
          explanation: Spelling.advice(for: name, among: ThemeTemplate.allCases.map(\.file), choices: "They are"))
      ]
    }
    return problem(ofSyntax: source).map { [$0] } ?? TemplateChecker(template, source).diagnostics
  }

  private static func problem(ofSyntax source: SourceText) -> Diagnostic? {
    let start = Diagnostic.Location(0..<0, in: source)
    do {
      _ = try MustacheTemplate(string: String(decoding: source.bytes, as: UTF8.self))
      return nil
    } catch let error as MustacheTemplate.ParserError {
      let line = min(max(error.context.lineNumber, 1), source.lineStarts.count)
      let range = source.lineRange(line)
      let column = min(range.lowerBound + max(error.context.columnNumber - 1, 0), range.upperBound)
      return Diagnostic(.error, at: .init(column..<column, in: source), sentence(of: error.error))
    } catch {
      return Diagnostic(.error, at: start, "this is no Mustache template: \(error)")
    }
  }

  private static func sentence(of error: any Error) -> String {
    switch error as? MustacheTemplate.Error {
    case .sectionCloseNameIncorrect: "this tag closes another section than the last one that was opened"
    case .unfinishedName: "this tag is not closed: }} is missing"
    case .expectedSectionEnd: "a section that is opened with {{# or {{^ is not closed with {{/"
    default: "this is no Mustache template: \(error)"
    }
  }
}

extension Theme {
  /// The theme that was built with the program, with what a book has of its own.
  package static func bundled(with overrides: ThemeOverrides) throws(Missing) -> Theme {
    try bundled().overridden(by: overrides)
  }

  package func overridden(by overrides: ThemeOverrides) -> Theme {
    var theme = self
    for (name, text) in overrides.templates where ThemeTemplate(rawValue: name) != nil {
      // What is wrong with it was reported when it was read.
      try? theme.templates.register(text, named: name)
    }
    for file in overrides.files {
      if let index = theme.assets.firstIndex(where: { $0.path == file.path }) {
        theme.assets[index] = file
      } else {
        theme.assets.append(file)
      }
    }
    theme.style = overrides.style
    return theme
  }
}
