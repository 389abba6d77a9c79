/// Why compressed data could not be decoded.
package enum CodecError: Error, Equatable, Sendable {
  /// The compressed data end early, after so many decoded bytes.
  case endsEarly(after: Int)
  /// The data contradict themselves; the reason is the library's.
  case damaged(reason: String)
}
