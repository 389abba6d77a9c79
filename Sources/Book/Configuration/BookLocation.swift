import Markdown
import Storage
import Text

/// Where a book is: the folder with its `book.yml`.
package struct BookLocation: Sendable, Hashable {
  /// The absolute path of the book's folder.
  package var folder: String
  /// The absolute path of the folder in which the command was started, from which messages name files.
  package var workingFolder: String

  package init(folder: String, workingFolder: String) {
    self.folder = folder
    self.workingFolder = workingFolder
  }

  package static let fileName = "book.yml"

  package var configurationFile: String { Path.join(folder, Self.fileName) }

  /// The folder of the book's site: the one that `book.yml` names, else `site` beside a folder called `chapters`, else `site` within
  /// the book's folder.
  package func siteFolder(_ configuration: BookConfiguration) -> String {
    if let site = configuration.site { return Path.normalise(Path.join(folder, site)) }
    return Path.join(base, "site")
  }

  /// The folder of what `export` writes where no other is named.
  package var exportFolder: String { Path.join(base, "export") }

  /// The folder that the site and exports lie in: the one above a folder called `chapters`, else the book's own.
  private var base: String { Path.file(of: folder) == "chapters" ? Path.folder(of: folder) : folder }

  /// Why a site cannot be in a folder: the sources of this book or of another lie there, or below it.
  ///
  /// - Parameter site: its absolute path.
  package func problem(ofSite site: String, fileExists: (String) -> Bool = BookFiles.isNoFolder) -> String? {
    let (site, book) = (AtomicFile.resolvingLinks(site), AtomicFile.resolvingLinks(folder))
    if site == book { return "the chapters are there" }
    if book.hasPrefix(site == "/" ? site : site + "/") { return "the book itself is in that folder" }
    return fileExists(Path.join(site, Self.fileName)) ? "another book is there" : nil
  }

  /// The folder above which the user says where the site is: links below it are the book's.
  package func linkFreeFolder(ofSite site: String) -> String {
    var folder = base
    while folder != "/", folder != ".", site != folder, !site.hasPrefix(folder + "/") {
      folder = Path.folder(of: folder)
    }
    return folder
  }

  /// A path as messages name it.
  package func displayName(of path: String) -> String { Path.relative(path, to: workingFolder) }

  /// Finds the book: the folder that was named, else the nearest `book.yml` or `chapters/book.yml` in the working folder
  /// or above it, which must not be another user's: to build a book is to run its author's code.
  package static func find(
    named name: String? = nil, workingFolder: String, fileExists: (String) -> Bool = BookFiles.isNoFolder,
    owner: (String) -> FileOwner? = FileOwner.init(of:)
  ) throws(NotFound) -> BookLocation {
    let candidates = { (folder: String) in [folder, Path.join(folder, "chapters")] }
    let isBook = { (folder: String) in fileExists(Path.join(folder, fileName)) }
    if let name {
      var folder = Path.normalise(Path.join(workingFolder, name))
      if Path.file(of: folder) == fileName, fileExists(folder) { folder = Path.folder(of: folder) }
      guard let found = candidates(folder).first(where: isBook) else { throw NotFound(reason: .noBook(name)) }
      return BookLocation(folder: found, workingFolder: workingFolder)
    }
    var folder = Path.normalise(workingFolder)
    while true {
      if let found = candidates(folder).first(where: isBook) {
        for path in [found, Path.join(found, fileName)] {
          guard let owner = owner(path), !owner.isTrusted else { continue }
          throw NotFound(reason: .otherUser(owner.name, folder: found))
        }
        return BookLocation(folder: found, workingFolder: workingFolder)
      }
      if folder == "/" || folder == "." { throw NotFound(reason: .noBookHere) }
      folder = Path.folder(of: folder)
    }
  }

  package struct NotFound: UserError, Hashable {
    package enum Reason: Sendable, Hashable {
      case noBookHere
      /// There is none in the folder that was named.
      case noBook(String)
      /// The one that was found is another user's, and nobody named it.
      case otherUser(String, folder: String)
    }

    package let reason: Reason

    package var description: String { diagnostic.summary }

    package var diagnostic: Diagnostic {
      let create = "A book is a folder with a file book.yml, of which one line is enough: title: Learning by gradient. "
      switch reason {
      case .noBookHere:
        return Diagnostic(
          .error, "there is no book here: neither book.yml nor chapters/book.yml is in this folder or in one above it",
          explanation: create
            + "'build-book new FOLDER' makes one with a first chapter; --book names the folder of one that is elsewhere."
        )
      case .noBook(let name):
        return Diagnostic(
          .error, "there is no book in '\(name)': it has no book.yml",
          explanation: create + "Create one there; 'build-book new' makes one in a folder that is new or empty.")
      case .otherUser(let user, let folder):
        return Diagnostic(
          .error, "the book in '\(folder)' belongs to \(user), and to build a book is to run its author's code",
          explanation: "If you want that, name the book: --book '\(folder)'.")
      }
    }
  }
}
