import Markdown
import Text

/// Reads what follows a cell directly: its output fences and the images of its figures.
struct DocumentedOutputReader {
  let document: Document
  let readFigure: (String) -> String?
  /// The chapter's name.
  let name: String
  /// The ids of all cells of the chapter.
  let ids: Set<String>

  private var source: SourceText { document.source }

  /// The documented outputs of the cell at `node`, and the nodes that hold them.
  func read(after node: Int, id: String?) -> (outputs: [DocumentedOutput], nodes: [Int]) {
    var outputs = [DocumentedOutput]()
    var nodes = [Int]()
    let end = document.nodes[document.nodes[node].parent].end
    var next = document.nodes[node].end
    while next < end {
      if let fence = fence(at: next) {
        outputs.append(.text(fence))
      } else if let id, let pictures = pictures(in: next, of: id) {
        outputs += pictures.map(DocumentedOutput.picture)
      } else {
        break
      }
      nodes.append(next)
      next = document.nodes[next].end
    }
    return (outputs, nodes)
  }

  /// An image directly below the cell at `node` of a figure file that a cell writes, whichever cell that is.
  func figureImage(after node: Int) -> Int? {
    let end = document.nodes[document.nodes[node].parent].end
    var next = document.nodes[node].end
    while next < end, fence(at: next) != nil { next = document.nodes[next].end }
    guard next < end, let images = images(in: next) else { return nil }
    return images.first { image in
      FigureName.isFigure(image.path) && readFigure(image.path).map { FigureFile($0).isGenerated } ?? true
    }?.node
  }

  private func fence(at index: Int) -> DocumentedOutput.TextFence? {
    let node = document.nodes[index]
    guard case .codeBlock(let block) = node.kind, block.isFenced,
      source.text(in: FenceInfo.language(in: source, block.infoRange)) == "output"
    else { return nil }
    return DocumentedOutput.TextFence(
      node: index, range: source.trimmingLineEnding(node.range), text: block.literal, lines: block.lines,
      linePrefix: source.linePrefix(at: node.range.lowerBound, upTo: block.contentColumn))
  }

  /// The pictures of a paragraph that consists only of images of the cell's figures.
  private func pictures(in index: Int, of id: String) -> [DocumentedOutput.PictureReference]? {
    guard let images = images(in: index) else { return nil }
    var pictures = [DocumentedOutput.PictureReference]()
    for image in images {
      let file = FigureName.isFigure(image.path) ? readFigure(image.path).map { FigureFile($0) } : nil
      guard FigureName.number(of: image.path, cell: id) != nil || isAbandoned(file, at: image.path) else { return nil }
      pictures.append(.init(image: image.node, in: document, path: image.path, file: file))
    }
    return pictures
  }

  /// Whether a figure was written for a cell of this chapter that has another id now: its image is then that of the cell
  /// above it.
  private func isAbandoned(_ file: FigureFile?, at path: String) -> Bool {
    guard let file, let owner = file.owner, file.isOriginal(at: path, besideChapter: name) else { return false }
    return owner.chapter == name && !ids.contains(owner.id)
  }

  private func images(in index: Int) -> [(node: Int, path: String)]? {
    guard case .paragraph = document.nodes[index].kind else { return nil }
    var images = [(node: Int, path: String)]()
    for child in document.children(of: index) {
      switch document.nodes[child].kind {
      case .image(let destination, _):
        guard let path = LinkTarget.path(of: destination) else { return nil }
        images.append((child, path))
      case .softBreak, .lineBreak: continue
      case .text(let text) where text.utf8.allSatisfy(\.isBlank): continue
      default: return nil
      }
    }
    return images.isEmpty ? nil : images
  }
}
