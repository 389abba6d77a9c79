internal import Codecs

/// The data of a file from beginning to end, whether the file is compressed or not.
enum ByteSource {
  case plain(Slice<UnsafeBufferPointer<UInt8>>)
  case gzip(GzipReader)

  /// The data of a file, whose bytes must outlive this value.
  init(_ file: UnsafeBufferPointer<UInt8>) throws(DataFileError.Problem) {
    self =
      GzipReader.recognises(file)
      ? .gzip(try decoding { () throws(CodecError) in try GzipReader(file) })
      : .plain(file[...])
  }

  /// The next bytes, or as many as there are before the end. No more memory is allocated than the file can have data for.
  mutating func read(_ count: Int) throws(DataFileError.Problem) -> [UInt8] {
    switch self {
    case .plain(let rest):
      let bytes = Array(rest.prefix(count))
      self = .plain(rest.dropFirst(count))
      return bytes
    case .gzip(let reader):
      let capacity = min(count, reader.bytesLeftAtMost)
      return try decoding { () throws(CodecError) in
        // The standard library's closure throws any error or none, so its error leaves by a variable.
        var failure: CodecError?
        // For a capacity of 0 the initialiser would write the count 0 into the memory that all empty arrays share.
        let bytes = [UInt8](unsafeUninitializedCapacity: max(capacity, 1)) { memory, initialized in
          do throws(CodecError) {
            initialized = try reader.read(into: UnsafeMutableBufferPointer(rebasing: memory[..<capacity]))
          } catch {
            failure = error
          }
        }
        if let failure { throw failure }
        return bytes
      }
    }
  }
}
