import Foundation
import FoundationXML

/// The elements of an SVG text in order, those of its drawing for a narrow frame apart, or the position where it is not
/// well-formed.
final class ParsedSVG: NSObject, XMLParserDelegate {
  struct Element {
    var name: String
    var attributes: [String: String]
    var text = ""
  }

  /// The whole picture, and the drawing for a narrow frame where there is one; each begins with its `svg`.
  private(set) var drawings: [[Element]] = []
  private(set) var error: String?
  /// Whether text belongs to the last element; line breaks between elements belong to none.
  private var isInside = false

  init(_ svg: String) {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    if !parser.parse() {
      error = "line \(parser.lineNumber), column \(parser.columnNumber): \(parser.parserError.map { "\($0)" } ?? "")"
    }
  }

  var elements: [Element] { drawings.first ?? [] }

  /// What the texts say, in order.
  var texts: [String] { elements.filter { $0.name == "text" }.map(\.text) }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    if name == "svg" { drawings.append([]) }
    drawings[drawings.count - 1].append(Element(name: name, attributes: attributes))
    isInside = true
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    if isInside { drawings[drawings.count - 1][drawings[drawings.count - 1].count - 1].text += string }
  }

  func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
    isInside = false
  }
}
