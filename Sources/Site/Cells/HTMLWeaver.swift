import Outputs

/// A fragment of HTML that a cell gave, written anew from its tree, with the documented words.
package struct HTMLWeaver {
  private let content: [HTMLNode]
  private let name: String?

  /// What stands around a table.
  private typealias Frame = (_ table: HTMLElement, _ markup: String) -> String

  /// Nil where the text leaves something out, or has it elsewhere: it is then shown as it stands.
  package init?(_ text: String, of value: HTMLValue) {
    guard let documented = value.documented(by: text) else { return nil }
    content = documented.content
    name = documented.name
  }

  /// As a part of a page: tables scroll in frames of their own.
  ///
  /// - Parameter table: what a table without a caption is called, for those who hear the page, where the fragment has no name.
  func html(table: String) -> String {
    let markup = markup(of: content) { element, markup in
      let caption = element.elements.first { $0.kind == .caption }.map { HTMLValue.text(of: $0.content) } ?? ""
      let label = caption.isEmpty ? name ?? table : caption.split(separator: "\n").joined(separator: " ")
      // Without a name of its own it is no landmark, as there may be others of that name.
      let role = caption.isEmpty && name == nil ? "group" : "region"
      return "<div class=\"table\" role=\"\(role)\" tabindex=\"0\" aria-label=\"\(VisibleText.html(label))\">\n"
        + "\(markup)</div>\n"
    }
    return "<div class=\"html\">\n\(markup)</div>\n"
  }

  /// The fragment alone.
  package func fragment() -> String { markup(of: content) { $1 } }

  private func markup(of content: [HTMLNode], isNumber: Bool = false, _ frame: Frame) -> String {
    var result = ""
    for node in content {
      switch node {
      case .text(let text): result += VisibleText.html(isNumber ? MinusSign.set(in: text) : text)
      case .element(let element): result += markup(of: element, isNumber: isNumber, frame)
      }
    }
    return result
  }

  private func markup(of element: HTMLElement, isNumber: Bool, _ frame: Frame) -> String {
    switch element.kind {
    case .br: tag(element) + "\n"
    case .ol: list(element, frame)
    // What is there to be copied keeps the hyphen.
    case .code, .kbd, .samp, .var:
      tag(element) + markup(of: element.content, frame) + "</\(element.kind.rawValue)>"
    case .table: frame(element, table(element))
    // HTML drops an end of line that follows this tag.
    case .pre: "\(tag(element))\n\(markup(of: element.content, frame))</pre>\n"
    default:
      tag(element) + markup(of: element.content, isNumber: isNumber, frame)
        + "</\(element.kind.rawValue)>\(element.kind.isPhrasing ? "" : "\n")"
    }
  }

  private func tag(_ element: HTMLElement, _ more: String = "") -> String {
    let attributes = element.attributes.map { " \($0.name.rawValue)=\"\(VisibleText.html($0.value))\"" }
    return "<\(element.kind.rawValue)\(attributes.joined())\(more)>"
  }

  /// A list with numbers has room for the longest.
  private func list(_ list: HTMLElement, _ frame: Frame) -> String {
    let isLong = HTMLValue.numbers(ofItemsIn: list).contains { !(-9...999).contains($0) }
    return tag(list, isLong ? " class=\"large\"" : "") + markup(of: list.content, frame) + "</ol>\n"
  }

  private func table(_ table: HTMLElement) -> String {
    var areNumbers = HTMLValue.areNumbers(cellsOf: table)[...]
    func row(_ element: HTMLElement) -> String {
      var result = tag(element)
      for cell in element.elements {
        let isNumber = areNumbers.popFirst() ?? false
        result += tag(cell, isNumber ? " class=\"right\"" : "")
        result += markup(of: cell.content, isNumber: cell.kind == .td && isNumber) { $1 } + "</\(cell.kind.rawValue)>"
      }
      return result + "</tr>\n"
    }
    var result = "\(tag(table))\n"
    for part in table.elements {
      switch part.kind {
      case .caption: result += "\(tag(part))<div>\(markup(of: part.content) { $1 })</div></caption>\n"
      case .tr: result += row(part)
      default: result += "\(tag(part))\n\(part.elements.map(row).joined())</\(part.kind.rawValue)>\n"
      }
    }
    return result + "</table>\n"
  }
}
