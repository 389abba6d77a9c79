import CProcess
import Glibc

// Functions with the names of the C library's. They are defined in the program that loads the cells, so whoever is loaded
// after it calls them instead: Foundation, the engine, C. Each notes what is asked for and asks the system, itself or
// through the C library's own function. What takes a variable number of arguments is missing, as Swift has no such
// functions.

public typealias _Path = UnsafePointer<CChar>
public typealias _Memory = UnsafeMutableRawPointer

extension AccessRecorder {
  /// Begins to take notes, in the process of cells.
  static func start(_ notes: Int32, marker: UnsafeMutablePointer<colophon_marker>) {
    colophon_access_state().pointee.marker = marker
    colophon_access_state().pointee.notes = notes
  }
}

/// The C library's own function.
func next(_ name: StaticString) -> _Memory? { colophon_next(name.utf8Start) }

/// Notes what is asked of a path.
private func note(_ kind: Access.Kind, _ path: _Path?) { colophon_note_path(CChar(kind.rawValue), AT_FDCWD, path) }

/// Notes a file with a name that the function found.
private func noteMade(_ path: _Path, _ file: Int32) -> Int32 {
  if file >= 0 { note(.write, path) }
  return file
}

/// Notes that something is read of which nobody knows what it is.
func noteUnfollowed() { colophon_note_access(CChar(Access.Kind.unknown.rawValue), "", 0, 0, 0) }

// MARK: Files that are opened

@_cdecl("open") public func _open(_ path: _Path, _ flags: Int32, _ mode: mode_t) -> Int32 {
  colophon_open(AT_FDCWD, path, flags, mode)
}
@_cdecl("open64") public func _open64(_ path: _Path, _ flags: Int32, _ mode: mode_t) -> Int32 {
  colophon_open(AT_FDCWD, path, flags, mode)
}
@_cdecl("__open_2") public func _openWithoutMode(_ path: _Path, _ flags: Int32) -> Int32 {
  colophon_open(AT_FDCWD, path, flags, 0)
}
@_cdecl("__open64_2") public func _open64WithoutMode(_ path: _Path, _ flags: Int32) -> Int32 {
  colophon_open(AT_FDCWD, path, flags, 0)
}
@_cdecl("openat") public func _openat(_ folder: Int32, _ path: _Path, _ flags: Int32, _ mode: mode_t) -> Int32 {
  colophon_open(folder, path, flags, mode)
}
@_cdecl("openat64") public func _openat64(_ folder: Int32, _ path: _Path, _ flags: Int32, _ mode: mode_t) -> Int32 {
  colophon_open(folder, path, flags, mode)
}
@_cdecl("__openat_2") public func _openatWithoutMode(_ folder: Int32, _ path: _Path, _ flags: Int32) -> Int32 {
  colophon_open(folder, path, flags, 0)
}
@_cdecl("__openat64_2") public func _openat64WithoutMode(_ folder: Int32, _ path: _Path, _ flags: Int32) -> Int32 {
  colophon_open(folder, path, flags, 0)
}
@_cdecl("creat") public func _creat(_ path: _Path, _ mode: mode_t) -> Int32 {
  colophon_open(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode)
}
@_cdecl("creat64") public func _creat64(_ path: _Path, _ mode: mode_t) -> Int32 {
  colophon_open(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode)
}
@_cdecl("fopen") public func _fopen(_ path: _Path, _ mode: _Path) -> _Memory? { colophon_fopen("fopen", path, mode) }
@_cdecl("fopen64") public func _fopen64(_ path: _Path, _ mode: _Path) -> _Memory? {
  colophon_fopen("fopen64", path, mode)
}

// MARK: What is there

