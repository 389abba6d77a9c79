import Markdown
import Text

/// Finds links and pictures that name files which are not there.
struct LinkChecker {
  let source: SourceText
  /// The chapter's file, relative to the book's folder.
  let file: String
  /// All chapters, relative to the book's folder; nil where there is no book.
  let chapterFiles: [String]?
  /// Whether there is a file, by its path relative to the chapter's folder.
  let fileExists: (String) -> Bool
  /// Figure files that cells of this chapter write: whether they are there is reported with the cell's output.
  let figureFiles: Set<String>

  func check(_ node: Node) -> Diagnostic? {
    switch node.kind {
    case .image(let destination, _): check(destination, node, isImage: true)
    case .link(let destination, _): check(destination, node, isImage: false)
    default: nil
    }
  }

  private func check(_ destination: String, _ node: Node, isImage: Bool) -> Diagnostic? {
    guard let path = Self.path(of: destination), !figureFiles.contains(path) else { return nil }
    if !isImage, path.utf8.suffix(3).elementsEqual(".md".utf8), let chapterFiles {
      let target = Path.normalise(Path.join(Path.folder(of: file), path))
      if chapterFiles.contains(target) { return nil }
      let folder = Path.folder(of: file)
      let known = chapterFiles.map { Path.relative("/book/" + $0, to: "/book/" + folder) }
      return Diagnostic(
        .error, at: location(of: destination, in: node), "'\(path)' is not a chapter of this book",
        explanation: Spelling.advice(for: path, among: known, choices: "The chapters are"))
    }
    guard !fileExists(path) else { return nil }
    return Diagnostic(
      .error, at: location(of: destination, in: node),
      isImage ? "there is no picture '\(path)'" : "there is no file '\(path)'",
      explanation: "Files are looked for from the chapter's own folder.")
  }

  /// The file that a destination names; nil where it leads elsewhere: to another site, another part of the page, or the
  /// root of whatever serves the book.
  static func path(of destination: String) -> String? {
    let bytes = Array(destination.utf8)
    guard let first = bytes.first, first != UInt8(ascii: "/"), first != UInt8(ascii: "#"), first != UInt8(ascii: "?")
    else { return nil }
    let isScheme = { (byte: UInt8) in byte.isLetter || byte.isDigit || "+-.".utf8.contains(byte) }
    let schemeEnd = bytes.firstIndex { !isScheme($0) } ?? bytes.count
    if schemeEnd > 1, schemeEnd < bytes.count, bytes[schemeEnd] == UInt8(ascii: ":"), first.isLetter { return nil }
    let end = bytes.firstIndex { $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "?") } ?? bytes.count
    return percentDecoded(bytes[..<end])
  }

  private static func percentDecoded(_ bytes: ArraySlice<UInt8>) -> String {
    var result = [UInt8]()
    var index = bytes.startIndex
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "%"), index + 2 < bytes.endIndex,
        let byte = UInt8(String(decoding: bytes[index + 1...index + 2], as: UTF8.self), radix: 16)
      {
        result.append(byte)
        index += 3
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// The destination's bytes where they stand in the link as they are; else, for a reference, the whole link.
  private func location(of destination: String, in node: Node) -> Diagnostic.Location {
    let wanted = Array(destination.utf8)
    var start = node.range.upperBound - wanted.count
    while start >= node.range.lowerBound, !wanted.isEmpty {
      if source.bytes[start..<start + wanted.count].elementsEqual(wanted) {
        return Diagnostic.Location(start..<start + wanted.count, in: source)
      }
      start -= 1
    }
    return Diagnostic.Location(node.range, in: source)
  }
}
