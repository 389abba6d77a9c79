import Outputs

/// Collects what one step printed and showed, in order and within its limit.
struct StepRecorder {
  private enum Piece {
    /// What was printed, or a value as text.
    case bytes([UInt8], isValue: Bool)
    case shown(Output)
  }

  let limit: Int
  private var pieces: [Piece] = []
  private var size = 0
  private var pictureSize = 0
  private(set) var isCut = false
  var value: String?

  init(limit: Int) { self.limit = limit }

  mutating func append(bytes: UnsafeRawBufferPointer) { append(bytes, isValue: false) }

  private mutating func append(_ bytes: UnsafeRawBufferPointer, isValue: Bool) {
    let remaining = max(0, limit - size)
    if bytes.count > remaining { isCut = true }
    guard remaining > 0, !bytes.isEmpty else { return }
    let kept = bytes.prefix(remaining)
    size += kept.count
    if case .bytes(var last, isValue)? = pieces.last {
      // The old value is dropped first, so that the array grows in place.
      pieces.removeLast()
      last += kept
      pieces.append(.bytes(last, isValue: isValue))
    } else {
      pieces.append(.bytes(Array(kept), isValue: isValue))
    }
  }

  /// Adds what a cell shows, on a line of its own.
  mutating func append(_ output: Output) {
    switch output {
    case .text(let text), .value(let text):
      startLine()
      Array(text.utf8).withUnsafeBytes { append($0, isValue: true) }
    case .tensor(let text, _):
      guard take(text.utf8.count) else { return }
      startLine()
      pieces.append(.shown(output))
    case .picture(let svg, _):
      // A picture is kept whole or not at all, and does not count as printed text; it has its own, wider bound.
      guard svg.utf8.count <= 16 * limit, pictureSize + svg.utf8.count <= 64 * limit else {
        isCut = true
        return
      }
      pictureSize += svg.utf8.count
      pieces.append(.shown(output))
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
    if case .bytes(let last, let isValue)? = pieces.last, last.last != UInt8(ascii: "\n") {
      withUnsafeBytes(of: UInt8(ascii: "\n")) { append($0, isValue: isValue) }
    }
  }

  var output: StepOutput {
    let outputs = pieces.map { piece -> Output in
      switch piece {
      case .bytes(let bytes, isValue: false): .text(TypeNames.cleaned(Self.text(of: bytes)))
      case .bytes(let bytes, isValue: true): .value(TypeNames.cleaned(Self.text(of: bytes)))
      case .shown(let output): output
      }
    }
    return StepOutput(outputs: outputs, isCut: isCut, value: value.map(TypeNames.cleaned))
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