@_cdecl("stat") public func _stat(_ path: _Path, _ status: _Memory) -> Int32 {
  colophon_stat(AT_FDCWD, path, status, 0)
}
@_cdecl("stat64") public func _stat64(_ path: _Path, _ status: _Memory) -> Int32 {
  colophon_stat(AT_FDCWD, path, status, 0)
}
@_cdecl("lstat") public func _lstat(_ path: _Path, _ status: _Memory) -> Int32 {
  colophon_stat(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW)
}
@_cdecl("lstat64") public func _lstat64(_ path: _Path, _ status: _Memory) -> Int32 {
  colophon_stat(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW)
}
@_cdecl("fstatat") public func _fstatat(_ folder: Int32, _ path: _Path, _ status: _Memory, _ flags: Int32) -> Int32 {
  colophon_stat(folder, path, status, flags)
}
@_cdecl("fstatat64") public func _fstatat64(_ folder: Int32, _ path: _Path, _ status: _Memory, _ flags: Int32) -> Int32
{ colophon_stat(folder, path, status, flags) }
@_cdecl("__xstat") public func _xstat(_ version: Int32, _ path: _Path, _ status: _Memory) -> Int32 {
  colophon_stat(AT_FDCWD, path, status, 0)
}
@_cdecl("__xstat64") public func _xstat64(_ version: Int32, _ path: _Path, _ status: _Memory) -> Int32 {
  colophon_stat(AT_FDCWD, path, status, 0)
}
@_cdecl("__lxstat") public func _lxstat(_ version: Int32, _ path: _Path, _ status: _Memory) -> Int32 {
  colophon_stat(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW)
}
@_cdecl("__lxstat64") public func _lxstat64(_ version: Int32, _ path: _Path, _ status: _Memory) -> Int32 {
  colophon_stat(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW)
}
@_cdecl("__fxstatat") public func _fxstatat(
  _ version: Int32, _ folder: Int32, _ path: _Path, _ status: _Memory, _ flags: Int32
) -> Int32 { colophon_stat(folder, path, status, flags) }
@_cdecl("__fxstatat64") public func _fxstatat64(
  _ version: Int32, _ folder: Int32, _ path: _Path, _ status: _Memory, _ flags: Int32
) -> Int32 { colophon_stat(folder, path, status, flags) }
@_cdecl("statx") public func _statx(_ folder: Int32, _ path: _Path, _ flags: Int32, _ mask: UInt32, _ status: _Memory)
  -> Int32
{ colophon_statx(folder, path, flags, mask, status) }
@_cdecl("access") public func _access(_ path: _Path, _ mode: Int32) -> Int32 {
  colophon_access(AT_FDCWD, path, mode, 0)
}
@_cdecl("eaccess") public func _eaccess(_ path: _Path, _ mode: Int32) -> Int32 {
  colophon_access(AT_FDCWD, path, mode, AT_EACCESS)
}
@_cdecl("euidaccess") public func _euidaccess(_ path: _Path, _ mode: Int32) -> Int32 {
  colophon_access(AT_FDCWD, path, mode, AT_EACCESS)
}
@_cdecl("faccessat") public func _faccessat(_ folder: Int32, _ path: _Path, _ mode: Int32, _ flags: Int32) -> Int32 {
  colophon_access(folder, path, mode, flags)
}

// MARK: Folders

@_cdecl("opendir") public func _opendir(_ path: _Path) -> _Memory? {
  defer { note(.list, path) }
  return unsafeBitCast(next("opendir"), to: (@convention(c) (_Path) -> _Memory?).self)(path)
}
@_cdecl("fts_open") public func _ftsOpen(
  _ paths: UnsafePointer<UnsafeMutablePointer<CChar>?>, _ options: Int32, _ compare: _Memory?
) -> _Memory? { colophon_walk("fts_open", paths, options, compare) }
@_cdecl("fts64_open") public func _fts64Open(
  _ paths: UnsafePointer<UnsafeMutablePointer<CChar>?>, _ options: Int32, _ compare: _Memory?
) -> _Memory? { colophon_walk("fts64_open", paths, options, compare) }

// MARK: Links

