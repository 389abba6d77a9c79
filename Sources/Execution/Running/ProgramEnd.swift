import Book
import CellHost
import Foundation
import Outputs

/// How a program ended badly: what the system reports of it, and the runtime's last words.
struct ProgramEnd {
  var failure: CellFailure
  /// What the cell gave, without the runtime's last words.
  var outputs: [Output]
  /// The line of the chapter that the runtime or the line tables named, from 1.
  var chapterLine: Int?
  /// The line in the step's text that was being evaluated, from 0.
  var stepLine: Int

  /// - Parameters:
  ///   - limit: the seconds that the step had.
  ///   - chapterFile: the name under which the compiler knew the chapter.
  ///   - declared: the names that the chapter declares.
  ///   - location: what is known of the instruction that a signal came from.
  init(
    _ end: ProcessEnd, outputs: [Output], limit: Double, memoryLimit: Int, chapterFile: String,
    declared: Set<String>, location: FaultLocation?
  ) {
    self.outputs = outputs
    stepLine = end.line
    // Nothing stopped a program that ran out of time, whatever it printed before.
    let words = end.timedOut ? nil : Self.takeLastWords(&self.outputs, declared)
    if let words, words.location.hasSuffix("/\(chapterFile)") || words.location == chapterFile {
      chapterLine = words.line
    } else {
      chapterLine = location?.line
    }
    failure = CellFailure(
      Self.cause(end, words: words?.text, limit: limit, memoryLimit: memoryLimit, guard: location?.cause))
  }

  private static func cause(
    _ end: ProcessEnd, words: String?, limit: Double, memoryLimit: Int, guard guarded: String?
  ) -> CellFailure.Cause {
    if end.isForged { return .tampering }
    if end.timedOut { return .timeout(limit) }
    if end.cause == .memory || words?.hasPrefix("failed to allocate") == true {
      return .memory(limit: memoryLimit.asBytes)
    }
    if let words {
      let thrown = "Error raised at top level: "
      return words.hasPrefix(thrown)
        ? .uncaughtError(String(words.dropFirst(thrown.count))) : .fatalError(words: words)
    }
    switch end.termination {
    case .exited(let code): return .exit(code: code)
    case .killed(4), .killed(5): return .trap(guard: guarded)
    case .killed(8): return .trap(guard: "a division by zero")
    case .killed(11) where end.cause == .stack: return .stackOverflow
    case .killed(7), .killed(11): return .segmentationFault
    case .killed(let signal): return .signal(signal)
    }
  }

  private struct LastWords {
    var location: String
    var line: Int?
    var text: String
  }

  /// Takes the runtime's message off the end of what was printed: `location:line: Fatal error: text`, and the stack that
  /// may follow.
  private static func takeLastWords(_ outputs: inout [Output], _ declared: Set<String>) -> LastWords? {
    guard case .text(let printed)? = outputs.last else { return nil }
    let lines = printed.split(separator: "\n", omittingEmptySubsequences: false)
    // Of an access that conflicts with another the runtime reports both, each with addresses; the first line says it all.
    let first =
      lines.lastIndex { $0.hasPrefix("Simultaneous accesses to ") }
      // What follows the line with the location is the message, whatever it says.
      ?? lines.lastIndex { Headline($0).map { !$0.file.isEmpty } ?? false } ?? lines.lastIndex { Headline($0) != nil }
    guard let first, let headline = Headline(lines[first]) else {
      return nil
    }
    var message = lines[first...].dropFirst()
    if headline.text.hasPrefix("Simultaneous accesses to ") { message = [] }
    if let stack = message.firstIndex(where: { $0 == "Current stack trace:" }) { message = message[..<stack] }
    while message.last?.isEmpty == true { message.removeLast() }
    let kept = lines[..<first].map { $0 + "\n" }.joined() + headline.printed
    outputs.removeLast()
    if !kept.isEmpty { outputs.append(.text(kept)) }
    let text = ([headline.text] + message.map(String.init)).joined(separator: "\n")
    let isRuntimes = runtimeBeginnings.contains(where: headline.text.hasPrefix)
    return LastWords(
      location: headline.file, line: headline.line,
      text: withoutModule(isRuntimes ? withoutAddresses(text[...]) : text, declared))
  }

