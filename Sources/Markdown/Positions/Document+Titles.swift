extension Document {
  /// The bytes of a picture's title, between the signs that enclose it; nil where it has none, or one that stands elsewhere, at the
  /// address that its label names.
  package func titleRange(ofImage node: Int) -> Range<Int>? {
    guard case .image(_, let title) = nodes[node].kind, !title.isEmpty else { return nil }
    let range = nodes[node].range
    let bytes = source.bytes
    var bracket = children(of: node).reduce(range.lowerBound + 2) { max($0, nodes[$1].range.upperBound) }
    while bracket < range.upperBound, bytes[bracket] != .rightBracket { bracket += 1 }
    guard bracket + 1 < range.upperBound, bytes[bracket + 1] == .leftParenthesis else { return nil }
    let destination = LinkScanner.endOfWhitespace(in: bytes, at: bracket + 2)
    guard let destinationEnd = LinkScanner.endOfDestination(in: bytes, at: destination) else { return nil }
    let start = LinkScanner.endOfWhitespace(in: bytes, at: destinationEnd)
    guard let end = LinkScanner.endOfTitle(in: bytes, at: start), end < range.upperBound, end - start > 1 else {
      return nil
    }
    return start + 1..<end - 1
  }
}
