extension [UInt8] {
  /// How many bytes of a byte-order mark the text begins with: 3 or none.
  package var byteOrderMarkLength: Int { starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }
}
