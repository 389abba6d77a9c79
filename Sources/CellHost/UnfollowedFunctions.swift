import CProcess
import Glibc

// What is not followed, and noted: other programs, and functions that walk through files by themselves. They stand before those of the C
// library as all of `RecordedFunctions` do.

@_cdecl("posix_spawn") public func _posixSpawn(
  _ process: _Memory?, _ path: _Path, _ actions: _Memory?, _ attributes: _Memory?, _ arguments: _Memory?,
  _ environment: _Memory?
) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(
    next("posix_spawn"), to: (@convention(c) (_Memory?, _Path, _Memory?, _Memory?, _Memory?, _Memory?) -> Int32).self)(
      process, path, actions, attributes, arguments, environment)
}
@_cdecl("posix_spawnp") public func _posixSpawnp(
  _ process: _Memory?, _ path: _Path, _ actions: _Memory?, _ attributes: _Memory?, _ arguments: _Memory?,
  _ environment: _Memory?
) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(
    next("posix_spawnp"), to: (@convention(c) (_Memory?, _Path, _Memory?, _Memory?, _Memory?, _Memory?) -> Int32).self)(
      process, path, actions, attributes, arguments, environment)
}
@_cdecl("execv") public func _execv(_ path: _Path, _ arguments: _Memory?) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("execv"), to: (@convention(c) (_Path, _Memory?) -> Int32).self)(path, arguments)
}
@_cdecl("execvp") public func _execvp(_ path: _Path, _ arguments: _Memory?) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("execvp"), to: (@convention(c) (_Path, _Memory?) -> Int32).self)(path, arguments)
}
@_cdecl("execve") public func _execve(_ path: _Path, _ arguments: _Memory?, _ environment: _Memory?) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("execve"), to: (@convention(c) (_Path, _Memory?, _Memory?) -> Int32).self)(
    path, arguments, environment)
}
@_cdecl("execvpe") public func _execvpe(_ path: _Path, _ arguments: _Memory?, _ environment: _Memory?) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("execvpe"), to: (@convention(c) (_Path, _Memory?, _Memory?) -> Int32).self)(
    path, arguments, environment)
}
@_cdecl("fexecve") public func _fexecve(_ file: Int32, _ arguments: _Memory?, _ environment: _Memory?) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("fexecve"), to: (@convention(c) (Int32, _Memory?, _Memory?) -> Int32).self)(
    file, arguments, environment)
}
@_cdecl("execveat") public func _execveat(
  _ folder: Int32, _ path: _Path, _ arguments: _Memory?, _ environment: _Memory?, _ flags: Int32
) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("execveat"), to: (@convention(c) (Int32, _Path, _Memory?, _Memory?, Int32) -> Int32).self)(
    folder, path, arguments, environment, flags)
}
@_cdecl("system") public func _system(_ command: _Path?) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("system"), to: (@convention(c) (_Path?) -> Int32).self)(command)
}
@_cdecl("popen") public func _popen(_ command: _Path, _ mode: _Path) -> _Memory? {
  noteUnfollowed()
  return unsafeBitCast(next("popen"), to: (@convention(c) (_Path, _Path) -> _Memory?).self)(command, mode)
}
@_cdecl("socket") public func _socket(_ domain: Int32, _ type: Int32, _ protocol: Int32) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("socket"), to: (@convention(c) (Int32, Int32, Int32) -> Int32).self)(
    domain, type, `protocol`)
}
@_cdecl("scandir") public func _scandir(_ path: _Path, _ names: _Memory?, _ filter: _Memory?, _ compare: _Memory?)
  -> Int32
{
  noteUnfollowed()
  return unsafeBitCast(next("scandir"), to: (@convention(c) (_Path, _Memory?, _Memory?, _Memory?) -> Int32).self)(
    path, names, filter, compare)
}
@_cdecl("scandir64") public func _scandir64(_ path: _Path, _ names: _Memory?, _ filter: _Memory?, _ compare: _Memory?)
  -> Int32
{
  noteUnfollowed()
  return unsafeBitCast(next("scandir64"), to: (@convention(c) (_Path, _Memory?, _Memory?, _Memory?) -> Int32).self)(
    path, names, filter, compare)
}
@_cdecl("scandirat") public func _scandirat(
  _ folder: Int32, _ path: _Path, _ names: _Memory?, _ filter: _Memory?, _ compare: _Memory?
) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(
    next("scandirat"), to: (@convention(c) (Int32, _Path, _Memory?, _Memory?, _Memory?) -> Int32).self)(
      folder, path, names, filter, compare)
}
@_cdecl("scandirat64") public func _scandirat64(
  _ folder: Int32, _ path: _Path, _ names: _Memory?, _ filter: _Memory?, _ compare: _Memory?
) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(
    next("scandirat64"), to: (@convention(c) (Int32, _Path, _Memory?, _Memory?, _Memory?) -> Int32).self)(
      folder, path, names, filter, compare)
}
@_cdecl("ftw") public func _ftw(_ path: _Path, _ visit: _Memory?, _ count: Int32) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("ftw"), to: (@convention(c) (_Path, _Memory?, Int32) -> Int32).self)(path, visit, count)
}
@_cdecl("ftw64") public func _ftw64(_ path: _Path, _ visit: _Memory?, _ count: Int32) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("ftw64"), to: (@convention(c) (_Path, _Memory?, Int32) -> Int32).self)(path, visit, count)
}
@_cdecl("nftw") public func _nftw(_ path: _Path, _ visit: _Memory?, _ count: Int32, _ flags: Int32) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("nftw"), to: (@convention(c) (_Path, _Memory?, Int32, Int32) -> Int32).self)(
    path, visit, count, flags)
}
@_cdecl("nftw64") public func _nftw64(_ path: _Path, _ visit: _Memory?, _ count: Int32, _ flags: Int32) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("nftw64"), to: (@convention(c) (_Path, _Memory?, Int32, Int32) -> Int32).self)(
    path, visit, count, flags)
}
@_cdecl("glob") public func _glob(_ pattern: _Path, _ flags: Int32, _ report: _Memory?, _ result: _Memory?) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("glob"), to: (@convention(c) (_Path, Int32, _Memory?, _Memory?) -> Int32).self)(
    pattern, flags, report, result)
}
@_cdecl("glob64") public func _glob64(_ pattern: _Path, _ flags: Int32, _ report: _Memory?, _ result: _Memory?) -> Int32
{
  noteUnfollowed()
  return unsafeBitCast(next("glob64"), to: (@convention(c) (_Path, Int32, _Memory?, _Memory?) -> Int32).self)(
    pattern, flags, report, result)
}
@_cdecl("wordexp") public func _wordexp(_ words: _Path, _ result: _Memory?, _ flags: Int32) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("wordexp"), to: (@convention(c) (_Path, _Memory?, Int32) -> Int32).self)(
    words, result, flags)
}
@_cdecl("freopen") public func _freopen(_ path: _Path?, _ mode: _Path, _ file: _Memory?) -> _Memory? {
  noteUnfollowed()
  return unsafeBitCast(next("freopen"), to: (@convention(c) (_Path?, _Path, _Memory?) -> _Memory?).self)(
    path, mode, ErrorStream.reopened(file))
}
@_cdecl("freopen64") public func _freopen64(_ path: _Path?, _ mode: _Path, _ file: _Memory?) -> _Memory? {
  noteUnfollowed()
  return unsafeBitCast(next("freopen64"), to: (@convention(c) (_Path?, _Path, _Memory?) -> _Memory?).self)(
    path, mode, ErrorStream.reopened(file))
}
@_cdecl("statfs") public func _statfs(_ path: _Path, _ status: _Memory) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("statfs"), to: (@convention(c) (_Path, _Memory) -> Int32).self)(path, status)
}
@_cdecl("statfs64") public func _statfs64(_ path: _Path, _ status: _Memory) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("statfs64"), to: (@convention(c) (_Path, _Memory) -> Int32).self)(path, status)
}
@_cdecl("statvfs") public func _statvfs(_ path: _Path, _ status: _Memory) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("statvfs"), to: (@convention(c) (_Path, _Memory) -> Int32).self)(path, status)
}
@_cdecl("statvfs64") public func _statvfs64(_ path: _Path, _ status: _Memory) -> Int32 {
  noteUnfollowed()
  return unsafeBitCast(next("statvfs64"), to: (@convention(c) (_Path, _Memory) -> Int32).self)(path, status)
}
