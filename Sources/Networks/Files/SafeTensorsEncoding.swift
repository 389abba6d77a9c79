import Compute
import Tensors

extension SafeTensors {
  /// The file's bytes, with numbers of 32 bits. The same tensors and metadata always give the same bytes.
  public func encoded() -> [UInt8] {
    var header: [UInt8] = []
    append("{", to: &header)
    if !metadata.isEmpty {
      appendQuoted(SafeTensors.metadataName, to: &header)
      append(":{", to: &header)
      for (index, item) in metadata.enumerated() {
        if index > 0 { append(",", to: &header) }
        appendQuoted(item.name, to: &header)
        append(":", to: &header)
        appendQuoted(item.text, to: &header)
      }
      append(entries.isEmpty ? "}" : "},", to: &header)
    }
    var begin = 0
    for (index, entry) in entries.enumerated() {
      if index > 0 { append(",", to: &header) }
      appendQuoted(entry.name, to: &header)
      let end = begin + 4 * entry.tensor.count
      let shape = entry.tensor.shape.map { String($0) }.joined(separator: ",")
      append(":{\"dtype\":\"F32\",\"shape\":[\(shape)],\"data_offsets\":[\(begin),\(end)]}", to: &header)
      begin = end
    }
    append("}", to: &header)
    // The numbers begin at a multiple of 8, so that a reader may use them where they lie.
    while header.count % 8 != 0 { append(" ", to: &header) }

    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + header.count + begin)
    for byte in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: header.count >> (8 * byte))) }
    bytes += header
    for entry in entries {
      // Every machine that Swift runs on has the least significant byte first, as the format wants it.
      entry.tensor.withScalars { bytes += UnsafeRawBufferPointer($0) }
    }
    return bytes
  }

  private func append(_ text: String, to bytes: inout [UInt8]) { bytes += text.utf8 }

  private func appendQuoted(_ text: String, to bytes: inout [UInt8]) {
    append("\"", to: &bytes)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "\""): append("\\\"", to: &bytes)
      case UInt8(ascii: "\\"): append("\\\\", to: &bytes)
      case 0x08: append("\\b", to: &bytes)
      case 0x09: append("\\t", to: &bytes)
      case 0x0A: append("\\n", to: &bytes)
      case 0x0C: append("\\f", to: &bytes)
      case 0x0D: append("\\r", to: &bytes)
      case 0..<0x20:
        append("\\u00", to: &bytes)
        bytes += Hexadecimal.digits(byte)
      default: bytes.append(byte)
      }
    }
    append("\"", to: &bytes)
  }
}
