import Text

extension Markup {
  package enum Syntax {
    /// What an XML parser reads.
    case xml
    /// What browsers read as HTML.
    case html
  }

  package func written(as syntax: Syntax) -> String {
    var output: [UInt8] = []
    var open: [(name: String, isVoid: Bool)] = []
    var foreignDepth = 0
    for (index, event) in events.enumerated() {
      switch event {
      case .start(let tag):
        if ["svg", "math"].contains(tag.name) { foreignDepth += 1 }
        var isEmpty = false
        if index + 1 < events.count, case .end = events[index + 1] { isEmpty = true }
        let isVoid = isEmpty && (foreignDepth > 0 || Self.void.contains(tag.name))
        output += "<\(tag.name)".utf8
        for attribute in tag.attributes { output += " \(attribute.name)=\"\(Self.escaped(attribute.value))\"".utf8 }
        output += (isVoid ? "/>" : ">").utf8
        open.append((tag.name, isVoid))
      case .text(let text):
        let isRaw =
          syntax == .html && open.last.map { Self.rawText.contains($0.name) && $0.name != "textarea" } ?? false
        if syntax == .html, open.last?.name == "pre", text.hasPrefix("\n"), case .start = events[index - 1] {
          output.append(UInt8(ascii: "\n"))
        }
        output += (isRaw ? text : Self.escaped(text)).utf8
      case .end:
        guard let (name, isVoid) = open.popLast() else { continue }
        if ["svg", "math"].contains(name) { foreignDepth -= 1 }
        if !isVoid { output += "</\(name)>".utf8 }
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  /// Text as it stands between tags and in attributes, without the characters that XML does not allow.
  static func escaped(_ text: String) -> String {
    var output: [UInt8] = []
    output.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): output += "&amp;".utf8
      case UInt8(ascii: "<"): output += "&lt;".utf8
      case UInt8(ascii: ">"): output += "&gt;".utf8
      case UInt8(ascii: "\""): output += "&quot;".utf8
      case 0x09, 0x0A, 0x0D: output.append(byte)
      case _ where byte.isControl && byte != 0x7F: continue
      default: output.append(byte)
      }
    }
    return String(decoding: output, as: UTF8.self)
  }
}
