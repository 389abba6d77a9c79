/// What may stand where in a fragment.
package struct HTMLPlace: Sendable {
  /// The element in which it is; nil outside of all.
  package private(set) var parent: HTMLElement.Kind?
  /// Whether the words are within a line of their own: no line ends there.
  private var isOneLine = false
  /// Whether blanks and ends of lines are kept as they are.
  package private(set) var isPreformatted = false
  /// How many elements it is in.
  package private(set) var depth = 0

  /// More are not looked into: whoever walks a fragment may do so by a function that calls itself.
  package static let greatestDepth = 32

  package init() {}

  /// The place within an element that stands here.
  package func inside(_ kind: HTMLElement.Kind) -> HTMLPlace {
    var place = self
    place.parent = kind
    place.depth += 1
    if [.th, .td, .caption, .sub, .sup, .s, .del, .pre].contains(kind) { place.isOneLine = true }
    if kind == .pre { place.isPreformatted = true }
    return place
  }

  /// Whether words may stand here.
  package var takesText: Bool {
    switch parent {
    case .ul, .ol, .dl, .table, .thead, .tbody, .tfoot, .tr, .br: false
    default: true
    }
  }

  /// The elements that may stand here. Outside of all it is any, as parts of a fragment that are put together later.
  package var kinds: [HTMLElement.Kind] { HTMLElement.Kind.allCases.filter(takes) }

  package func takes(_ kind: HTMLElement.Kind) -> Bool {
    if kind == .br, isOneLine { return false }
    switch parent {
    case nil: return true
    case .ul, .ol: return kind == .li
    case .dl: return kind == .dt || kind == .dd
    case .table: return [.caption, .thead, .tbody, .tfoot, .tr].contains(kind)
    case .thead, .tbody, .tfoot: return kind == .tr
    case .tr: return kind == .th || kind == .td
    case .div, .blockquote, .li, .dd: return kind.isPhrasing || kind.isBlock
    case .br: return false
    default: return kind.isPhrasing
    }
  }
}

extension HTMLElement {
  /// What is wrong with the order of its elements, as the end of a sentence about it; nil where nothing is.
  package var problem: String? {
    switch kind {
    case .dl:
      let kinds = elements.map(\.kind)
      guard kinds.first == .dt, kinds.last == .dd else {
        return "begins with <dt> and ends with <dd>: each term has what is said of it"
      }
      return nil
    case .tr: return elements.isEmpty ? "has no <td> and no <th>" : nil
    case .table:
      do {
        _ = try HTMLGrid(self)
        return nil
      } catch {
        return error.sentence
      }
    default: return nil
    }
  }
}
