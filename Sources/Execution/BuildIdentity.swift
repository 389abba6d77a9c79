import CProcess

/// What tells one build of this tool, and of the engine in it, from another.
enum BuildIdentity {
  /// The linker's identification of the program that runs: a hash of its content, written into it as an ELF note.
  static let current: String = {
    let count = Int(getauxval(UInt(AT_PHNUM)))
    guard let headers = UnsafePointer<Elf64_Phdr>(bitPattern: getauxval(UInt(AT_PHDR))) else { return "" }
    let all = UnsafeBufferPointer(start: headers, count: count)
    // The headers know where they lie within the program, and so where the program was loaded.
    guard let own = all.first(where: { $0.p_type == UInt32(PT_PHDR) }) else { return "" }
    let base = UInt(bitPattern: headers) - UInt(own.p_vaddr)
    for header in all where header.p_type == UInt32(PT_NOTE) {
      guard let start = UnsafeRawPointer(bitPattern: base + UInt(header.p_vaddr)) else { continue }
      if let note = buildNote(start, Int(header.p_memsz)) { return note }
    }
    return ""
  }()

  /// Looks for the note of type 3 named `GNU` in a segment of notes.
  private static func buildNote(_ start: UnsafeRawPointer, _ size: Int) -> String? {
    var offset = 0
    while offset + 12 <= size {
      let nameSize = Int(start.load(fromByteOffset: offset, as: UInt32.self))
      let bodySize = Int(start.load(fromByteOffset: offset + 4, as: UInt32.self))
      let type = start.load(fromByteOffset: offset + 8, as: UInt32.self)
      let body = offset + 12 + (nameSize + 3) & ~3
      let end = body + (bodySize + 3) & ~3
      guard end <= size else { return nil }
      let name = UnsafeRawBufferPointer(start: start + offset + 12, count: nameSize)
      if type == 3, name.elementsEqual("GNU\0".utf8) {
        return UnsafeRawBufferPointer(start: start + body, count: bodySize).map { String($0, radix: 16) }.joined()
      }
      offset = end
    }
    return nil
  }
}
