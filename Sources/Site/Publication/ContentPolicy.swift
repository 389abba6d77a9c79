import Book
import Markdown

/// What a page may load and run, as its Content-Security-Policy says it to browsers: the files of its site and nothing else.
///
/// Attributes `style` are allowed, since formulas, tensors and pictures have sizes and values there; style sheets and scripts within the
/// page are not. What an author writes as HTML may need more: a page of a chapter with a script, a form or a frame of the author's own
/// has no policy.
enum ContentPolicy {
  /// - Parameter documents: what stands on the page.
  /// - Returns: nil where the author's own HTML needs what no policy can foresee.
  static func text(for documents: [Document]) -> String? {
    var loadsMedia = false
    for node in documents.lazy.flatMap(\.nodes) {
      switch node.kind {
      case .image(let destination, _) where isElsewhere(destination): loadsMedia = true
      case .htmlBlock(let html), .htmlInline(let html):
        if isActive(html) { return nil }
        loadsMedia =
          loadsMedia || HTMLAttributes.values(of: ["src", "srcset", "poster"], in: html).contains(where: isElsewhere)
      default: break
      }
    }
    let elsewhere = loadsMedia ? " https: http:" : ""
    return [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "style-src-attr 'unsafe-inline'",
      "font-src 'self'",
      "img-src 'self' data:\(elsewhere)", "media-src 'self'\(elsewhere)", "base-uri 'none'", "form-action 'none'",
    ].joined(separator: "; ")
  }

  private static func isElsewhere(_ destination: String) -> Bool {
    let reference = URIReference(destination)
    return reference.hasAuthority || reference.scheme != nil && reference.scheme?.lowercased() != "data"
  }

  /// Whether HTML has an element or an attribute that is more than text and pictures.
  private static func isActive(_ html: String) -> Bool {
    let lower = html.lowercased()
    let elements = ["script", "style", "iframe", "object", "embed", "form", "link", "base", "meta", "frame", "portal"]
    if elements.contains(where: { lower.contains("<\($0)") }) { return true }
    if lower.contains("javascript:") { return true }
    // An attribute that is an event's: a blank, `on`, letters and a sign of equality.
    let bytes = Array(lower.utf8)
    for index in bytes.indices.dropLast(3)
    where bytes[index] <= 0x20 || bytes[index] == UInt8(ascii: "/") || bytes[index] == UInt8(ascii: "\"")
      || bytes[index] == UInt8(ascii: "'")
    {
      guard bytes[index + 1] == UInt8(ascii: "o"), bytes[index + 2] == UInt8(ascii: "n") else { continue }
      let rest = bytes[(index + 3)...].drop { (0x61...0x7A).contains($0) }.drop { $0 <= 0x20 }
      if rest.first == UInt8(ascii: "=") { return true }
    }
    return false
  }
}
