import Markdown
import Yams

/// Adds to the list of chapters in `book.yml`, and changes no other byte of it.
package enum ChapterListEdit {
  /// The bytes of `book.yml` with one more chapter: at the end of its list, in the last part where it ends in one, but before what ends
  /// the book without a number. Without a list all Markdown files are chapters, and the bytes stay as they are.
  ///
  /// - Returns: nil where the list is not one that ends in the name of a file, as an alias is.
  package static func adding(_ file: String, to source: SourceText) -> [UInt8]? {
    let text = YAMLText(source: source, range: 0..<source.bytes.count)
    guard case .success(let root?) = text.compose(), case .mapping = root else { return nil }
    guard var list = root["chapters"] else { return source.bytes }
    if let own = last(of: list)?["chapters"] { list = own }
    guard let last = last(of: list), case .scalar(let name) = last["unnumbered"] ?? last else { return nil }
    let isInMapping = last["unnumbered"] != nil
    let location = text.location(of: last["unnumbered"] ?? last)
    let written = source.bytes[location.range]
    // In quotes it may go on in the next line.
    let isQuoted = [.singleQuoted, .doubleQuoted].contains(name.style)
    guard isQuoted ? written.count > 1 && written.last == written.first : written.elementsEqual(name.string.utf8) else {
      return nil
    }
    var bytes = source.bytes
    if isInMapping, bytes[text.location(of: last).range.lowerBound] == UInt8(ascii: "{") { return nil }
    if bytes[text.location(of: list).range.lowerBound] == UInt8(ascii: "[") {
      bytes.insert(contentsOf: Array(", \(file)".utf8), at: location.range.upperBound)
      return bytes
    }
    let start = source.lineStarts[source.position(at: location.range.lowerBound).line - 1]
    let before = source.bytes[start..<location.range.lowerBound]
    guard let dash = before.lastIndex(of: UInt8(ascii: "-")) else { return nil }
    // The line with its comment stays, and so do comments below it.
    let end = source.bytes[location.range.upperBound...].firstIndex { [0x0A, 0x0D].contains($0) }
    let lineEnding = Array((source.bytes.contains(0x0D) ? "\r\n" : "\n").utf8)
    let indentation = Array(before[..<dash])
    bytes.insert(
      contentsOf: lineEnding + indentation + Array("- \(file)".utf8) + (end == nil ? lineEnding : []),
      at: end ?? bytes.count)
    return bytes
  }

  /// The last element that is no chapter without a number, behind which a new one stands; the last of all where there is none.
  private static func last(of list: Yams.Node) -> Yams.Node? {
    list.sequence?.last { $0.mapping?["unnumbered"] == nil } ?? list.sequence?.last
  }
}
