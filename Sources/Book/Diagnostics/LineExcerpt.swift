/// A long line cut down to what surrounds a part of it, with `…` where something was left out.
struct LineExcerpt {
  private(set) var text: String
  /// The part, in bytes of `text`.
  private(set) var range: Range<Int>

  init(_ line: String, around part: Range<Int>, limit: Int) {
    let bytes = Array(line.utf8)
    guard bytes.count > limit else {
      (text, range) = (line, part)
      return
    }
    let context = max(0, limit - part.count) / 2
    var start = max(0, part.lowerBound - context)
    var end = min(bytes.count, start + max(limit, min(part.count, limit)))
    start = max(0, min(start, end - limit))
    while start > 0, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    while end < bytes.count, bytes[end] & 0xC0 == 0x80 { end += 1 }
    let head = start > 0 ? "…" : ""
    text = head + String(decoding: bytes[start..<end], as: UTF8.self) + (end < bytes.count ? "…" : "")
    let shift = head.utf8.count - start
    let first = min(max(part.lowerBound, start), end)
    range = first + shift..<max(first, min(part.upperBound, end)) + shift
  }
}

extension Diagnostic.Difference {
  /// Long lines, as figures have them, are cut down to what surrounds their first differing part.
  func clipped(to limit: Int) -> Diagnostic.Difference {
    guard max(documented?.utf8.count ?? 0, fresh?.utf8.count ?? 0) > limit else { return self }
    var result = self
    let part = parts.first
    let before = documented.map { LineExcerpt($0, around: part?.documented ?? 0..<0, limit: limit) }
    let after = fresh.map { LineExcerpt($0, around: part?.fresh ?? 0..<0, limit: limit) }
    result.documented = before?.text
    result.fresh = after?.text
    result.parts = []
    if let part, let before, let after {
      result.parts = [Discrepancy(documented: before.range, fresh: after.range, movement: part.movement)]
    }
    return result
  }
}
