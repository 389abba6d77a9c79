/// The Swift file that a segment is compiled from.
///
/// The author's code is copied as it stands. Around it stand calls that report to the cell host which step and which line
/// runs and that show the value of a last expression; every such line belongs to the file `<colophon>`, every line of
/// the author's to the chapter, so that the compiler speaks of the chapter's own lines and columns.
struct SegmentSource: Sendable {
  /// The name under which the compiler knows the code around the author's; its line is the step's number plus one.
  static let generatedFile = "<colophon>"

  /// The module with what the code around the author's calls. An author cannot import it: the code knows it by a name
  /// that nobody meets, and the compiler then takes no other.
  static let supportModule = (name: "CellSupport", alias: ModuleName.reserved)

  /// The name under which the compiler knows a checked value; several may stand on one line of the chapter.
  static func valueFile(step: Int) -> String { "<value \(step)>" }

  /// What a module sees of others.
  struct Header: Sendable {
    /// The modules that every cell imports; the first segment exports them to all others.
    var modules: [String] = []
    /// The modules of earlier segments, in order.
    var earlier: [ModuleName] = []
    /// Imports of earlier segments that they keep to themselves.
    var repeatedImports: [String] = []
    /// The names that earlier segments declare.
    var declared: Set<String> = []

    /// The header of the segment after one with these steps.
    func following(_ module: ModuleName, _ steps: [StepSource]) -> Header {
      var header = self
      header.earlier.append(module)
      for step in steps { header.declared.formUnion(step.syntax.declared.map(\.name)) }
      for case let text? in steps.flatMap({ $0.syntax.imports.map(\.repeated) })
      where !header.repeatedImports.contains(text) { header.repeatedImports.append(text) }
      return header
    }
  }

  let chapterFile: String
  /// Whether the code has anything that an optimiser could make faster: a loop, a closure, a function, a type, or a call of
  /// a method, which may be a loop. Without it the code is made in two thirds of the time.
  private let isWorthOptimizing: Bool
  /// What the author wants; nil where nobody says.
  private let optimizes: Bool?
  private(set) var text = ""
  private var step = -1

  private let edits: SegmentEdits

  /// - Parameters:
  ///   - superseded: functions, by name and parameters, that a later segment declares again.
  ///   - hidden: functions that no other segment sees.
  init(
    segment: Segment, header: Header, chapterFile: String, superseded: Set<FunctionName> = [],
    hidden: Set<FunctionName> = []
  ) {
    self.chapterFile = chapterFile
    let steps = segment.steps
    edits = SegmentEdits(segment, below: header, superseded: superseded, hidden: hidden)
    isWorthOptimizing = steps.contains(where: \.syntax.isWorthOptimizing)
    optimizes = segment.optimizes
    write(header)
    for part in segment.parts {
      switch part {
      case .step(let source): write(source)
      case .failing(let step): generated("`cell must fail`(\(step))")
      }
    }
    for source in segment.hoisted { write(source) }
    writeUses(of: segment.neededVariables, in: steps)
    writeAttributedPrints(of: steps)
    generatedLocation()
    text += "struct \(segment.module.anchor) {}\n"
    if segment.isAsynchronous { text += "await `segment ends`()\n" }
  }

  init(failing part: FailingCell.Part, header: Header, chapterFile: String) {
    self.chapterFile = chapterFile
    edits = SegmentEdits([part.source], below: header)
    isWorthOptimizing = part.source.syntax.isWorthOptimizing
    optimizes = part.source.optimizes
    write(header)
    write(part.source)
    writeAttributedPrints(of: [part.source])
    generatedLocation()
    text += "struct \(part.module.anchor) {}\n"
    if part.source.syntax.awaiting != nil { generated("await `segment ends`()") }
  }

  /// The option of the compiler that says whether it optimises.
  ///
  /// - Parameter ofBook: What holds for cells of which nobody says otherwise; nil for those that may gain by it.
  func optimizationLevel(_ ofBook: Bool?) -> String { optimizes ?? ofBook ?? isWorthOptimizing ? "-O" : "-Onone" }

