import Markdown

extension Document {
  /// Whether a node is a link without a text, which is filled in with what it leads to.
  package func isReference(_ node: Int) -> Bool {
    guard case .link(let destination, _) = nodes[node].kind else { return false }
    return nodes[node].end == node + 1 && destination.utf8.first != UInt8(ascii: "=")
  }
}