@_cdecl("readlink") public func _readlink(_ path: _Path, _ buffer: UnsafeMutablePointer<CChar>, _ size: Int) -> Int {
  colophon_readlink(AT_FDCWD, path, buffer, size)
}
@_cdecl("readlinkat") public func _readlinkat(
  _ folder: Int32, _ path: _Path, _ buffer: UnsafeMutablePointer<CChar>, _ size: Int
) -> Int { colophon_readlink(folder, path, buffer, size) }
@_cdecl("__readlink_chk") public func _readlinkChecked(
  _ path: _Path, _ buffer: UnsafeMutablePointer<CChar>, _ size: Int, _ capacity: Int
) -> Int { colophon_readlink(AT_FDCWD, path, buffer, size) }
@_cdecl("__readlinkat_chk") public func _readlinkatChecked(
  _ folder: Int32, _ path: _Path, _ buffer: UnsafeMutablePointer<CChar>, _ size: Int, _ capacity: Int
) -> Int { colophon_readlink(folder, path, buffer, size) }
@_cdecl("realpath") public func _realpath(_ path: _Path?, _ resolved: _Memory?) -> _Memory? {
  defer { note(.destination, path) }
  return unsafeBitCast(next("realpath"), to: (@convention(c) (_Path?, _Memory?) -> _Memory?).self)(path, resolved)
}
@_cdecl("__realpath_chk") public func _realpathChecked(_ path: _Path?, _ resolved: _Memory?, _ capacity: Int)
  -> _Memory?
{
  defer { note(.destination, path) }
  return unsafeBitCast(next("__realpath_chk"), to: (@convention(c) (_Path?, _Memory?, Int) -> _Memory?).self)(
    path, resolved, capacity)
}
@_cdecl("canonicalize_file_name") public func _canonicalizeFileName(_ path: _Path?) -> _Memory? {
  defer { note(.destination, path) }
  return unsafeBitCast(next("canonicalize_file_name"), to: (@convention(c) (_Path?) -> _Memory?).self)(path)
}

// MARK: What the cells make themselves

@_cdecl("rename") public func _rename(_ old: _Path, _ new: _Path) -> Int32 {
  colophon_rename(AT_FDCWD, old, AT_FDCWD, new, 0)
}
@_cdecl("renameat") public func _renameat(_ folder: Int32, _ old: _Path, _ target: Int32, _ new: _Path) -> Int32 {
  colophon_rename(folder, old, target, new, 0)
}
@_cdecl("renameat2") public func _renameat2(
  _ folder: Int32, _ old: _Path, _ target: Int32, _ new: _Path, _ flags: UInt32
) -> Int32 { colophon_rename(folder, old, target, new, flags) }
@_cdecl("unlink") public func _unlink(_ path: _Path) -> Int32 { colophon_unlink(AT_FDCWD, path, 0) }
@_cdecl("unlinkat") public func _unlinkat(_ folder: Int32, _ path: _Path, _ flags: Int32) -> Int32 {
  colophon_unlink(folder, path, flags)
}
@_cdecl("rmdir") public func _rmdir(_ path: _Path) -> Int32 { colophon_unlink(AT_FDCWD, path, AT_REMOVEDIR) }
@_cdecl("remove") public func _remove(_ path: _Path) -> Int32 { colophon_remove(path) }
@_cdecl("mkdir") public func _mkdir(_ path: _Path, _ mode: mode_t) -> Int32 { colophon_mkdir(AT_FDCWD, path, mode) }
@_cdecl("mkdirat") public func _mkdirat(_ folder: Int32, _ path: _Path, _ mode: mode_t) -> Int32 {
  colophon_mkdir(folder, path, mode)
}
@_cdecl("truncate") public func _truncate(_ path: _Path, _ size: off_t) -> Int32 { colophon_truncate(path, size) }
@_cdecl("truncate64") public func _truncate64(_ path: _Path, _ size: off_t) -> Int32 { colophon_truncate(path, size) }
@_cdecl("link") public func _link(_ old: _Path, _ new: _Path) -> Int32 {
  colophon_link(AT_FDCWD, old, AT_FDCWD, new, 0)
}
@_cdecl("linkat") public func _linkat(_ folder: Int32, _ old: _Path, _ target: Int32, _ new: _Path, _ flags: Int32)
  -> Int32
{ colophon_link(folder, old, target, new, flags) }
@_cdecl("symlink") public func _symlink(_ old: _Path, _ new: _Path) -> Int32 { colophon_symlink(old, AT_FDCWD, new) }
@_cdecl("symlinkat") public func _symlinkat(_ old: _Path, _ target: Int32, _ new: _Path) -> Int32 {
  colophon_symlink(old, target, new)
}
@_cdecl("mkstemp") public func _mkstemp(_ template: UnsafeMutablePointer<CChar>) -> Int32 {
  noteMade(template, unsafeBitCast(next("mkstemp"), to: (@convention(c) (_Path) -> Int32).self)(template))
}
@_cdecl("mkstemp64") public func _mkstemp64(_ template: UnsafeMutablePointer<CChar>) -> Int32 {
  noteMade(template, unsafeBitCast(next("mkstemp64"), to: (@convention(c) (_Path) -> Int32).self)(template))
}
@_cdecl("mkostemp") public func _mkostemp(_ template: UnsafeMutablePointer<CChar>, _ flags: Int32) -> Int32 {
  noteMade(
    template, unsafeBitCast(next("mkostemp"), to: (@convention(c) (_Path, Int32) -> Int32).self)(template, flags))
}
@_cdecl("mkostemp64") public func _mkostemp64(_ template: UnsafeMutablePointer<CChar>, _ flags: Int32) -> Int32 {
  noteMade(
    template, unsafeBitCast(next("mkostemp64"), to: (@convention(c) (_Path, Int32) -> Int32).self)(template, flags))
}
@_cdecl("mkstemps") public func _mkstemps(_ template: UnsafeMutablePointer<CChar>, _ suffix: Int32) -> Int32 {
  noteMade(
    template, unsafeBitCast(next("mkstemps"), to: (@convention(c) (_Path, Int32) -> Int32).self)(template, suffix))
}
@_cdecl("mkstemps64") public func _mkstemps64(_ template: UnsafeMutablePointer<CChar>, _ suffix: Int32) -> Int32 {
  noteMade(
    template, unsafeBitCast(next("mkstemps64"), to: (@convention(c) (_Path, Int32) -> Int32).self)(template, suffix))
}
@_cdecl("mkostemps") public func _mkostemps(_ template: UnsafeMutablePointer<CChar>, _ suffix: Int32, _ flags: Int32)
  -> Int32
{
  noteMade(
    template,
    unsafeBitCast(next("mkostemps"), to: (@convention(c) (_Path, Int32, Int32) -> Int32).self)(template, suffix, flags))
}
@_cdecl("mkostemps64") public func _mkostemps64(
  _ template: UnsafeMutablePointer<CChar>, _ suffix: Int32, _ flags: Int32
) -> Int32 {
  noteMade(
    template,
    unsafeBitCast(next("mkostemps64"), to: (@convention(c) (_Path, Int32, Int32) -> Int32).self)(
      template, suffix, flags))
}

