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
      node: index, range: node.range.lowerBound..<(node.attributes ?? node.range).upperBound, path: path,
      description: document.plainText(of: index),
      descriptionRange: start..<end, words: [], hasCheckedValues: false, isHTML: false, file: file)
    readWords(of: index + 1..<node.end, in: document)
  }

  private mutating func readWords(of nodes: Range<Int>, in document: Document) {
    var position = nodes.lowerBound
    while position < nodes.upperBound {
      let part = document.nodes[position]
      switch part.kind {
      case .text(let text): words.append(.init(text: text, range: part.range))
      case .code(let text): words.append(.init(text: text, range: Self.content(of: part.range, text, document.source)))
      case .softBreak, .lineBreak: words.append(.init(text: " ", range: part.range))
      case .math(let math): words.append(.init(text: Self.plainNumbers(of: math.source), range: part.range))
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

  /// An image in HTML, or the title of one in Markdown, by words that are read of it.
  init(
    node: Int, range: Range<Int>, path: String, words: (text: String, range: Range<Int>), isHTML: Bool,
    file: FigureFile?
  ) {
    self.init(
      node: node, range: range, path: path, description: words.text, descriptionRange: words.range,
      words: [.init(text: words.text, range: words.range)], hasCheckedValues: false, isHTML: isHTML, file: file)
  }

  /// The title of an image; nil where it has none, or one that stands elsewhere or with escapes.
  ///
  /// - Parameter caption: the title where it is a caption.
  static func title(
    of image: Int, in document: Document, path: String, file: FigureFile?, caption: Document?
  ) -> DocumentedOutput.PictureReference? {
    let node = document.nodes[image]
    guard case .image(_, let title) = node.kind, !title.isEmpty else { return nil }
    if let caption, let range = document.titleRange(ofImage: image) {
      var reference = Self.init(
        node: image, range: node.range, path: path, words: (caption.plainText(of: 0), range), isHTML: false, file: file)
      reference.words = []
      reference.readWords(of: caption.nodes.indices, in: caption)
      return reference
    }
    // Before the title's last quote and the parenthesis are at most blanks.
    let wanted = Array(title.utf8)
    let end = node.range.upperBound
    guard
      let start = (node.range.lowerBound..<max(node.range.lowerBound, end - wanted.count)).last(where: {
        document.source.bytes[$0..<$0 + wanted.count].elementsEqual(wanted)
      })
    else { return nil }
    return .init(
      node: image, range: node.range, path: path, words: (title, start..<start + wanted.count), isHTML: false,
      file: file)
  }

  /// A formula as a text whose numbers are those that it states: not those of indices.
  private static func plainNumbers(of formula: String) -> String {
    let signs = [
      ("\\times", "×"), ("\\cdot", "×"), ("\\%", "%"), ("\\,", "\u{202F}"), ("\\;", " "), ("\\ ", " "), ("{,}", ","),
    ]
    let text = signs.reduce(formula) { $0.replacing($1.0, with: $1.1) }
    return text.replacing(/\\[dt]?frac\s*\{(\d+)\}\s*\{(\d+)\}/) { "\($0.1)/\($0.2)" }
      .filter { $0 != "{" && $0 != "}" }
  }

  /// A code span without its backticks, where they enclose its text as it is.
  private static func content(of range: Range<Int>, _ text: String, _ source: SourceText) -> Range<Int> {
    let backticks = (range.count - text.utf8.count) / 2
    let content = range.lowerBound + backticks..<range.upperBound - backticks
    return backticks > 0 && source.bytes[content].elementsEqual(text.utf8) ? content : range
  }
}

extension Chapter {
  /// The images of figures that `accept` wrote, this chapter's or another's, besides those that document the output of a
  /// cell that is run: pictures that are shown once more, in Markdown or in HTML.
  ///
  /// - Parameter readFigure: what a file holds, by its path relative to the chapter's folder.
  func picturesShownAgain(_ readFigure: (String) -> String?) -> [DocumentedOutput.PictureReference] {
    var documented: Set<Int> = []
    for cell in cells where !cell.options.noRun {
      for case .picture(let picture) in cell.documented { documented.insert(picture.range.lowerBound) }
    }
    func figure(_ destination: String) -> (path: String, file: FigureFile)? {
      guard let path = LinkTarget.path(of: destination), path.hasSuffix(".svg"),
        let file = readFigure(path).map({ FigureFile($0) }), file.isGenerated
      else { return nil }
      return (path, file)
    }
    return documents.flatMap { document in
      document.nodes.enumerated().flatMap { index, node -> [DocumentedOutput.PictureReference] in
        switch node.kind {
        case .image(let destination, _):
          guard let (path, file) = figure(destination) else { return [] }
          let title = DocumentedOutput.PictureReference.title(
            of: index, in: document, path: path, file: file, caption: captions[index])
          return
            (documented.contains(node.range.lowerBound)
            ? [] : [.init(image: index, in: document, path: path, file: file)])
            + [title].compactMap { $0 }
        case .htmlBlock(let html), .htmlInline(let html):
          return HTMLAttributes.images(in: html, at: node.range, of: source).flatMap { image in
            guard let (path, file) = image.sources.compactMap(figure).first else {
              return [DocumentedOutput.PictureReference]()
            }
            return image.words.map {
              .init(node: index, range: image.range, path: path, words: $0, isHTML: true, file: file)
            }
          }
        default: return []
        }
      }
    }
  }
}
