import CDuktape

/// One Duktape heap: enough JavaScript to call a function that takes and gives text.
///
/// Every call into Duktape that can fail is one of its protected calls, so nothing here reaches Duktape's fatal error
/// handler, which would end the program. The engine belongs to whoever made it; it is not for two threads at once.
struct JavaScriptEngine: ~Copyable {
  struct ScriptError: Error {
    var message: String
  }

  private let heap: OpaquePointer

  init?() {
    guard let heap = duk_create_heap(nil, nil, nil, nil, nil) else { return nil }
    self.heap = heap
  }

  deinit {
    duk_destroy_heap(heap)
  }

  /// Evaluates a script for its effect.
  func evaluate(_ script: [UInt8]) throws(ScriptError) {
    let flags = UInt32(DUK_COMPILE_EVAL | DUK_COMPILE_SAFE | DUK_COMPILE_NOSOURCE | DUK_COMPILE_NOFILENAME)
    let status = script.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { duk_eval_raw(heap, $0.baseAddress, $0.count, flags) }
    }
    defer { duk_pop(heap) }
    if status != 0 { throw ScriptError(message: text(at: -1)) }
  }

  /// Calls a global function with texts and gives back the text that it returns.
  func call(_ function: String, _ arguments: [String]) throws(ScriptError) -> String {
    duk_get_global_lstring(heap, function, function.utf8.count)
    for argument in arguments { push(argument) }
    let status = duk_pcall(heap, duk_idx_t(arguments.count))
    defer { duk_pop(heap) }
    let result = text(at: -1)
    if status != 0 { throw ScriptError(message: result) }
    return result
  }

  /// Duktape's strings are CESU-8: each half of a surrogate pair is encoded by itself.
  private func push(_ text: String) {
    var bytes = [CChar]()
    bytes.reserveCapacity(text.utf8.count)
    for unit in text.utf16 {
      switch unit {
      case ..<0x80: bytes.append(CChar(bitPattern: UInt8(unit)))
      case ..<0x800: bytes += [0xC0 | unit >> 6, 0x80 | unit & 0x3F].map { CChar(bitPattern: UInt8($0)) }
      default:
        bytes += [0xE0 | unit >> 12, 0x80 | unit >> 6 & 0x3F, 0x80 | unit & 0x3F].map { CChar(bitPattern: UInt8($0)) }
      }
    }
    duk_push_lstring(heap, bytes, bytes.count)
  }

  private func text(at index: duk_idx_t) -> String {
    var count = 0
    guard let start = duk_safe_to_lstring(heap, index, &count) else { return "" }
    let bytes = UnsafeRawBufferPointer(start: start, count: count)
    // Surrogates begin with 0xED and a byte from 0xA0 on; text without them is UTF-8.
    guard bytes.contains(0xED) else { return String(decoding: bytes, as: UTF8.self) }
    var units = [UInt16]()
    units.reserveCapacity(count)
    var position = 0
    while position < count {
      let byte = UInt16(bytes[position])
      func next(_ offset: Int) -> UInt16 {
        position + offset < count ? UInt16(bytes[position + offset]) & 0x3F : 0
      }
      switch byte {
      case ..<0x80:
        units.append(byte)
        position += 1
      case ..<0xE0:
        units.append((byte & 0x1F) << 6 | next(1))
        position += 2
      default:
        units.append((byte & 0x0F) << 12 | next(1) << 6 | next(2))
        position += 3
      }
    }
    return String(decoding: units, as: UTF16.self)
  }
}
