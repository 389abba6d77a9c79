import CProcess
import Glibc

// What goes to the error stream is written with headers, in whatever way it is written. These functions stand before those of the C
// library as all of `RecordedFunctions` do.

/// The error stream of the process of cells.
enum ErrorStream {
  /// Begins to write headers.
  ///
  /// - Parameter mark: the bytes with which each header begins.
  static func start(mark: [UInt8]) { colophon_start_error_stream(mark) }

  /// The stream to open another file in place of.
  static func reopened(_ file: _Memory?) -> _Memory? { colophon_reopened(file) }
}

@_cdecl("write") public func _write(_ file: Int32, _ bytes: _Memory?, _ count: Int) -> Int {
  colophon_write(file, bytes, count)
}
@_cdecl("writev") public func _writev(_ file: Int32, _ pieces: UnsafePointer<iovec>, _ count: Int32) -> Int {
  colophon_writev(file, pieces, count)
}
@_cdecl("fileno") public func _fileno(_ file: _Memory?) -> Int32 { colophon_fileno("fileno", file) }
@_cdecl("fileno_unlocked") public func _filenoUnlocked(_ file: _Memory?) -> Int32 {
  colophon_fileno("fileno_unlocked", file)
}
