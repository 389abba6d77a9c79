import Book
import Foundation
import Storage
import Text

/// A cell's picture as it goes into the page.
///
/// What a cell prints is not trusted, and an SVG can carry scripts, links and style sheets. So the picture is read by a strict
/// reader, and only the shapes, text and paint that `SVGVocabulary` lists are written again. Ids get a prefix, because two
/// pictures on a page may use the same. A picture that is not well-formed, or that brings a style sheet of its own (which
/// would apply to the whole page), is shown as an image instead: browsers neither run nor load anything in those.
///
/// An `<svg class="narrow">` directly within the picture is the same drawn for a narrow frame. It is written after the picture,
/// and the style sheet shows the one that fits.
struct InlinePicture: Sendable {
  var html: String
  /// The width in the picture's own units, where it says so.
  var width: Double?
  /// The same of the drawing for a narrow frame.
  var narrowWidth: Double?
  /// By what its numbers are known on the page; nil of one that has none.
  private(set) var valuesKey: String?

  private static let known = Memo<InlinePicture>(limit: 16 << 20)

  /// - Parameters:
  ///   - prefix: what makes the picture's ids unique on the page; ends with a separator.
  init(svg: String, description: String, prefix: String) {
    self = Self.known.value(of: [prefix, description, svg].joined(separator: "\0")) {
      InlinePicture(reading: svg, description: description, prefix: prefix)
    }
  }

  private init(reading svg: String, description: String, prefix: String) {
    var writer = SVGWriter(description: description, prefix: prefix)
    do throws(XMLReader.Malformed) {
      var reader = XMLReader(svg)
      while let event = try reader.next() {
        guard !writer.needsIsolation else { break }
        writer.write(event)
      }
    } catch {
      writer.needsIsolation = true
    }
    if writer.needsIsolation {
      let data = Data(svg.utf8).base64EncodedString()
      html = "<img src=\"data:image/svg+xml;base64,\(data)\" alt=\"\(VisibleText.html(description))\">"
    } else {
      html = writer.drawings.map(\.html).joined()
      width = writer.drawings[0].width
      if !PictureTable.tables(of: svg).isEmpty { valuesKey = PictureTable.key(prefix: prefix) }
      narrowWidth = writer.drawings.dropFirst().first?.width
    }
  }
}

extension InlinePicture {
  /// The picture in its frame: drawn in its own size where there is space, it scrolls rather than shrink until it cannot be read.
  ///
  /// - Parameter hasScript: Whether the page has what shows the picture's numbers.
  func framed(hasScript: Bool = false) -> String {
    let sizes = [("--w", width), ("--narrow", narrowWidth)].compactMap { name, width in
      width.flatMap { $0 > 0 && $0 < 10_000 ? "\(name):\(Int($0.rounded()))" : nil }
    }
    let style = sizes.isEmpty ? "" : " style=\"\(sizes.joined(separator: ";"))\""
    let values = hasScript ? valuesKey.map { " data-values=\"\(VisibleText.html($0))\"" } ?? "" : ""
    return "<div class=\"picture\"\(style)\(values)>\(html)</div>"
  }
}

/// Writes the events of a picture again, those that a page takes over.
private struct SVGWriter {
  struct Drawing {
    var html = ""
    var width: Double?
  }

  /// The picture, and the drawing for a narrow frame where there is one.
  private(set) var drawings = [Drawing()]
  var needsIsolation = false

  private let description: String
  private var prefix: String
  /// The index of the drawing to which the next element belongs.
  private var current = 0
  /// How many open elements are left out; what is inside of them is left out too.
  private var dropped = 0
  private var open: [String] = []
  /// Whether the tag that was written last is still to be closed, by `>` or by `/>`.
  private var isTagOpen = false
  private var cells = MapCells()

  init(description: String, prefix: String) {
    self.description = description
    self.prefix = prefix
  }

  mutating func write(_ event: XMLReader.Event) {
    switch event {
    case .start(let name, let attributes):
      let local = name.hasPrefix("svg:") ? String(name.dropFirst(4)) : name
      if local == "style" || open.isEmpty && local != "svg" { needsIsolation = true }
      let isInsideText = open.last.map(SVGVocabulary.textElements.contains) ?? false
      guard dropped == 0, !isInsideText, SVGVocabulary.elements.contains(local) else {
        dropped += 1
        return
      }
      if local == "path", cells.take(attributes) {
        open.append("")
        return
      }
      closeTag()
      html += cells.flush()
      if local == "rect", SVGVocabulary.isInvisible(attributes) {
        dropped += 1
        return
      }
      let beginsNarrow =
        local == "svg" && open.count == 1 && drawings.count == 1
        && attributes.contains { $0.name == "class" && $0.value == "narrow" }
      if beginsNarrow {
        drawings.append(Drawing())
        current = 1
        prefix += "narrow-"
      }
      html += "<\(local)"
      if open.isEmpty || beginsNarrow { writeRoot(attributes) } else { writeAttributes(attributes, of: local) }
      cells.begin(inside: local, attributes)
      isTagOpen = true
      open.append(local)
    case .text(let text):
      guard dropped == 0 else { return }
      let isBlank = text.utf8.allSatisfy { $0 <= UInt8(ascii: " ") }
      if isBlank, !cells.isEmpty { return }
      closeTag()
      html += cells.flush()
      html += VisibleText.html(open.last.map(Self.labels.contains) ?? false ? MinusSign.set(in: text) : text)
    case .end:
      guard dropped == 0 else {
        dropped -= 1
        return
      }
      let name = open.removeLast()
      // A cell of a map, which is not written yet.
      guard !name.isEmpty else { return }
      if isTagOpen, SVGVocabulary.emptyElements.contains(name) {
        html += "/>"
        isTagOpen = false
        return
      }
      closeTag()
      html += cells.flush() + "</\(name)>"
      cells = MapCells()
      if current == 1, open.count == 1 {
        current = 0
        prefix.removeLast("narrow-".count)
      }
    }
  }