// MARK: The environment, time and chance

@_cdecl("getenv") public func _getenv(_ name: _Path) -> UnsafeMutablePointer<CChar>? { colophon_getenv(name) }
@_cdecl("secure_getenv") public func _secureGetenv(_ name: _Path) -> UnsafeMutablePointer<CChar>? {
  colophon_getenv(name)
}
@_cdecl("__secure_getenv") public func _oldSecureGetenv(_ name: _Path) -> UnsafeMutablePointer<CChar>? {
  colophon_getenv(name)
}
@_cdecl("clock_gettime") public func _clockGettime(_ clock: clockid_t, _ time: UnsafeMutablePointer<timespec>) -> Int32
{ colophon_clock_gettime(clock, time) }
@_cdecl("clock") public func _clock() -> clock_t { colophon_clock() }
@_cdecl("timespec_get") public func _timespecGet(_ time: UnsafeMutablePointer<timespec>, _ base: Int32) -> Int32 {
  colophon_clock_gettime(CLOCK_REALTIME, time) == 0 ? base : 0
}
@_cdecl("gettimeofday") public func _gettimeofday(_ time: UnsafeMutablePointer<timeval>, _ zone: _Memory?) -> Int32 {
  colophon_gettimeofday(time)
}
@_cdecl("time") public func _time(_ result: UnsafeMutablePointer<time_t>?) -> time_t { colophon_time(result) }
@_cdecl("getrandom") public func _getrandom(_ buffer: _Memory, _ count: Int, _ flags: UInt32) -> Int {
  colophon_getrandom(buffer, count, flags)
}
@_cdecl("getentropy") public func _getentropy(_ buffer: _Memory, _ count: Int) -> Int32 {
  colophon_getentropy(buffer, count)
}
@_cdecl("arc4random_buf") public func _arc4randomBuf(_ buffer: _Memory, _ count: Int) {
  colophon_fill_randomly(buffer, count)
}
@_cdecl("arc4random") public func _arc4random() -> UInt32 { colophon_random_below(0) }
@_cdecl("arc4random_uniform") public func _arc4randomUniform(_ bound: UInt32) -> UInt32 {
  colophon_random_below(bound)
}
/// What Swift's own generator asks.
@_cdecl("swift_stdlib_random") public func _swiftStdlibRandom(_ buffer: _Memory, _ count: Int) {
  colophon_fill_randomly(buffer, count)
}
