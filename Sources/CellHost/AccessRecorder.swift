import CProcess
import Glibc

/// What the process of cells asks of the world around it: files that it opens or looks for, and time, chance and the
/// environment.
///
/// `RecordedFunctions.swift` defines functions with the names of the C library's, which note what is asked for. What the
/// notes say outlives the process, whatever ends it.
enum AccessRecorder {
  /// Makes the file of notes, before the process of cells is made; -1 where the system gives none.
  static func makeNotes() -> Int32 { colophon_make_notes() }

  /// What was asked for, as far as it was noted.
  static func accesses(_ notes: Int32) -> [Access] {
    var bytes = [UInt8]()
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    // More is not noted; a cell may write to any file that it has.
    while bytes.count < 128 << 20 {
      let count = pread(notes, &chunk, chunk.count, bytes.count)
      guard count > 0 else { break }
      bytes += chunk[..<count]
    }
    var seen: Set<Access> = []
    return bytes.split(separator: 0).compactMap { note in
      guard let access = Access(note), seen.insert(access).inserted else { return nil }
      return access
    }
  }
}

/// One thing that cells asked for.
package struct Access: Sendable, Hashable {
  package enum Kind: UInt8, Sendable {
    /// A file was opened to be read.
    case read = 0x52
    /// It was asked whether something is there, and what.
    case status = 0x53
    /// The names in a folder were asked for.
    case list = 0x4C
    /// A file was opened to be written, or put in its place: what is read there afterwards is the cells' own.
    case write = 0x57
    /// Something that was there was changed or removed, or a folder was made.
    case change = 0x4D
    /// The name that a link holds was asked for.
    case link = 0x4B
    /// It was asked where a path leads through all links.
    case destination = 0x50
    /// The names in a folder and in all below it were asked for.
    case walk = 0x44
    /// Another program was started, or something was read in a way that is not followed: nobody knows what it read.
    case unknown = 0x58
    case environment = 0x45
    case time = 0x54
    case random = 0x4E
  }

  package var kind: Kind
  /// The step that asked.
  package var step: Int
  /// The file or folder, absolute or as seen from the cells' working folder, or the variable's name.
  package var name: String
  /// Size and time of change of a file that was opened, to see whether it changed since.
  package var version: String

  package init(kind: Kind, step: Int, name: String, version: String = "") {
    self.kind = kind
    self.step = step
    self.name = name
    self.version = version
  }

  /// `kind step version name`, as the functions in C write it.
  fileprivate init?(_ note: ArraySlice<UInt8>) {
    let parts = note.split(separator: UInt8(ascii: " "), maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count == 4, let kind = parts[0].first.flatMap(Kind.init), let step = Int(text: parts[1]) else {
      return nil
    }
    self.init(
      kind: kind, step: step, name: String(decoding: parts[3], as: UTF8.self),
      version: String(decoding: parts[2], as: UTF8.self))
  }
}

extension Int {
  fileprivate init?(text: ArraySlice<UInt8>) { self.init(String(decoding: text, as: UTF8.self)) }
}