  /// Where each line of the text comes from: the file and the line, from 1, that the compiler names when it speaks of it.
  var lineOrigins: [(file: Substring, line: Int)] {
    var origin: (file: Substring, line: Int) = ("", 0)
    return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      defer { origin.line += 1 }
      guard line.hasPrefix(Self.locationStart), let comma = line.lastIndex(of: ","),
        let number = Int(line[comma...].filter(\.isNumber))
      else { return origin }
      let file = line[..<comma].dropFirst(Self.locationStart.count).dropLast()
      defer { origin = (file, number - 1) }
      return origin
    }
  }

  private static let locationStart = "#sourceLocation(file: \""

  private mutating func write(_ header: Header) {
    generatedLocation()
    guard let last = header.earlier.last else {
      for module in [Self.supportModule.alias] + header.modules { text += "@_exported import \(module)\n" }
      return
    }
    // What the segment above exports has all that stands above, later names before earlier ones. What is internal there
    // is visible to a module that imports it directly; an import of one declaration is enough, and shadows nothing.
    text += "@_exported @testable import \(last.identifier)\n"
    for module in header.earlier.dropLast() {
      text += "@testable import struct \(module.identifier).\(module.anchor)\n"
    }
    for statement in header.repeatedImports { text += statement + "\n" }
  }

  private mutating func write(_ source: StepSource) {
    step = source.step
    if source.isFirst { generated("`cell begins`(\(step))") }
    switch source.kind {
    case .checkedValue: writeCheckedValue(source)
    case .cell: writeCell(source)
    }
  }

  /// Reads variables where the compiler knows whether they have a value: in other modules it takes that for granted.
  private mutating func writeUses(of names: Set<String>, in steps: [StepSource]) {
    for source in steps {
      for variable in source.syntax.variablesWithoutValue where names.contains(variable.name) {
        let place = source.location(of: variable.offset)
        location(line: source.lines[min(place.line, source.lines.count - 1)] - 1)
        // The name stands where it is declared, so that an error is there.
        openCall("`cell needs`(")
        text += String(repeating: " ", count: place.column) + variable.name + "\n)\n"
      }
    }
  }

  private mutating func writeCheckedValue(_ source: StepSource) {
    location(file: Self.valueFile(step: source.step), line: 1)
    openCall("`prose states`(")
    text += source.code + "\n)\n"
  }

  private mutating func writeCell(_ source: StepSource) {
    var code = EditedCode(source, edits.edits(of: source))
    let last = source.syntax.items.last
    // Code that does not parse shows nothing: a call around it would only add errors of its own.
    let isDisplaying = last?.isDisplayed == true && source.isLast && !source.syntax.hasError
    location(line: source.lines.first ?? 1)
    for item in source.syntax.items where item.runs {
      copy(&code, upTo: item.range.lowerBound, of: source)
      let (line, column) = code.position
      let isDisplayed = item == last && isDisplaying
      let names = isDisplayed || item.isShow ? item.names : []
      let argument = names.isEmpty ? "" : ", names: " + names.map { "\"\($0)\"" }.joined(separator: ", ")
      generated("`\(source.attributesStatements ? "cell attributes" : "cell line")`(\(line)\(argument))")
      location(line: source.lines[min(line, source.lines.count - 1)] - (isDisplayed ? 1 : 0))
      if isDisplayed { openCall("`cell shows`(") }
      text += String(repeating: " ", count: column)
      copy(&code, upTo: item.range.upperBound, of: source)
      if isDisplayed { text += "\n)\n" }
      guard let binding = item.binding, edits.isVariableOfModule(binding) else { continue }
      if let end = source.semicolon(after: item) { copy(&code, upTo: end, of: source) }
      for declaration in binding.declarations { generated(declaration) }
      let (end, next) = code.position
      location(line: source.lines[min(end, source.lines.count - 1)])
      text += String(repeating: " ", count: next)
    }
    // What follows a displayed expression is at most a semicolon and comments, which nobody misses.
    if !isDisplaying { copy(&code, upTo: source.code.utf8.count, of: source) }
  }

  /// What calls of `print` call that are attributed, which stands in the segment itself so that no author meets its name.
  private mutating func writeAttributedPrints(of sources: [StepSource]) {
    let indices = sources.filter(\.attributesCalls).flatMap { source in
      source.syntax.printCalls.map(source.callIndex(ofPrintAt:))
    }
    guard let last = indices.max() else { return }
    generatedLocation()
    for index in 0...last {
      text += """
        @usableFromInline func \(StepSource.attributedPrintMarker(index))print(
          _ items: Any..., separator: String = " ", terminator: String = "\\n", line: Int32 = #line
        ) {
          `cell prints`(items, separator: separator, terminator: terminator, line: line, index: \(index))
        }

        """
    }
  }

  private mutating func copy(_ code: inout EditedCode, upTo end: Int, of source: StepSource) {
    while let words = code.copy(upTo: end, into: &text) {
      // On the line above, so that the author's own keeps its columns.
      let (line, column) = code.position
      location(line: source.lines[min(line, source.lines.count - 1)] - 1)
      text += words + "\n" + String(repeating: " ", count: column)
    }
  }

  /// `#sourceLocation` cannot stand within a call, so a call around the author's expression opens on the line above it,
  /// at a column where no author writes: that distinguishes the compiler's messages about the call from those about the line.
  private mutating func openCall(_ call: String) {
    text += String(repeating: " ", count: edits.callColumn) + call + "\n"
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
    text += "\(Self.locationStart)\(file)\", line: \(line))\n"
  }
}

/// A step's code that is copied piece by piece, with the edits that it needs.
private struct EditedCode {
  private let code: [UInt8]
  private var edits: ArraySlice<CellSyntax.Edit>
  private var offset = 0
  private var line = 0
  private var lineStart = 0

  init(_ source: StepSource, _ edits: [CellSyntax.Edit]) {
    code = Array(source.code.utf8)
    self.edits = edits[...]
  }

  /// Line and column of the next byte, counted from 0.
  var position: (line: Int, column: Int) { (line, offset - lineStart) }

  /// Copies up to an offset, or to where something must stand before what follows, which is returned.
  mutating func copy(upTo end: Int, into text: inout String) -> String? {
    while let edit = edits.first, edit.offset < end {
      take(upTo: edit.offset, into: &text)
      edits.removeFirst()
      switch edit {
      case .prefix(let words, _): return words
      case .insert(let words, _): text += words
      case .replace(let range, let replacement):
        text += replacement
        offset = range.upperBound
      }
    }
    take(upTo: end, into: &text)
    return nil
  }

  private mutating func take(upTo end: Int, into text: inout String) {
    guard end > offset else { return }
    for index in offset..<end where code[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    text += String(decoding: code[offset..<end], as: UTF8.self)
    offset = end
  }
}
