import Markdown
import Text

extension DocumentedOutput.PictureReference {
  /// An image of a chapter.
  ///
  /// - Parameters:
  ///   - path: the file, relative to the chapter's folder.
  ///   - file: what it holds; nil where it cannot be read.
  init(image index: Int, in document: Document, path: String, file: FigureFile?) {
    let node = document.nodes[index]
    let start = node.range.lowerBound + 2
    let end = document.children(of: index).reduce(start) { max($0, document.nodes[$1].range.upperBound) }
    self.init(
      node: index, range: node.range, path: path, description: document.plainText(of: index),
      descriptionRange: start..<end, words: [], hasCheckedValues: false, file: file)
    var position = index + 1
    while position < node.end {
      let part = document.nodes[position]
      switch part.kind {
      case .text(let text): words.append(.init(text: text, range: part.range))
      case .code(let text): words.append(.init(text: text, range: Self.content(of: part.range, text, document.source)))
      case .softBreak, .lineBreak: words.append(.init(text: " ", range: part.range))
      case .math: words.append(.init(text: "\u{FFFC}", range: part.range))
      case .checkedValue:
        hasCheckedValues = true
        words.append(.init(text: "\u{FFFC}", range: part.range))
        position = part.end
        continue
      default: break
      }
      position += 1
    }
  }

  /// A code span without its backticks, where they enclose its text as it is.
  private static func content(of range: Range<Int>, _ text: String, _ source: SourceText) -> Range<Int> {
    let backticks = (range.count - text.utf8.count) / 2
    let content = range.lowerBound + backticks..<range.upperBound - backticks
    return backticks > 0 && source.bytes[content].elementsEqual(text.utf8) ? content : range
  }
}

extension Chapter {
  /// The images of figures that `accept` wrote, this chapter's or another's, besides those that document a cell's output:
  /// pictures that are shown once more.
  ///
  /// - Parameter readFigure: what a file holds, by its path relative to the chapter's folder.
  func picturesShownAgain(_ readFigure: (String) -> String?) -> [DocumentedOutput.PictureReference] {
    var documented: Set<Range<Int>> = []
    for cell in cells {
      for case .picture(let picture) in cell.documented { documented.insert(picture.range) }
    }
    return documents.flatMap { document in
      document.nodes.indices.compactMap { index in
        guard case .image(let destination, _) = document.nodes[index].kind,
          !documented.contains(document.nodes[index].range), let path = LinkTarget.path(of: destination),
          path.hasSuffix(".svg"), let file = readFigure(path).map({ FigureFile($0) }), file.isGenerated
        else { return nil }
        return .init(image: index, in: document, path: path, file: file)
      }
    }
  }
}
