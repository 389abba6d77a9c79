import Outputs

/// Fresh text without a picture in between: what one output fence documents.
package struct FreshText: Sendable, Hashable {
  package struct Piece: Sendable, Hashable {
    package var output: Output
    /// Its lines in the text.
    package var lines: Range<Int>
  }
  package let lines: [String]
  /// The same lines as a terminal shows them.
  let styledLines: [StyledText]
  package let pieces: [Piece]

  init(_ lines: [StyledText], pieces: [Piece]) {
    self.lines = lines.map(\.text)
    styledLines = lines
    self.pieces = pieces
  }

  /// Where a line came from: of one that several gave, from the last of them.
  func origin(ofLine line: Int) -> Output.Origin? { pieces.first { $0.lines.contains(line) }?.output.origin }

  /// The lines of values.
  var kinds: FreshLineKinds {
    pieces.reduce(into: FreshLineKinds()) { kinds, piece in
      if piece.output.form?.hasRealNumbers == true { kinds.rounded.formUnion(piece.lines) }
      if case .table? = piece.output.form, piece.lines.count > 1 { kinds.rules.insert(piece.lines.lowerBound + 1) }
    }
  }
}

/// Output fences that follow each other directly, which document one text.
package struct DocumentedText: Sendable, Hashable {
  package struct Line: Sendable, Hashable {
    package var text: String
    package var fence: Int
    package var bytes: Range<Int>
  }
  package var fences: [DocumentedOutput.TextFence]
  package var lines: [Line]

  init(_ fences: [DocumentedOutput.TextFence]) {
    self.fences = fences
    lines = fences.enumerated().flatMap { index, fence in
      zip(OutputText.lines(fence.text), fence.lines).map { Line(text: $0, fence: index, bytes: $1) }
    }
  }
}

enum FreshBlock {
  case text(FreshText)
  case picture(FreshPicture)

  /// Joins the texts and tensors of a cell that no picture parts.
  static func blocks(of outputs: [Output]) -> [FreshBlock] {
    var blocks = [FreshBlock]()
    var pieces = [(output: Output, text: String)]()
    var pictures = 0
    func finishText() {
      let text = Self.text(of: pieces)
      if !text.lines.isEmpty { blocks.append(.text(text)) }
      pieces = []
    }
    for output in outputs {
      switch output {
      case .text(let text), .errors(let text), .value(let text, _): pieces.append((output, text))
      case .picture(let svg, let description):
        finishText()
        pictures += 1
        blocks.append(.picture(FreshPicture(svg: svg, description: description, number: pictures)))
      }
    }
    finishText()
    return blocks
  }

  /// Joins texts that no picture parts.
  static func text(of pieces: [(output: Output, text: String)]) -> FreshText {
    var text = ""
    var result = [FreshText.Piece]()
    var lines = [StyledText]()
    for (index, piece) in pieces.enumerated() {
      text += piece.text
      // A line that is not yet ended goes on in the piece after it, but never from one stream into the other.
      let isEnded =
        text.utf8.last == UInt8(ascii: "\n") || index == pieces.count - 1
        || piece.output.isErrors != pieces[index + 1].output.isErrors
      let start = lines.count
      if isEnded {
        lines += TerminalScreen.lines(text)
        text = ""
      }
      result.append(FreshText.Piece(output: piece.output, lines: start..<lines.count))
    }
    return FreshText(lines, pieces: result)
  }
}

extension Output {
  fileprivate var isErrors: Bool { if case .errors = self { true } else { false } }
}

enum DocumentedBlock {
  case text(DocumentedText)
  case picture(DocumentedOutput.PictureReference)

  static func blocks(of outputs: [DocumentedOutput]) -> [DocumentedBlock] {
    var blocks = [DocumentedBlock]()
    var fences = [DocumentedOutput.TextFence]()
    for output in outputs {
      switch output {
      case .text(let fence): fences.append(fence)
      case .picture(let picture):
        if !fences.isEmpty { blocks.append(.text(DocumentedText(fences))) }
        fences = []
        blocks.append(.picture(picture))
      }
    }
    return fences.isEmpty ? blocks : blocks + [.text(DocumentedText(fences))]
  }
}
