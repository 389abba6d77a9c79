import CProcess
import Glibc

/// Where the cells' process keeps what it says of itself.
nonisolated(unsafe) var markerOfCells: UnsafeMutablePointer<colophon_marker>?

/// Calls by the names of the programs and libraries in which they lie, that of the chapter being `main`: without addresses and
/// without the folders of whoever builds the book. Defined in the program that loads the cells, it comes before the C
/// library's function.
@_cdecl("backtrace_symbols")
public func _namedCalls(
  _ addresses: UnsafePointer<UnsafeMutableRawPointer?>, _ count: Int32
) -> UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? {
  let names = (0..<Int(max(0, count))).map { index in
    guard let file = colophon_library(markerOfCells, addresses[index]) else { return "main" }
    return String(cString: file).split(separator: "/").last.map(String.init) ?? "main"
  }
  // Whoever asks frees all of it as one.
  let header = names.count * MemoryLayout<UnsafeMutablePointer<CChar>?>.stride
  guard let memory = malloc(header + names.reduce(0) { $0 + $1.utf8.count + 1 }) else { return nil }
  let pointers = memory.bindMemory(to: UnsafeMutablePointer<CChar>?.self, capacity: names.count)
  var next = memory.advanced(by: header).assumingMemoryBound(to: CChar.self)
  for (index, name) in names.enumerated() {
    pointers[index] = next
    strcpy(next, name)
    next += name.utf8.count + 1
  }
  return pointers
}
