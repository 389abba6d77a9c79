import Outputs

/// Collects what one step printed and showed, in order and within its limit.
struct StepRecorder {
  /// What bytes come from.
  enum Source: Sendable {
    case printed
    /// What cells, and what they call, write to the error stream.
    case errors
    /// What Swift's runtime says there.
    case runtime
    /// The text of a value.
    case value
  }

  private enum Content {
    case bytes([UInt8], Source)
    case shown(Output)
  }

  private struct Origin: Equatable {
    var statement: Int
    var call: AttributedText.Call?
  }

  private struct Piece {
    var content: Content
    var origin: Origin?
  }

  let limit: Int
  private var pieces: [Piece] = []
  /// What gives what comes now; nil where nobody says.
  private var origin: Origin?
  private var size = 0
  private var pictureSize = 0
  private(set) var isCut = false
  var value: String?
  var valueHasRealNumbers = false

  init(limit: Int) { self.limit = limit }

  /// What comes now is given by a statement, by its line.
  mutating func attribute(to statement: Int) { origin = Origin(statement: statement) }

  /// What comes now is given by a call of `print`; nil where none is running.
  mutating func attribute(toCall call: AttributedText.Call?) { origin?.call = call }

  mutating func append(bytes: UnsafeRawBufferPointer, from source: Source) { append(bytes, from: source, origin) }

  private mutating func append(_ bytes: UnsafeRawBufferPointer, from source: Source, _ origin: Origin?) {
    let remaining = max(0, limit - size)
    if bytes.count > remaining { isCut = true }
    guard remaining > 0, !bytes.isEmpty else { return }
    let kept = bytes.prefix(remaining)
    size += kept.count
    if let piece = pieces.last, piece.origin == origin, case .bytes(var last, source) = piece.content {
      // The old value is dropped first, so that the array grows in place.
      pieces.removeLast()
      last += kept
      pieces.append(Piece(content: .bytes(last, source), origin: origin))
    } else {
      pieces.append(Piece(content: .bytes(Array(kept), source), origin: origin))
    }
  }

  /// Adds what a cell shows, on a line of its own.
  mutating func append(_ output: Output) {
    switch output {
    case .text(let text), .errors(let text), .value(let text, nil):
      startLine()
      Array(text.utf8).withUnsafeBytes { append($0, from: .value, origin) }
    case .value(let text, _?):
      // What has a form is kept whole or not at all.
      guard take(text.utf8.count) else { return }
      startLine()
      pieces.append(Piece(content: .shown(output), origin: origin))
    case .picture(let svg, _):
      // A picture is kept whole or not at all, and does not count as printed text; it has its own, wider bound.
      guard svg.utf8.count <= 16 * limit, pictureSize + svg.utf8.count <= 64 * limit else {
        isCut = true
        return
      }
      pictureSize += svg.utf8.count
      pieces.append(Piece(content: .shown(output), origin: origin))
    }
  }

  private mutating func take(_ count: Int) -> Bool {
    guard size + count <= limit else {
      isCut = true
      return false
    }
    size += count
    return true
  }

  private mutating func startLine() {
    if let piece = pieces.last, case .bytes(let last, let source) = piece.content, last.last != UInt8(ascii: "\n") {
      withUnsafeBytes(of: UInt8(ascii: "\n")) { append($0, from: source, piece.origin) }
    }
  }

  /// Takes what the runtime said last, with which it ended the program: nobody else has given it.
  mutating func takeLastWords() -> String {
    var words: [UInt8] = []
    while case .bytes(let bytes, .runtime)? = pieces.last?.content {
      words = bytes + words
      pieces.removeLast()
    }
    return TypeNames.cleaned(Self.text(of: words))
  }

