/// Code on a page is the same in every language: browsers that translate pages are told to leave it.
enum UntranslatedCode {
  private static let elements: [[UInt8]] = ["pre", "code", "kbd", "samp"].map { Array($0.utf8) }
  /// What ends a stretch in which nothing is a tag, by what begins it.
  private static let opaque: [(start: [UInt8], end: [UInt8])] = [
    ("<!--", "-->"), ("<script", "</script"), ("<style", "</style"),
  ]
  .map { (Array($0.0.utf8), Array($0.1.utf8)) }

  /// The HTML of a page's text with `translate="no"` in the tags of its code; what stands within a `pre` needs none.
  static func marked(_ html: String) -> String {
    let bytes = Array(html.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count + bytes.count / 32)
    var copied = 0
    var position = 0
    var isInPre = false
    while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
      position = start + 1
      if let stretch = opaque.first(where: { bytes[start...].starts(with: $0.start) }) {
        position = bytes[start...].firstRange(of: stretch.end)?.upperBound ?? bytes.count
        continue
      }
      if bytes[start...].starts(with: "</pre".utf8) { isInPre = false }
      guard let name = elements.first(where: { bytes[(start + 1)...].starts(with: $0) }) else { continue }
      let end = start + 1 + name.count
      guard end < bytes.count, bytes[end] == UInt8(ascii: ">") || bytes[end] <= 0x20, !isInPre else { continue }
      isInPre = name == elements[0]
      result += bytes[copied..<end]
      result += Array(" translate=\"no\"".utf8)
      copied = end
    }
    return String(decoding: result + bytes[copied...], as: UTF8.self)
  }
}
