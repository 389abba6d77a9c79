import Glibc

extension [UInt8] {
  /// Whether other bytes are the same. `==` compares one after the other, which takes long for files.
  package func isSame(as other: [UInt8]) -> Bool {
    guard count == other.count else { return false }
    return withUnsafeBytes { bytes in
      other.withUnsafeBytes { other in
        guard let bytes = bytes.baseAddress, let other = other.baseAddress else { return true }
        return memcmp(bytes, other, count) == 0
      }
    }
  }

  /// Where other bytes begin, at or behind an index; nil where they do not stand there.
  package func firstIndex(of other: [UInt8], from start: Int = 0) -> Int? {
    withUnsafeBufferPointer { bytes in
      other.withUnsafeBufferPointer { other in
        start <= bytes.count
          ? UnsafeBufferPointer(rebasing: bytes[start...]).firstIndex(of: other).map { start + $0 } : nil
      }
    }
  }
}

extension String {
  /// Whether another text stands in it, byte for byte.
  package func hasBytes(of other: String) -> Bool {
    var text = self
    var other = other
    return text.withUTF8 { text in other.withUTF8 { text.firstIndex(of: $0) != nil } }
  }
}

extension UnsafeBufferPointer<UInt8> {
  fileprivate func firstIndex(of other: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let first = other.first, let start = other.baseAddress else { return 0 }
    var index = 0
    while index + other.count <= count, let base = baseAddress,
      let found = memchr(base + index, Int32(first), count - other.count + 1 - index)
    {
      index = UnsafeRawPointer(found) - UnsafeRawPointer(base)
      if memcmp(found, start, other.count) == 0 { return index }
      index += 1
    }
    return nil
  }
}
