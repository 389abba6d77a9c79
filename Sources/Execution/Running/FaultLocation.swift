import CellHost

/// Where in a chapter a fault came from and why, as the line tables of the cells' code have it.
struct FaultLocation: Sendable, Hashable {
  /// The line of the chapter, from 1.
  var line: Int?
  /// What the compiler says that its trap guards against: `arithmetic overflow`.
  var cause: String?

  /// Asks the toolchain's symboliser for the innermost call that lies in the chapter; a toolchain without one gives no
  /// answer, and the statement's line remains.
  init?(
    frames: [ProcessEnd.Frame], modules: [HostJob.Module], toolchain: Toolchain, chapterFile: String,
    environment: [String]
  ) {
    var found = FaultLocation()
    for frame in frames where found.line == nil && modules.indices.contains(frame.module) {
      guard
        let (ending, output) = try? ChildProcess.run(
          toolchain.symboliser,
          ["--obj=\(modules[frame.module].library)", "--inlines", "0x" + String(frame.offset, radix: 16)],
          environment: environment), ending == .exited(0)
      else { return nil }
      let location = FaultLocation(symbols: String(decoding: output, as: UTF8.self), chapterFile: chapterFile)
      // Only the instruction itself knows what it guards against.
      if frame.isInnermost { found.cause = location.cause }
      found.line = location.line
    }
    self = found
  }

  private init() {}

  /// Reads pairs of lines, a function's name and `file:line:column`, the innermost first.
  init(symbols: String, chapterFile: String) {
    let lines = symbols.split(separator: "\n", omittingEmptySubsequences: false)
    let marker = "Swift runtime failure: "
    for index in stride(from: 0, to: lines.count - 1, by: 2) {
      if cause == nil, lines[index].hasPrefix(marker) { cause = String(lines[index].dropFirst(marker.count)) }
      let location = lines[index + 1].split(separator: ":")
      guard line == nil, location.count == 3, let number = Int(location[1]) else { continue }
      if location[0] == chapterFile || location[0].hasSuffix("/" + chapterFile) { line = number }
    }
  }
}