  /// Takes what the loader said last, with which it ended the program, and gives the name of the function that is missing. It writes
  /// without anybody's help, and names the library that calls the function, whose path no cell has.
  mutating func takeMissingFunction(of libraries: [String]) -> String? {
    guard case .bytes(let bytes, .printed)? = pieces.last?.content, bytes.last == UInt8(ascii: "\n") else { return nil }
    let text = bytes.dropLast()
    let line = (text.lastIndex(of: UInt8(ascii: "\n")).map { text[($0 + 1)...] }) ?? text
    let words = String(decoding: line, as: UTF8.self)
    for library in libraries {
      let beginning = "\(CellHost.programName): symbol lookup error: \(library): undefined symbol: "
      guard let start = words.firstRange(of: beginning) else { continue }
      let count = bytes.count - 1 - words[start.lowerBound...].utf8.count
      pieces[pieces.count - 1].content = .bytes(Array(bytes[..<count]), .printed)
      return String(words[start.upperBound...])
    }
    return nil
  }

  /// The output so far of a step that goes on, without what may be the runtime's last words.
  var outputSoFar: StepOutput {
    var recorder = self
    _ = recorder.takeLastWords()
    return recorder.output
  }

  var output: StepOutput {
    var outputs: [Output] = []
    var bytes: [UInt8] = []
    var source = Source.printed
    func finishText() {
      guard !bytes.isEmpty else { return }
      let text = TypeNames.cleaned(Self.text(of: bytes))
      switch source {
      case .printed: outputs.append(.text(text))
      case .errors, .runtime: outputs.append(.errors(text))
      case .value: outputs.append(.value(text))
      }
      bytes = []
    }
    for piece in pieces {
      switch piece.content {
      case .bytes(let more, let next):
        // What the runtime only warns of stands with the rest of the error stream.
        let next = next == .runtime ? .errors : next
        if next != source { finishText() }
        source = next
        bytes += more
      case .shown(let output):
        finishText()
        outputs.append(output)
      }
    }
    finishText()
    return StepOutput(
      outputs: outputs, isCut: isCut, value: value.map(TypeNames.cleaned), valueHasRealNumbers: valueHasRealNumbers,
      attributed: origin == nil ? nil : attributed)
  }

  /// The pieces by what gave them.
  private var attributed: [AttributedText] {
    pieces.map { piece in
      let origin = piece.origin ?? Origin(statement: 0)
      var result = AttributedText(
        text: nil, statement: origin.statement, call: origin.call)
      switch piece.content {
      case .bytes(let bytes, _): result.text = TypeNames.cleaned(Self.text(of: bytes))
      case .shown(let output): result.text = output.text
      }
      return result
    }
  }

  /// UTF-8 as it stands; any other byte, and any control character that a terminal does not act on, as `\xNN`.
  static func text(of bytes: [UInt8]) -> String {
    if bytes.allSatisfy(mayStand), let text = String(validating: bytes, as: UTF8.self) { return text }
    var result = [UInt8]()
    result.reserveCapacity(bytes.count + 64)
    var index = 0
    while index < bytes.count {
      let length = scalarLength(bytes, at: index)
      if length == 0 {
        let digits = String(bytes[index], radix: 16, uppercase: true)
        result += Array("\\x\(digits.count == 1 ? "0" : "")\(digits)".utf8)
        index += 1
      } else {
        result += bytes[index..<(index + length)]
        index += length
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether a byte is none of the control characters but bell, backspace, tab, newline, carriage return and escape.
  private static func mayStand(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x07...0x0a, 0x0d, 0x1b: true
    default: byte >= 0x20 && byte != 0x7f
    }
  }

  /// The length of the scalar at an index that may stand as it is; 0 for a byte that may not.
  private static func scalarLength(_ bytes: [UInt8], at index: Int) -> Int {
    let first = bytes[index]
    if first < 0x80 { return mayStand(first) ? 1 : 0 }
    let length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0
    guard length > 0, index + length <= bytes.count,
      String(validating: bytes[index..<(index + length)], as: UTF8.self) != nil
    else { return 0 }
    return length
  }
}
