import CProcess
import Glibc

/// What comes through the pipe to which cells print, taken apart by the headers of what goes to the error stream.
struct PrintedStream {
  /// The bytes with which each header begins: of so many nobody prints the same by chance.
  let mark: [UInt8]
  /// What may be the beginning of a header.
  private var pending: [UInt8] = []
  /// How much is left of what followed the last header.
  private var remaining = 0
  private var source = StepRecorder.Source.printed

  init() {
    // This byte is in no text, so that it is hardly ever looked for in vain.
    mark = [0xff] + (1..<Int(COLOPHON_MARK_SIZE)).map { _ in UInt8.random(in: .min ... .max) }
  }

  /// Takes what has come apart.
  mutating func take(_ bytes: UnsafeRawBufferPointer, into recorder: inout StepRecorder) {
    guard pending.isEmpty else {
      let whole = pending + bytes
      pending = []
      return whole.withUnsafeBytes { takeWhole($0, into: &recorder) }
    }
    takeWhole(bytes, into: &recorder)
  }

  private mutating func takeWhole(_ bytes: UnsafeRawBufferPointer, into recorder: inout StepRecorder) {
    var rest = bytes
    func drop(_ count: Int) { rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(count)) }
    while !rest.isEmpty {
      if remaining > 0 {
        let part = rest.prefix(remaining)
        recorder.append(bytes: UnsafeRawBufferPointer(rebasing: part), from: source)
        remaining -= part.count
        drop(part.count)
        continue
      }
      let start = headerStart(in: rest) ?? rest.count
      recorder.append(bytes: UnsafeRawBufferPointer(rebasing: rest[..<start]), from: .printed)
      drop(start)
      guard rest.count >= Int(COLOPHON_HEADER_SIZE) else {
        pending = Array(rest)
        return
      }
      let number = rest.loadUnaligned(fromByteOffset: mark.count, as: UInt32.self)
      source = number >> 16 == UInt32(COLOPHON_OF_RUNTIME) ? .runtime : .errors
      remaining = Int(number & 0xffff)
      drop(Int(COLOPHON_HEADER_SIZE))
    }
  }

  /// Where a header begins, or may begin at the end.
  private func headerStart(in bytes: UnsafeRawBufferPointer) -> Int? {
    var start = 0
    while start < bytes.count, let found = memchr(bytes.baseAddress! + start, Int32(mark[0]), bytes.count - start) {
      start = UnsafeRawPointer(found) - bytes.baseAddress!
      let candidate = bytes[start...].prefix(mark.count)
      if candidate.elementsEqual(mark.prefix(candidate.count)) { return start }
      start += 1
    }
    return nil
  }

  /// Takes what was kept because it might have been the beginning of a header: such a one never comes in two parts with nothing to
  /// read between them.
  mutating func flush(into recorder: inout StepRecorder) {
    guard !pending.isEmpty else { return }
    pending.withUnsafeBytes { recorder.append(bytes: $0, from: .printed) }
    pending = []
  }
}
