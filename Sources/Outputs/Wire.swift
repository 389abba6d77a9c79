/// Values as bytes, for what the tool and a cell host say to each other: numbers in the order of this machine's bytes, texts
/// after their lengths.
package struct WireWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write(_ value: Int) { withUnsafeBytes(of: Int64(value)) { bytes += $0 } }
  package mutating func write(_ value: Double) { withUnsafeBytes(of: value) { bytes += $0 } }
  package mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }

  package mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes += text.utf8
  }

  package mutating func write(_ text: String?) {
    write(text != nil)
    if let text { write(text) }
  }

  package mutating func write(words: [UInt32]) {
    write(words.count)
    words.withUnsafeBytes { bytes += $0 }
  }

  package mutating func write<Element>(_ elements: [Element], _ each: (inout WireWriter, Element) -> Void) {
    write(elements.count)
    for element in elements { each(&self, element) }
  }

  /// What was written, after its length.
  package var message: [UInt8] { withUnsafeBytes(of: UInt32(bytes.count)) { Array($0) } + bytes }
}

/// Reads what a `WireWriter` wrote.
package struct WireReader {
  /// The bytes are not what was to be read.
  package struct Malformed: Error {
    package init() {}
  }

  private var bytes: ArraySlice<UInt8>

  package init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  package var isAtEnd: Bool { bytes.isEmpty }

  private mutating func take(_ count: Int) throws(Malformed) -> ArraySlice<UInt8> {
    guard count >= 0, count <= bytes.count else { throw Malformed() }
    defer { bytes = bytes.dropFirst(count) }
    return bytes.prefix(count)
  }

  package mutating func int() throws(Malformed) -> Int {
    let taken = try take(8)
    return Int(taken.withUnsafeBytes { $0.loadUnaligned(as: Int64.self) })
  }

  package mutating func double() throws(Malformed) -> Double {
    let taken = try take(8)
    return taken.withUnsafeBytes { $0.loadUnaligned(as: Double.self) }
  }

  package mutating func bool() throws(Malformed) -> Bool { try take(1).first! != 0 }

  package mutating func text() throws(Malformed) -> String {
    let count = try int()
    return String(decoding: try take(count), as: UTF8.self)
  }

  package mutating func optionalText() throws(Malformed) -> String? { try bool() ? try text() : nil }

  package mutating func words() throws(Malformed) -> [UInt32] {
    let count = try int()
    guard count >= 0, count <= bytes.count / 4 else { throw Malformed() }
    let taken = try take(4 * count)
    return taken.withUnsafeBytes { taken in
      (0..<count).map { taken.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self) }
    }
  }

  package mutating func array<Element>(
    _ each: (inout WireReader) throws(Malformed) -> Element
  ) throws(Malformed) -> [Element] {
    let count = try int()
    guard count >= 0, count <= bytes.count else { throw Malformed() }
    var elements: [Element] = []
    for _ in 0..<count { elements.append(try each(&self)) }
    return elements
  }
}
