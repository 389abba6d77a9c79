/// The Swift file that a segment is compiled from.
///
/// The author's code is copied as it stands. Around it stand calls that tell the cell host which step and which line
/// runs and that show the value of a last expression; every such line belongs to the file `<colophon>`, every line of
/// the author's to the chapter, so that the compiler speaks of the chapter's own lines and columns.
struct SegmentSource: Sendable {
  /// The name under which the compiler knows the code around the author's; its line is the step's number plus one.
  static let generatedFile = "<colophon>"

  /// The name under which the compiler knows a checked value; several may stand on one line of the chapter.
  static func valueFile(step: Int) -> String { "<value \(step)>" }

  /// What every cell imports, and the modules of earlier segments with the imports that were made there.
  struct Header: Sendable {
    var modules: [String] = []
    var earlierModules: [String] = []
    var earlierImports: [String] = []
    /// The modules that `earlierImports` name.
    var importedModules: [String] = []
  }

  /// `#sourceLocation` cannot stand within a call, so a call around the author's expression opens on the line above it,
  /// at a column where no author writes: that tells the compiler's messages about the call from those about the line.
  static let callColumn = 1000

  let chapterFile: String
  private(set) var text = ""
  private var step = -1

  init(segment: Segment, header: Header, chapterFile: String, isLast: Bool) {
    self.chapterFile = chapterFile
    write(header)
    for part in segment.parts {
      switch part {
      case .step(let source): write(source)
      case .failing(let step): generated("_colophonFailing(\(step))")
      }
    }
    if isLast { generated("_colophonEnd()") }
  }

  init(failing cell: FailingCell, header: Header, chapterFile: String) {
    self.chapterFile = chapterFile
    write(header)
    write(cell.source)
  }

  private mutating func write(_ header: Header) {
    generatedLocation()
    for module in header.modules { text += "import \(module)\n" }
    for module in header.earlierModules { text += "@_exported @testable import \(module)\n" }
    for statement in header.earlierImports { text += statement + "\n" }
  }

  private mutating func write(_ source: StepSource) {
    step = source.step
    generated("_colophonBegin(\(step))")
    switch source.kind {
    case .checkedValue: writeCheckedValue(source)
    case .cell: writeCell(source)
    }
  }

  private mutating func writeCheckedValue(_ source: StepSource) {
    location(file: Self.valueFile(step: source.step), line: 1)
    openCall("_colophonChecked(")
    text += source.code + "\n)\n"
  }

  private mutating func writeCell(_ source: StepSource) {
    let code = Array(source.code.utf8)
    var lines = LineCounter(code)
    var position = 0
    let last = source.syntax.items.last
    location(line: source.lines.first ?? 1)
    for item in source.syntax.items where item.runs {
      copy(code, position..<item.range.lowerBound)
      let (line, column) = lines.position(of: item.range.lowerBound)
      let names = item.names.isEmpty ? "" : ", names: " + item.names.map { "\"\($0)\"" }.joined(separator: ", ")
      generated("_colophonLine(\(line)\(names))")
      let isDisplayed = item == last && item.isDisplayed
      location(line: source.lines[min(line, source.lines.count - 1)] - (isDisplayed ? 1 : 0))
      if isDisplayed { openCall("_colophonDisplay(") }
      text += String(repeating: " ", count: column)
      copy(code, item.range)
      if isDisplayed { text += "\n)\n" }
      position = item.range.upperBound
    }
    // What follows a displayed expression is at most a semicolon and comments, which nobody misses.
    if last?.isDisplayed != true { copy(code, position..<code.count) }
  }

  private mutating func copy(_ code: [UInt8], _ range: Range<Int>) {
    text += String(decoding: code[range], as: UTF8.self)
  }

  private mutating func openCall(_ call: String) {
    text += String(repeating: " ", count: Self.callColumn) + call + "\n"
  }

  private mutating func generated(_ line: String) {
    generatedLocation()
    text += line + "\n"
  }

  private mutating func generatedLocation() {
    // A line of 0 is not allowed: what stands above the first step counts as part of it.
    location(file: Self.generatedFile, line: max(step, 0) + 1)
  }

  private mutating func location(line: Int) { location(file: chapterFile, line: line) }

  private mutating func location(file: String, line: Int) {
    if !text.isEmpty, text.utf8.last != UInt8(ascii: "\n") { text += "\n" }
    text += "#sourceLocation(file: \"\(file)\", line: \(line))\n"
  }
}

/// Lines and columns, counted from 0, of positions that come in ascending order.
private struct LineCounter {
  let code: [UInt8]
  var offset = 0
  var line = 0
  var lineStart = 0

  init(_ code: [UInt8]) { self.code = code }

  mutating func position(of target: Int) -> (line: Int, column: Int) {
    while offset < target {
      if code[offset] == UInt8(ascii: "\n") {
        line += 1
        lineStart = offset + 1
      }
      offset += 1
    }
    return (line, target - lineStart)
  }
}
