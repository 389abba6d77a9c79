import Text

/// Cuts a stream of bytes into messages: a header of lines, a blank line, and as many bytes as the header says.
struct MessageFraming {
  /// What cannot be cut any further: where the next message would begin nobody knows.
  struct Unreadable: UserError, Equatable {
    let description: String
  }

  static let greatestHeader = 4096
  static let greatestBody = 64 << 20

  private var bytes: [UInt8] = []
  /// Where what has not been given yet begins.
  private var start = 0
  /// Up to where the end of the header has been looked for.
  private var looked = 0
  /// Of the message that has begun, where its body begins and how long it is.
  private var body: Range<Int>?

  /// A message as it is sent.
  static func framed(_ body: [UInt8]) -> [UInt8] { Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body }

  mutating func append(_ more: ArraySlice<UInt8>) {
    if start > 1 << 16 || start == bytes.count {
      bytes.removeFirst(start)
      looked = max(0, looked - start)
      body = body.map { $0.lowerBound - start..<$0.upperBound - start }
      start = 0
    }
    bytes += more
  }

  /// Whether something has come of a message that is not whole.
  var hasPart: Bool { start < bytes.count }

  /// The body of the next message; nil where it has not come yet.
  mutating func next() throws(Unreadable) -> [UInt8]? {
    if body == nil { body = try readHeader() }
    guard let range = body, range.upperBound <= bytes.count else { return nil }
    body = nil
    start = range.upperBound
    looked = start
    return Array(bytes[range])
  }

  private mutating func readHeader() throws(Unreadable) -> Range<Int>? {
    var end = max(start, looked)
    while end < bytes.count {
      // A header may be ended by newlines alone.
      let isEnd =
        bytes[end] == UInt8(ascii: "\n")
        && (end > start && bytes[end - 1] == UInt8(ascii: "\n")
          || end > start + 1 && bytes[end - 1] == UInt8(ascii: "\r") && bytes[end - 2] == UInt8(ascii: "\n"))
      if isEnd { break }
      end += 1
    }
    looked = end
    guard end - start <= Self.greatestHeader else {
      throw Unreadable(description: "a message's header has more than \(Self.greatestHeader) bytes")
    }
    guard end < bytes.count else { return nil }
    let lines = String(decoding: bytes[start..<end], as: UTF8.self).split(whereSeparator: \.isNewline)
    var length: Int?
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      let digits = parts[1].drop { $0 == " " || $0 == "\t" }.prefix { !$0.isWhitespace }
      length = digits.utf8.allSatisfy(\.isDigit) ? Int(digits) : nil
    }
    guard let length else { throw Unreadable(description: "a message's header names no length of its content") }
    guard length <= Self.greatestBody else {
      throw Unreadable(description: "a message of \(length) bytes is longer than \(Self.greatestBody)")
    }
    return end + 1..<end + 1 + length
  }
}
