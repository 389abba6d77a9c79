import CellHost

/// Where in a chapter a fault came from and why, as the line tables of the cells' code have it.
struct FaultLocation: Sendable, Hashable {
  /// The line of the chapter, from 1.
  var line: Int?
  /// What the compiler says that its trap guards against: `arithmetic overflow`.
  var cause: String?

  /// Asks the toolchain's symboliser for the innermost call that lies in the chapter; a toolchain without one gives no
  /// answer, and the statement's line remains.
  ///
  /// - Parameter samples: where the program was, at several times perhaps: then the line at which it was most often counts.
  init?(
    samples: [[ProcessEnd.Frame]], modules: [HostJob.Module], toolchain: Toolchain, chapterFile: String,
    environment: [String]
  ) {
    var symboliser = Symboliser(
      modules: modules, toolchain: toolchain, chapterFile: chapterFile, environment: environment)
    let found = samples.compactMap { Self(of: $0, &symboliser) }
    guard let first = found.first else { return nil }
    self = first
    let counts = Dictionary(found.compactMap(\.line).map { ($0, 1) }, uniquingKeysWith: +)
    // Of loops within loops the inner one stands further below.
    line = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  private init?(of frames: [ProcessEnd.Frame], _ symboliser: inout Symboliser) {
    for frame in frames where line == nil && symboliser.modules.indices.contains(frame.module) {
      guard let exact = symboliser.symbols(of: frame) else { return nil }
      // Only the instruction itself knows what it guards against.
      if frame.isInnermost { cause = exact.cause }
      line = exact.line
      // What the compiler adds to a loop belongs to no line: then the code before it says where that is.
      if exact.line == nil, exact.hasCodeWithoutLine {
        line = symboliser.symbols(of: frame, skippingLineZero: true)?.line
      }
    }
  }
}

/// The toolchain's program that knows the line tables, asked once for each instruction.
private struct Symboliser {
  let modules: [HostJob.Module]
  let toolchain: Toolchain
  let chapterFile: String
  let environment: [String]
  private var known: [[String]: FrameSymbols] = [:]

  init(modules: [HostJob.Module], toolchain: Toolchain, chapterFile: String, environment: [String]) {
    self.modules = modules
    self.toolchain = toolchain
    self.chapterFile = chapterFile
    self.environment = environment
  }

  mutating func symbols(of frame: ProcessEnd.Frame, skippingLineZero: Bool = false) -> FrameSymbols? {
    let (library, entry) = (modules[frame.module].library, modules[frame.module].entry)
    let options = skippingLineZero ? ["--skip-line-zero"] : []
    let arguments = ["--obj=\(library)", "--inlines"] + options + ["0x" + String(frame.offset, radix: 16)]
    if let symbols = known[arguments] { return symbols }
    guard let (ending, output) = try? ChildProcess.run(toolchain.symboliser, arguments, environment: environment),
      ending == .exited(0)
    else { return nil }
    let name = library.split(separator: "/").last?.split(separator: ".").first ?? ""
    let symbols = FrameSymbols(
      String(decoding: output, as: UTF8.self), files: [chapterFile, name + ".swift"], entry: entry)
    known[arguments] = symbols
    return symbols
  }
}

/// What the symboliser says of one instruction: the function in which it lies, and those into which that was inlined.
private struct FrameSymbols {
  /// The innermost line of the chapter, from 1.
  var line: Int?
  /// Whether there is code of the chapter that belongs to none of its lines.
  var hasCodeWithoutLine = false
  /// What the instruction guards against.
  var cause: String?

  /// Reads pairs of lines, a function's name and `file:line:column`, the innermost first.
  ///
  /// - Parameters:
  ///   - files: the names by which the chapter's lines are known: where a function was inlined, the compiler says that the
  ///     line which calls it is one of the file that it compiled.
  ///   - entry: the name of the function that is the module's top level.
  init(_ text: String, files: [String], entry: String) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let marker = "Swift runtime failure: "
    for index in stride(from: 0, to: lines.count - 1, by: 2) {
      let function = lines[index]
      if cause == nil, function.hasPrefix(marker) { cause = String(function.dropFirst(marker.count)) }
      // The names of a module's own functions begin with the module's, which is written in Punycode.
      if function == entry || function.hasPrefix("$s00") { hasCodeWithoutLine = true }
      let location = lines[index + 1].split(separator: ":")
      guard line == nil, location.count == 3, let number = Int(location[1]),
        files.contains(where: { location[0] == $0 || location[0].hasSuffix("/" + $0) })
      else { continue }
      if number > 0 { line = number } else { hasCodeWithoutLine = true }
    }
  }
}