  private mutating func closeTag() {
    if isTagOpen { html += ">" }
    isTagOpen = false
  }

  private static let labels: Set = ["text", "tspan"]

  private var html: String {
    get { drawings[current].html }
    _modify { yield &drawings[current].html }
  }

  /// The picture as a whole is one image with the description as its name.
  private mutating func writeRoot(_ attributes: [XMLReader.Attribute]) {
    let own: Set = ["role", "aria-label", "aria-labelledby", "aria-describedby", "aria-hidden"]
    writeAttributes(attributes.filter { !own.contains($0.name) }, of: "svg")
    html += " role=\"img\""
    if !description.isEmpty { html += " aria-label=\"\(VisibleText.html(description))\"" }
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    let box = value("viewBox")
    drawings[current].width = value("width").flatMap(Double.init)
    if let box {
      let numbers = box.split { $0 == " " || $0 == "," }.compactMap { Double($0) }
      if drawings[current].width == nil, numbers.count == 4 { drawings[current].width = numbers[2] }
    } else if let width = value("width"), let height = value("height"), Double(width) != nil, Double(height) != nil {
      // Without a view box a picture is cut, not scaled, where the column is narrower.
      html += " viewBox=\"0 0 \(width) \(height)\""
    }
  }

  private mutating func writeAttributes(_ attributes: [XMLReader.Attribute], of element: String) {
    for attribute in attributes {
      guard let value = permitted(attribute, of: element) else { continue }
      let name = attribute.name == "xlink:href" ? "href" : attribute.name
      html += " \(name)=\"\(VisibleText.html(value))\""
    }
  }

  /// The value to write for an attribute; nil where it is left out.
  private func permitted(_ attribute: XMLReader.Attribute, of element: String) -> String? {
    let value = attribute.value
    switch attribute.name {
    case "id": return prefix + value
    case "style": return permittedStyle(value)
    case "href", "xlink:href":
      if element == "image" { return Self.isEmbeddedImage(value) ? value : nil }
      return value.hasPrefix("#") ? "#\(prefix)\(value.dropFirst())" : nil
    case let name where SVGVocabulary.references.contains(name):
      return value.split(separator: " ").map { prefix + $0 }.joined(separator: " ")
    case let name where SVGVocabulary.properties.contains(name): return permittedPaint(value)
    case let name where SVGVocabulary.attributes.contains(name): return value
    default: return nil
    }
  }

  private func permittedStyle(_ style: String) -> String? {
    var kept = [String]()
    // By bytes, as browsers part them: what follows a sign may be joined with it to one character.
    for declaration in style.utf8.split(separator: UInt8(ascii: ";")) {
      let parts = declaration.split(separator: UInt8(ascii: ":"), maxSplits: 1).map { $0.drop(while: \.isWhitespace) }
      guard parts.count == 2 else { continue }
      let name = String(Substring(parts[0].prefix { !$0.isWhitespace }))
      guard SVGVocabulary.properties.contains(name), let value = permittedPaint(String(Substring(parts[1]))) else {
        continue
      }
      kept.append("\(name):\(value)")
    }
    return kept.isEmpty ? nil : kept.joined(separator: ";")
  }

  /// A value that loads nothing: a `url()` may only name an id of this picture and must be all of the value.
  private func permittedPaint(_ value: String) -> String? {
    // Most are a colour or a number.
    guard !value.utf8.allSatisfy({ $0.isDigit || "#.abcdef".utf8.contains($0) }) else { return value }
    let lower = value.lowercased()
    guard !["\\", "@", "/*", "expression", "image"].contains(where: lower.hasBytes) else { return nil }
    guard lower.hasBytes(of: "url") else { return value }
    guard value.hasPrefix("url(#"), value.hasSuffix(")") else { return nil }
    let id = value.dropFirst("url(#".count).dropLast()
    guard id.utf8.allSatisfy({ $0 != UInt8(ascii: "(") && $0 != UInt8(ascii: ")") }) else { return nil }
    return "url(#\(prefix)\(id))"
  }

  private static func isBase64(_ byte: UInt8) -> Bool { byte.isLetter || byte.isDigit || "+/=".utf8.contains(byte) }

  /// Whether a reference brings an image with it, in Base64 and nothing else.
  private static func isEmbeddedImage(_ value: String) -> Bool {
    for kind in ["png", "jpeg", "gif", "webp"] {
      let prefix = "data:image/\(kind);base64,"
      if value.hasPrefix(prefix) { return value.utf8.dropFirst(prefix.utf8.count).allSatisfy(Self.isBase64) }
    }
    return false
  }
}
