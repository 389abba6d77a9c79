import Book
import Markdown

/// What stands beside the text of a wide page: its footnotes, each beside its first reference, and never where an aside stands or
/// something wide reaches into the margin.
///
/// Asides float, and what is wide clears them: both stand in the text's flow, and are boxes that notes keep clear of. A note has no place
/// in that flow, so style sheets anchor it: to its reference, to the note before it, and to the boxes above and below.
struct MarginLayout {
  /// The boxes of the text, by their nodes.
  private var boxes: [Int: Int] = [:]
  /// How many boxes stand above the first reference to each note.
  private var boxesAbove: [Int: Int] = [:]

  /// - Parameter wide: the nodes of what is wider than the text.
  init(_ chapter: Chapter, wide: Set<Int>) {
    let document = chapter.document
    let asides = Set(chapter.containers.filter { $0.kind == .aside }.map(\.node))
    for (index, node) in document.nodes.enumerated() {
      switch node.kind {
      case .footnoteReference(let note) where note.references == 1: boxesAbove[note.number] = boxes.count
      default:
        // Only what is directly in the text reaches into the margin.
        let isOuter = node.parent == 0 || node.isImage && document.nodes[node.parent].parent == 0
        if isOuter, wide.contains(index) || asides.contains(index) { boxes[index] = boxes.count + 1 }
      }
    }
    if boxesAbove.isEmpty { boxes = [:] }
  }

  /// The attribute that makes a node one that notes keep clear of; nothing for any other.
  func attribute(ofBox node: Int) -> String { boxes[node].map { " style=\"anchor-name: --box-\($0)\"" } ?? "" }

  /// The declarations of a note. The style sheet makes of them where it stands; elsewhere they say nothing.
  func style(ofNote number: Int) -> String {
    let above = boxesAbove[number] ?? 0
    var declarations = ["anchor-name: --note-\(number)", "--beside: anchor(--ref-\(number) top, 0px)"]
    // The note before it, and the box that may hang down beside its reference.
    let others =
      (number > 1 ? ["anchor(--note-\(number - 1) bottom, 0px)"] : [])
      + (above > 0 ? ["anchor(--box-\(above) bottom, 0px)"] : [])
    if !others.isEmpty {
      declarations.append("--above: \(others.count == 1 ? others[0] : "max(\(others.joined(separator: ", ")))")")
    }
    // Where there is no room above the next box it stands below that, or below one of those that follow.
    for next in 1...4 where above + next <= boxes.count {
      let box = "--box-\(above + next)"
      declarations += ["--top-\(next): anchor(\(box) top, 0px)", "--end-\(next): anchor(\(box) bottom, 0px)"]
    }
    return declarations.joined(separator: "; ")
  }
}

extension Node {
  fileprivate var isImage: Bool { if case .image = kind { true } else { false } }
}
