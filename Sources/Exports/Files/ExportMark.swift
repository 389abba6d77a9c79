/// What stands at the end of an export that is one file, where its format has room for a comment: who wrote it may write it again.
package enum ExportMark {
  static let text = "Written by build-book export."

  /// Whether a file was written by `export`.
  package static func isIn(_ bytes: [UInt8]) -> Bool {
    let end = bytes.suffix(text.utf8.count + 1)
    return end.starts(with: text.utf8) || end.dropFirst().elementsEqual(text.utf8)
  }
}
