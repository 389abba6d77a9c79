import Text

/// Finds the parts of a code block: its fences, its info string, and the bytes of each of its lines.
struct CodeLocator {
  let text: SourceText
  let containers: Containers

  func locate(_ block: Node.CodeBlock, from line: Int) -> (block: Node.CodeBlock, range: Range<Int>) {
    let opening = containers.content(of: line, in: text).cursor
    return opening.indentation(in: text.bytes).columns >= 4
      ? locateIndented(block, from: line, opening) : locateFenced(block, from: line, opening)
  }

  private func locateIndented(
    _ original: Node.CodeBlock, from firstLine: Int, _ opening: LineCursor
  ) -> (block: Node.CodeBlock, range: Range<Int>) {
    var block = original
    for number in 0..<original.lineCount {
      var cursor = containers.content(of: firstLine + number, in: text).cursor
      let indentation = cursor.indentation(in: text.bytes)
      if indentation.columns >= 4 {
        cursor.advance(columns: 4, in: text.bytes)
      } else {
        cursor.advance(bytes: indentation.end - cursor.offset, in: text.bytes)
      }
      block.lines.append(cursor.rest)
    }
    let start = block.lines.first?.lowerBound ?? opening.offset
    block.infoRange = start..<start
    return (block, start..<(block.lines.last?.upperBound ?? start))
  }

  private func locateFenced(
    _ original: Node.CodeBlock, from firstLine: Int, _ opening: LineCursor
  ) -> (block: Node.CodeBlock, range: Range<Int>) {
    var block = original
    block.isFenced = true
    block.contentColumn = opening.column
    let bytes = text.bytes
    let start = opening.indentation(in: bytes).end
    let indentation = start - opening.offset
    guard start < opening.end else { return (block, start..<start) }
    // libcmark takes as many columns from each line as the indentation has bytes.
    block.contentColumn += indentation
    let fence = bytes[start]
    let length = bytes.runLength(of: fence, at: start, before: opening.end)
    let info = bytes.trimmed(start + length..<opening.end)
    block.infoRange = info.isEmpty ? start + length..<start + length : info

    var end = block.infoRange.upperBound
    for number in 0..<original.lineCount {
      var cursor = containers.content(of: firstLine + 1 + number, in: text).cursor
      var remaining = indentation
      while remaining > 0, cursor.skipBlank(in: bytes) { remaining -= 1 }
      block.lines.append(cursor.rest)
      end = cursor.end
    }

    // The block ends with its fence, with its container, or with the text.
    let closing = firstLine + 1 + original.lineCount
    if closing <= text.lineStarts.count {
      let (cursor, isInside) = containers.content(of: closing, in: text)
      let indentation = cursor.indentation(in: bytes)
      let run = bytes.runLength(of: fence, at: indentation.end, before: cursor.end)
      if isInside, indentation.columns <= 3, run >= length,
        bytes[indentation.end + run..<cursor.end].allSatisfy(\.isBlank)
      {
        block.closingFence = indentation.end..<indentation.end + run
        end = indentation.end + run
      }
    }
    return (block, start..<end)
  }
}

extension Node.CodeBlock {
  fileprivate var lineCount: Int { literal.utf8.count { $0 == .newline } }
}
