import Foundation
import Site

/// Files that go into others, as addresses that hold their content.
enum EmbeddedFiles {
  /// - Parameter path: whose ending says what the content is.
  static func address(of bytes: [UInt8], at path: String) -> String {
    "data:\(mediaType(of: path));base64,\(Data(bytes).base64EncodedString())"
  }

  /// A style sheet with the fonts in it that a text needs.
  static func style(_ style: String, _ files: [SiteFile], for text: String) -> String {
    let signs = Set(text.unicodeScalars.map(\.value))
    var style = withoutFonts(style) { ranges in signs.contains { sign in ranges.contains { $0.contains(sign) } } }
    for file in files where file.path.hasSuffix(".woff2") {
      let reference = "url(\(file.path.dropFirst("assets/".count)))"
      guard style.contains(reference) else { continue }
      style = style.replacing(reference, with: "url(\(address(of: file.bytes, at: file.path)))")
    }
    return style
  }

  /// A style sheet without the fonts that have only signs which are not needed, and without those that come in time or not at all.
  ///
  /// - Parameter isNeeded: asked for each font that says which signs it has.
  private static func withoutFonts(_ style: String, unless isNeeded: ([ClosedRange<UInt32>]) -> Bool) -> String {
    var result = ""
    var rest = style[...]
    while let start = rest.firstRange(of: "@font-face"), let end = rest[start.upperBound...].firstIndex(of: "}") {
      let rule = rest[start.lowerBound...end]
      result += rest[..<start.lowerBound]
      rest = rest[rest.index(after: end)...]
      // A font that is in the file is there in time.
      if rule.contains("font-display: optional") { continue }
      if let list = rule.firstRange(of: "unicode-range:") {
        let ranges = rule[list.upperBound...].prefix { $0 != ";" && $0 != "}" }.split(separator: ",").compactMap(range)
        if !isNeeded(ranges) { continue }
      }
      result += rule
    }
    return result + rest
  }

  /// `U+20-7E`, `U+A0`.
  private static func range(_ text: Substring) -> ClosedRange<UInt32>? {
    let numbers = text.filter { !$0.isWhitespace }.dropFirst(2).split(separator: "-").compactMap {
      UInt32($0, radix: 16)
    }
    guard let first = numbers.first, let last = numbers.last, first <= last else { return nil }
    return first...last
  }

  static func mediaType(of path: String) -> String {
    let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    return mediaTypes[ending] ?? "application/octet-stream"
  }

  private static let mediaTypes = [
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "avif": "image/avif", "woff2": "font/woff2",
  ]

  static func isPicture(_ path: String) -> Bool { mediaType(of: path).hasPrefix("image/") }
}
