import Foundation
import Site

/// Files that go into others, as addresses that hold their content.
enum EmbeddedFiles {
  /// - Parameter path: whose ending says what the content is.
  static func address(of bytes: [UInt8], at path: String) -> String {
    "data:\(mediaType(of: path));base64,\(Data(bytes).base64EncodedString())"
  }

  /// A style sheet with the fonts that it names in it.
  static func style(_ style: String, _ files: [SiteFile]) -> String {
    var style = style
    for file in files where file.path.hasSuffix(".woff2") {
      let name = file.path.dropFirst("assets/".count)
      style = style.replacing("url(\(name))", with: "url(\(address(of: file.bytes, at: file.path)))")
    }
    return style
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
