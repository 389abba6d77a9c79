/// Where a link of a chapter leads: the one reading of it, for whoever checks, accepts or writes pages.
///
/// Paths are relative to the book's folder.
package enum LinkTarget: Sendable, Hashable {
  /// A chapter of the book, which may be the link's own, and the anchor on its page.
  case chapter(file: String, anchor: String?)
  /// Another file of the book.
  case file(String)
  /// A path that leads out of the book's folder.
  case outside(String)
  /// A path from the root of whatever serves the book's pages, which is not the book's folder. It is given without its
  /// first slash.
  case root(String)
  /// Another site, mail, or nothing.
  case elsewhere

  /// - Parameters:
  ///   - chapter: the file of the chapter that holds the link.
  ///   - chapters: the files of all chapters.
  package init(_ reference: URIReference, in chapter: String, of chapters: Set<String>) {
    let written = reference.writtenPath
    guard reference.scheme == nil, !reference.hasAuthority else {
      self = .elsewhere
      return
    }
    if written.hasPrefix("/") {
      self = .root(Path.normalise(String(reference.path.dropFirst())))
      return
    }
    if written.isEmpty {
      let isAnchor = reference.fragment != nil && reference.query == nil
      self = isAnchor ? .chapter(file: chapter, anchor: reference.anchor) : .elsewhere
      return
    }
    let path = Path.normalise(Path.join(Path.folder(of: chapter), reference.path))
    if path == ".." || path.hasPrefix("../") || path.hasPrefix("/") {
      self = .outside(path)
    } else if let index = chapters.firstIndex(of: path) {
      self = .chapter(file: chapters[index], anchor: reference.anchor)
    } else {
      self = .file(path)
    }
  }

  /// The file that a destination names, relative to the folder of the chapter that holds the link; nil where it names none.
  package static func path(of destination: String) -> String? {
    switch LinkTarget(URIReference(destination), in: "", of: []) {
    case .file(let path), .outside(let path): path
    case .chapter, .root, .elsewhere: nil
    }
  }
}
