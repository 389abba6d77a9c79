/// The seed of `Hasher`, without which there is no `Dictionary`. Always the same, for there is nothing to defend here
/// and the order of a dictionary should not differ from one visit of a page to the next.
@_cdecl("arc4random_buf")
public func fill(_ bytes: UnsafeMutablePointer<UInt8>, _ count: UInt) {
  for index in 0..<Int(count) { bytes[index] = 0 }
}
