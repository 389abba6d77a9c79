internal import CZlib

/// The data of a gzip file (RFC 1952), inflated as they are asked for. The only file that calls zlib.
///
/// Each member's checksum is verified when the data are read beyond its end. A file of several members, as `cat` makes it of
/// several files, gives their data one after the other.
package final class GzipReader {
  /// Allocated, because zlib points back to it and it must keep its address.
  private let stream: UnsafeMutablePointer<z_stream>
  private var rest: UnsafeBufferPointer<UInt8>
  private var produced = 0
  private var isAtEnd = false

  /// Whether a file begins as gzip files do.
  package static func recognises(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.count >= 2 && bytes[0] == 0x1f && bytes[1] == 0x8b
  }

  /// A reader of a whole gzip file, whose bytes must outlive it.
  package init(_ compressed: UnsafeBufferPointer<UInt8>) throws(CodecError) {
    rest = compressed
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    let status = colophon_inflate_gzip_begin(stream)
    guard status == Z_OK else { throw Self.error(status, stream) }
  }

  deinit {
    inflateEnd(stream)
    stream.deallocate()
  }

  /// The most bytes that can still come. Two bits of code can stand for 258 bytes, so a byte gives 1,032 at most; the rest of
  /// one such run may be waiting within zlib.
  package var bytesLeftAtMost: Int { rest.count * 1032 + 4096 }

  /// Fills the memory, and returns how many bytes it wrote: fewer than there is space for only at the end of the data.
  package func read(into memory: UnsafeMutableBufferPointer<UInt8>) throws(CodecError) -> Int {
    var written = 0
    while written < memory.count, !isAtEnd {
      // zlib counts in 32 bits.
      let input = UnsafeBufferPointer(rebasing: rest.prefix(Int(Int32.max)))
      let output = UnsafeMutableBufferPointer(rebasing: memory[written...].prefix(Int(Int32.max)))
      stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.pointee.avail_in = UInt32(input.count)
      stream.pointee.next_out = output.baseAddress
      stream.pointee.avail_out = UInt32(output.count)
      let status = inflate(stream, Z_NO_FLUSH)
      rest = UnsafeBufferPointer(rebasing: rest[(input.count - Int(stream.pointee.avail_in))...])
      let step = output.count - Int(stream.pointee.avail_out)
      written += step
      produced += step
      switch status {
      case Z_OK: break
      case Z_STREAM_END:
        isAtEnd = rest.isEmpty
        inflateReset(stream)
      case Z_BUF_ERROR: throw .endsEarly(after: produced)
      default: throw Self.error(status, stream)
      }
    }
    return written
  }

  private static func error(_ status: Int32, _ stream: UnsafeMutablePointer<z_stream>) -> CodecError {
    .damaged(reason: stream.pointee.msg.map { String(cString: $0) } ?? "zlib's error \(status)")
  }
}