  /// How the runtime begins to say why it stops a program, other than by "Fatal error".
  private static let runtimeBeginnings = [
    "Could not cast value of type ", "Could not unwrap ", "Simultaneous accesses to ", "Fatal access conflict detected",
    "Attempted to read an unowned reference ", "Object 0x",
  ]

  /// Addresses differ from run to run and mean nothing to a reader.
  private static func withoutAddresses(_ text: Substring) -> String {
    var result = ""
    var rest = text
    while let range = rest.range(of: "0x") {
      let digits = rest[range.upperBound...].prefix(while: \.isHexDigit)
      let isBracketed = rest[..<range.lowerBound].hasSuffix(" (") && rest[digits.endIndex...].hasPrefix(")")
      if digits.count < 5 {
        result += rest[..<digits.endIndex]
        rest = rest[digits.endIndex...]
      } else if isBracketed {
        result += rest[..<range.lowerBound].dropLast(2)
        rest = rest[digits.endIndex...].dropFirst()
      } else {
        result += rest[..<range.lowerBound] + "an address"
        rest = rest[digits.endIndex...]
      }
    }
    return result + rest
  }

  /// The first line of the runtime's message: `file:line: Fatal error: text`, the location or the text missing at times.
  private struct Headline {
    /// What the cell had printed on that line.
    var printed = ""
    var file = ""
    var line: Int?
    var text: String

    init?(_ source: Substring) {
      // The runtime's own messages have no such word before them.
      if ProgramEnd.runtimeBeginnings.contains(where: source.hasPrefix) {
        text = ProgramEnd.withoutAddresses(source)
        return
      }
      if let range = source.range(of: ": symbol lookup error: "), let symbol = source.range(of: "undefined symbol: ") {
        guard range.upperBound <= symbol.lowerBound else { return nil }
        text = "a function that is nowhere to be found is called: " + source[symbol.upperBound...]
        return
      }
      for kind in ["Fatal error", "Precondition failed", "Assertion failed"] {
        guard let range = source.range(of: kind) else { continue }
        let location = source[..<range.lowerBound]
        if !location.isEmpty {
          let parts = location.split(separator: ":", omittingEmptySubsequences: false)
          guard parts.count >= 3, parts.last == " ", let number = Int(parts[parts.count - 2]) else { continue }
          let path = location[..<parts[parts.count - 2].startIndex].dropLast()
          let start = Self.start(ofFile: path)
          guard start != nil || parts.count == 3 else { continue }
          printed = String(path[..<(start ?? path.startIndex)])
          file = String(path[(start ?? path.startIndex)...])
          line = number
        }
        let rest = source[range.upperBound...]
        guard rest.isEmpty || rest.hasPrefix(": ") else { continue }
        text = rest.isEmpty ? "" : String(rest.dropFirst(2))
        if kind != "Fatal error" { text = text.isEmpty ? kind : kind + ": " + text }
        return
      }
      return nil
    }

    /// Modules whose code the runtime reports, as the paths of its messages begin.
    private static let modules = [
      ModuleName.shown, "_Concurrency", "_StringProcessing", "Swift", "FoundationEssentials", "Foundation", "Dispatch",
      "Notebook", "Tensors", "Networks", "Figures", "DataSets", "Compute",
    ]

    /// Where in what stands before the line's number the path `module/file` begins: right behind what the cell printed.
    private static func start(ofFile text: Substring) -> Substring.Index? {
      guard let slash = text.lastIndex(of: "/") else { return nil }
      return modules.first { text[..<slash].hasSuffix($0) }.map { text.index(slash, offsetBy: -$0.count) }
    }
  }

  /// Types of the chapter are named as the author wrote them.
  private static func withoutModule(_ text: String, _ declared: Set<String>) -> String {
    let prefix = ModuleName.shown + "."
    var result = ""
    for (index, part) in text.split(separator: prefix, omittingEmptySubsequences: false).enumerated() {
      let name = String(part.prefix { $0.isLetter || $0.isNumber || $0 == "_" })
      if index > 0, !declared.contains(name) { result += prefix }
      result += part
    }
    return result
  }
}
