import Machine

/// Characters of the line that is being written.
private struct Line {
  var bytes = InlineArray<256, UInt8>(repeating: 0)
  var count = 0
}

private nonisolated(unsafe) var line = Line()

/// What `print` and the message of a program that stops go through. A line goes out when it ends.
@_cdecl("putchar")
public func write(_ character: Int32) -> Int32 {
  line.bytes[line.count] = UInt8(truncatingIfNeeded: character)
  line.count += 1
  if character == 10 || line.count == 256 {
    let count = UInt(line.count)
    line.bytes.span.withUnsafeBufferPointer { buffer in
      var piece = bytes_to_write(start: buffer.baseAddress, count: count)
      var written: UInt = 0
      _ = write_bytes(1, &piece, 1, &written)
    }
    line.count = 0
  }
  return character
}
