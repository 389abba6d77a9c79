import Markdown
import Text

/// Reads what follows a cell directly: its output fences and the images of its figures.
struct DocumentedOutputReader {
  let document: Document
  let readFigure: (String) -> String?

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

  /// An image of a figure file directly below the cell at `node`, whoever's it is.
  func figureImage(after node: Int) -> Int? {
    let end = document.nodes[document.nodes[node].parent].end
    var next = document.nodes[node].end
    while next < end, fence(at: next) != nil { next = document.nodes[next].end }
    guard next < end, let images = images(in: next) else { return nil }
    return images.first { FigureName.isFigure($0.path) }?.node
  }

  private func fence(at index: Int) -> DocumentedOutput.TextFence? {
    let node = document.nodes[index]
    guard case .codeBlock(let block) = node.kind, block.isFenced,
      source.text(in: FenceInfo.language(in: source, block.infoRange)) == "output"
    else { return nil }
    return DocumentedOutput.TextFence(
      node: index, range: source.trimmingLineEnding(node.range), text: block.literal, lines: block.lines,
      linePrefix: source.linePrefix(at: node.range.lowerBound))
  }

  /// The pictures of a paragraph that consists only of images of the cell's figures.
  private func pictures(in index: Int, of id: String) -> [DocumentedOutput.PictureReference]? {
    guard let images = images(in: index), images.allSatisfy({ FigureName.number(of: $0.path, cell: id) != nil }) else {
      return nil
    }
    return images.map { image in
      DocumentedOutput.PictureReference(
        node: image.node, range: document.nodes[image.node].range, path: image.path,
        description: document.plainText(of: image.node), svg: readFigure(image.path))
    }
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

/// The names of figure files: `figures/<cell id>.svg` for a cell's first picture, `-2`, `-3` for further ones.
package enum FigureName {
  package static func path(cell id: String, number: Int) -> String {
    number == 1 ? "figures/\(id).svg" : "figures/\(id)-\(number).svg"
  }

  /// Which picture of the cell a path names, from 1; nil where it names none.
  package static func number(of path: String, cell id: String) -> Int? {
    guard isFigure(path) else { return nil }
    let name = path.dropFirst(8).dropLast(4)
    if name == id { return 1 }
    guard name.hasPrefix(id + "-"), let number = Int(name.dropFirst(id.count + 1)), number > 1,
      self.path(cell: id, number: number) == path
    else { return nil }
    return number
  }

  static func isFigure(_ path: String) -> Bool { path.hasPrefix("figures/") && path.hasSuffix(".svg") }
}
