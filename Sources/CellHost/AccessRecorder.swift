import CProcess
import Glibc

/// What the process of cells asks of the world around it: files that it opens or looks for, and time, chance and the
/// environment.
///
/// The functions below have the names of the C library's. They are defined in the program that loads the cells, so whoever
/// is loaded after it calls them instead: Foundation, the engine, C. Each notes what is asked for and then asks the
/// system. What the notes say outlives the process, whatever ends it.
enum AccessRecorder {
  /// Makes the file of notes, before the process of cells is made; -1 where the system gives none.
  static func makeNotes() -> Int32 { colophon_make_notes() }

  /// Begins to take notes, in the process of cells.
  static func start(_ notes: Int32, marker: UnsafeMutablePointer<colophon_marker>) {
    colophon_access_state().pointee.marker = marker
    colophon_access_state().pointee.notes = notes
  }

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
    /// The name that a link holds was asked for.
    case link = 0x4B
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

// MARK: The C library's functions

@_cdecl("open")
public func _recordedOpen(_ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t) -> Int32 {
  colophon_open(AT_FDCWD, path, flags, mode)
}
@_cdecl("open64")
public func _recordedOpen64(_ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t) -> Int32 {
  colophon_open(AT_FDCWD, path, flags, mode)
}
@_cdecl("__open_2")
public func _recordedOpen2(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 {
  colophon_open(AT_FDCWD, path, flags, 0)
}
@_cdecl("__open64_2")
public func _recordedOpen642(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 {
  colophon_open(AT_FDCWD, path, flags, 0)
}
@_cdecl("openat")
public func _recordedOpenAt(
  _ folder: Int32, _ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t
) -> Int32 { colophon_open(folder, path, flags, mode) }
@_cdecl("openat64")
public func _recordedOpenAt64(
  _ folder: Int32, _ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t
) -> Int32 { colophon_open(folder, path, flags, mode) }
@_cdecl("fopen")
public func _recordedFileOpen(_ path: UnsafePointer<CChar>, _ mode: UnsafePointer<CChar>) -> OpaquePointer? {
  OpaquePointer(colophon_fopen("fopen", path, mode))
}
@_cdecl("fopen64")
public func _recordedFileOpen64(_ path: UnsafePointer<CChar>, _ mode: UnsafePointer<CChar>) -> OpaquePointer? {
  OpaquePointer(colophon_fopen("fopen64", path, mode))
}
@_cdecl("opendir")
public func _recordedOpenFolder(_ path: UnsafePointer<CChar>) -> OpaquePointer? {
  OpaquePointer(colophon_opendir(path))
}
@_cdecl("stat")
public func _recordedStatus(_ path: UnsafePointer<CChar>, _ status: UnsafeMutableRawPointer) -> Int32 {
  colophon_stat(AT_FDCWD, path, status, 0)
}
@_cdecl("stat64")
public func _recordedStatus64(_ path: UnsafePointer<CChar>, _ status: UnsafeMutableRawPointer) -> Int32 {
  colophon_stat(AT_FDCWD, path, status, 0)
}
@_cdecl("lstat")
public func _recordedLinkStatus(_ path: UnsafePointer<CChar>, _ status: UnsafeMutableRawPointer) -> Int32 {
  colophon_stat(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW)
}
@_cdecl("lstat64")
public func _recordedLinkStatus64(_ path: UnsafePointer<CChar>, _ status: UnsafeMutableRawPointer) -> Int32 {
  colophon_stat(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW)
}
@_cdecl("fstatat")
public func _recordedStatusAt(
  _ folder: Int32, _ path: UnsafePointer<CChar>, _ status: UnsafeMutableRawPointer, _ flags: Int32
) -> Int32 { colophon_stat(folder, path, status, flags) }
@_cdecl("fstatat64")
public func _recordedStatusAt64(
  _ folder: Int32, _ path: UnsafePointer<CChar>, _ status: UnsafeMutableRawPointer, _ flags: Int32
) -> Int32 { colophon_stat(folder, path, status, flags) }
@_cdecl("access")
public func _recordedAccess(_ path: UnsafePointer<CChar>, _ mode: Int32) -> Int32 {
  colophon_access(AT_FDCWD, path, mode, 0)
}
@_cdecl("faccessat")
public func _recordedAccessAt(
  _ folder: Int32, _ path: UnsafePointer<CChar>, _ mode: Int32, _ flags: Int32
) -> Int32 { colophon_access(folder, path, mode, flags) }
@_cdecl("rename")
public func _recordedRename(_ old: UnsafePointer<CChar>, _ new: UnsafePointer<CChar>) -> Int32 {
  colophon_rename(old, new)
}
@_cdecl("getenv")
public func _recordedEnvironment(_ name: UnsafePointer<CChar>) -> UnsafeMutablePointer<CChar>? { colophon_getenv(name) }
@_cdecl("clock_gettime")
public func _recordedClock(_ clock: clockid_t, _ time: UnsafeMutablePointer<timespec>) -> Int32 {
  colophon_clock_gettime(clock, time)
}
@_cdecl("gettimeofday")
public func _recordedTimeOfDay(_ time: UnsafeMutablePointer<timeval>, _ zone: UnsafeMutableRawPointer?) -> Int32 {
  colophon_gettimeofday(time)
}
@_cdecl("time")
public func _recordedTime(_ result: UnsafeMutablePointer<time_t>?) -> time_t { colophon_time(result) }
@_cdecl("getrandom")
public func _recordedRandom(_ buffer: UnsafeMutableRawPointer, _ count: Int, _ flags: UInt32) -> Int {
  colophon_getrandom(buffer, count, flags)
}
@_cdecl("getentropy")
public func _recordedEntropy(_ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int32 {
  colophon_getentropy(buffer, count)
}
@_cdecl("arc4random_buf")
public func _recordedRandomBuffer(_ buffer: UnsafeMutableRawPointer, _ count: Int) {
  colophon_fill_randomly(buffer, count)
}
@_cdecl("arc4random")
public func _recordedRandomNumber() -> UInt32 {
  var number: UInt32 = 0
  colophon_fill_randomly(&number, 4)
  return number
}
/// What Swift's own generator asks.
@_cdecl("swift_stdlib_random")
public func _recordedSwiftRandom(_ buffer: UnsafeMutableRawPointer, _ count: Int) {
  colophon_fill_randomly(buffer, count)
}
@_cdecl("readlink")
public func _recordedLink(_ path: UnsafePointer<CChar>, _ buffer: UnsafeMutablePointer<CChar>, _ size: Int) -> Int {
  colophon_readlink(AT_FDCWD, path, buffer, size)
}
@_cdecl("readlinkat")
public func _recordedLinkAt(
  _ folder: Int32, _ path: UnsafePointer<CChar>, _ buffer: UnsafeMutablePointer<CChar>, _ size: Int
) -> Int { colophon_readlink(folder, path, buffer, size) }
@_cdecl("fts_open")
public func _recordedWalk(
  _ paths: UnsafePointer<UnsafeMutablePointer<CChar>?>, _ options: Int32, _ compare: UnsafeMutableRawPointer?
) -> OpaquePointer? { OpaquePointer(colophon_walk(paths, options, compare)) }

private typealias Spawn =
  @convention(c) (
    UnsafeMutableRawPointer?, UnsafePointer<CChar>, UnsafeRawPointer?, UnsafeRawPointer?, UnsafeRawPointer?,
    UnsafeRawPointer?
  ) -> Int32
@_cdecl("posix_spawn")
public func _recordedSpawn(
  _ process: UnsafeMutableRawPointer?, _ path: UnsafePointer<CChar>, _ actions: UnsafeRawPointer?,
  _ attributes: UnsafeRawPointer?, _ arguments: UnsafeRawPointer?, _ environment: UnsafeRawPointer?
) -> Int32 {
  colophon_note_program()
  return unsafeBitCast(colophon_next("posix_spawn"), to: Spawn.self)(
    process, path, actions, attributes, arguments, environment)
}
@_cdecl("posix_spawnp")
public func _recordedSpawnInPath(
  _ process: UnsafeMutableRawPointer?, _ path: UnsafePointer<CChar>, _ actions: UnsafeRawPointer?,
  _ attributes: UnsafeRawPointer?, _ arguments: UnsafeRawPointer?, _ environment: UnsafeRawPointer?
) -> Int32 {
  colophon_note_program()
  return unsafeBitCast(colophon_next("posix_spawnp"), to: Spawn.self)(
    process, path, actions, attributes, arguments, environment)
}
@_cdecl("system")
public func _recordedSystem(_ command: UnsafePointer<CChar>?) -> Int32 {
  typealias Function = @convention(c) (UnsafePointer<CChar>?) -> Int32
  colophon_note_program()
  return unsafeBitCast(colophon_next("system"), to: Function.self)(command)
}
@_cdecl("popen")
public func _recordedPipe(_ command: UnsafePointer<CChar>, _ mode: UnsafePointer<CChar>) -> OpaquePointer? {
  typealias Function = @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>) -> OpaquePointer?
  colophon_note_program()
  return unsafeBitCast(colophon_next("popen"), to: Function.self)(command, mode)
}
@_cdecl("scandir")
public func _recordedScan(
  _ path: UnsafePointer<CChar>, _ names: UnsafeMutableRawPointer?, _ filter: UnsafeRawPointer?,
  _ compare: UnsafeRawPointer?
) -> Int32 {
  typealias Function =
    @convention(c) (
      UnsafePointer<CChar>, UnsafeMutableRawPointer?, UnsafeRawPointer?, UnsafeRawPointer?
    ) -> Int32
  colophon_note_program()
  return unsafeBitCast(colophon_next("scandir"), to: Function.self)(path, names, filter, compare)
}
@_cdecl("glob")
public func _recordedGlob(
  _ pattern: UnsafePointer<CChar>, _ flags: Int32, _ onError: UnsafeRawPointer?, _ result: UnsafeMutableRawPointer?
) -> Int32 {
  typealias Function =
    @convention(c) (
      UnsafePointer<CChar>, Int32, UnsafeRawPointer?, UnsafeMutableRawPointer?
    ) -> Int32
  colophon_note_program()
  return unsafeBitCast(colophon_next("glob"), to: Function.self)(pattern, flags, onError, result)
}
@_cdecl("freopen")
public func _recordedReopen(
  _ path: UnsafePointer<CChar>?, _ mode: UnsafePointer<CChar>, _ file: OpaquePointer?
) -> OpaquePointer? {
  typealias Function = @convention(c) (UnsafePointer<CChar>?, UnsafePointer<CChar>, OpaquePointer?) -> OpaquePointer?
  colophon_note_program()
  return unsafeBitCast(colophon_next("freopen"), to: Function.self)(path, mode, file)
}
