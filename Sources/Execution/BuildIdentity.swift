import CProcess
import Glibc

/// What distinguishes one build of a program from another.
enum BuildIdentity {
  /// The linker's identification of a program: a hash of its content, written into its file as an ELF note.
  ///
  /// - Returns: nothing for a file that has none.
  static func of(_ path: String) -> String {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { close(descriptor) }
    guard let header = read(descriptor, at: 0, count: MemoryLayout<Elf64_Ehdr>.size)?.load(as: Elf64_Ehdr.self) else {
      return ""
    }
    for index in 0..<Int(header.e_phnum) {
      let offset = Int(header.e_phoff) + index * Int(header.e_phentsize)
      guard
        let segment = read(descriptor, at: offset, count: MemoryLayout<Elf64_Phdr>.size)?.load(as: Elf64_Phdr.self)
      else { return "" }
      guard segment.p_type == UInt32(PT_NOTE), segment.p_filesz < 1 << 16 else { continue }
      guard let notes = read(descriptor, at: Int(segment.p_offset), count: Int(segment.p_filesz)) else { return "" }
      if let note = notes.buildNote { return note }
    }
    return ""
  }

  private static func read(_ descriptor: Int32, at offset: Int, count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return pread(descriptor, &bytes, count, offset) == count ? bytes : nil
  }
}

extension [UInt8] {
  fileprivate func load<Value: BitwiseCopyable>(at offset: Int = 0, as type: Value.Type) -> Value {
    withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: type) }
  }

  /// The note of type 3 named `GNU` among notes.
  fileprivate var buildNote: String? {
    var offset = 0
    while offset + 12 <= count {
      let nameSize = Int(load(at: offset, as: UInt32.self))
      let bodySize = Int(load(at: offset + 4, as: UInt32.self))
      let type = load(at: offset + 8, as: UInt32.self)
      let body = offset + 12 + (nameSize + 3) & ~3
      let end = body + (bodySize + 3) & ~3
      guard end <= count else { return nil }
      if type == 3, self[(offset + 12)..<(offset + 12 + nameSize)].elementsEqual("GNU\0".utf8) {
        return self[body..<(body + bodySize)].map { String($0, radix: 16) }.joined()
      }
      offset = end
    }
    return nil
  }
}
