import Tensors

extension SafeTensors {
  /// Reads a file's bytes. Numbers of other types are converted: of 64 bits they are rounded, and integers are exact up to
  /// 16,777,216.
  public init(decoding bytes: [UInt8]) throws(SafeTensorsError) {
    guard bytes.count >= 8 else { throw .tooShort(bytes: bytes.count) }
    let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << (8 * UInt64($1)) }
    // No header is longer than 100 MB; a larger number is the beginning of some other file.
    guard length <= 100_000_000, Int(length) <= bytes.count - 8 else {
      throw .headerLength(length, available: bytes.count - 8)
    }
    let start = 8 + Int(length)
    let (descriptions, metadata) = try SafeTensors.readHeader(Array(bytes[8..<start]))
    try SafeTensors.check(descriptions, available: bytes.count - start)
    let entries = bytes.withUnsafeBytes { buffer in
      descriptions.map { description in
        let range = UnsafeRawBufferPointer(
          rebasing: buffer[start + description.begin..<start + description.end])
        let numbers = description.type.numbers(range, count: range.count / description.type.size)
        return Entry(name: description.name, tensor: Tensor(shape: description.shape, numbers))
      }
    }
    self.init(inOrderOfFile: entries, metadata: metadata)
  }

  /// What the header says of one tensor.
  private struct Description {
    let name: String
    let type: SafeTensorsElementType
    let shape: [Int]
    let begin: Int
    let end: Int
  }

  /// The header's tensors in the order of their ranges, and its metadata.
  private static func readHeader(_ header: [UInt8]) throws(SafeTensorsError) -> ([Description], [Metadata]) {
    var reader = HeaderReader(header)
    var descriptions: [Description] = []
    var metadata: [Metadata] = []
    try reader.object { (reader, name) throws(SafeTensorsError) in
      if name.utf8.elementsEqual(metadataName.utf8) {
        guard metadata.isEmpty else { throw .repeatedName(name) }
        try reader.object { (reader, key) throws(SafeTensorsError) in
          metadata.append(Metadata(name: key, text: try reader.string()))
        }
      } else {
        descriptions.append(try readDescription(&reader, name))
      }
    }
    try reader.requireEnd()
    let names = descriptions.map { $0.name }.sorted(by: precedes)
    for (name, next) in zip(names, names.dropFirst()) where name.utf8.elementsEqual(next.utf8) {
      throw .repeatedName(name)
    }
    return (descriptions.sorted { ($0.begin, $0.end) < ($1.begin, $1.end) }, metadata)
  }

  private static func readDescription(
    _ reader: inout HeaderReader, _ name: String
  ) throws(SafeTensorsError) -> Description {
    var type: String?
    var shape: [Int]?
    var offsets: [Int]?
    try reader.object { (reader, key) throws(SafeTensorsError) in
      if key.utf8.elementsEqual("dtype".utf8) {
        type = try reader.string()
      } else if key.utf8.elementsEqual("shape".utf8) {
        shape = try reader.integers()
      } else if key.utf8.elementsEqual("data_offsets".utf8) {
        offsets = try reader.integers()
        guard let pair = offsets, pair.count == 2, pair[0] <= pair[1] else {
          throw reader.expected("a range [begin, end] of bytes before this one")
        }
      } else {
        try reader.skipValue()
      }
    }
    guard let type else { throw .missing(key: "dtype", tensor: name) }
    guard let shape else { throw .missing(key: "shape", tensor: name) }
    guard let offsets else { throw .missing(key: "data_offsets", tensor: name) }
    guard let known = SafeTensorsElementType(name: type) else { throw .unknownType(type, tensor: name) }
    return Description(name: name, type: known, shape: shape, begin: offsets[0], end: offsets[1])
  }

  /// Every byte of the numbers must belong to exactly one tensor.
  private static func check(_ descriptions: [Description], available: Int) throws(SafeTensorsError) {
    var position = 0
    for description in descriptions {
      let bytes = description.end - description.begin
      // Beside a length of 0 the others must be no more than a tensor may have: steps through it are products of them.
      var count = 1
      for length in description.shape where length > 0 {
        let (product, overflow) = count.multipliedReportingOverflow(by: length)
        guard !overflow, product <= [Int].greatestCount else {
          throw .tooLarge(shape: description.shape, tensor: description.name)
        }
        count = product
      }
      let (length, overflow) = count.multipliedReportingOverflow(by: description.type.size)
      guard !overflow else { throw .tooLarge(shape: description.shape, tensor: description.name) }
      let needed = description.shape.contains(0) ? 0 : length
      guard bytes == needed else { throw .wrongLength(tensor: description.name, bytes: bytes, needed: needed) }
      guard description.begin == position else {
        throw .wrongOffset(tensor: description.name, begin: description.begin, expected: position)
      }
      position = description.end
      guard position <= available else {
        throw .truncated(tensor: description.name, end: position, available: available)
      }
    }
    guard position == available else { throw .trailing(bytes: available - position) }
  }
}
