import Book
import Markdown

/// References and citations as text, for what is no page.
extension CrossReferences {
  /// What a link without a text says; nil for any other node.
  ///
  /// - Parameter file: that of the chapter which has it.
  package func text(ofReference node: Int, in document: Document, of file: String) -> String? {
    guard document.isReference(node), case .link(let destination, _) = document.nodes[node].kind,
      let target = links.referenceTarget(of: destination, in: file)
    else { return nil }
    return works.style.words.reference(to: target, in: links.chapterTitle(of: target, besides: file))
  }

  /// What a link says that has no text of its own.
  ///
  /// - Parameters:
  ///   - anchor: that of the target in its chapter, `file`; nil for the chapter itself.
  ///   - other: the file of the chapter that has the link.
  /// - Returns: nil where nothing is there that has a number or a title.
  package func text(ofReferenceTo anchor: String?, of file: String, in other: String) -> String? {
    links.outline.target(of: .chapter(file: file, anchor: anchor)).map {
      works.style.words.reference(to: $0, in: links.chapterTitle(of: $0, besides: other))
    }
  }

  /// What a citation says: "(see LeCun et al., 1998, p. 3)". Nil for one of works that there are not.
  package func text(of citation: Node.Citation) -> String? {
    var pieces: [String] = []
    for item in citation.items {
      guard let name = works.name(of: item, in: citation) else { return nil }
      let before = item.prefix.isEmpty ? "" : item.prefix + " "
      pieces.append(before + name + (item.suffix.isEmpty ? "" : ", \(item.suffix)"))
    }
    return citation.isInSentence ? pieces.joined() : "(\(pieces.joined(separator: "; ")))"
  }

  /// The works that a chapter cites, each as HTML.
  package func works(of chapter: Chapter) -> [String] { works.works(of: chapter).map(works.html) }

  /// What something is called, with its number: "Table 1.1". Nil for what has no number.
  package func name(of target: ReferenceTarget) -> String? { works.style.words.name(of: target) }
}
