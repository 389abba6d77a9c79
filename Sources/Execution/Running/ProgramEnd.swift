import Book
import CellHost
import Foundation

/// How a program ended badly: what the system reports of it, and the runtime's last words.
struct ProgramEnd {
  var failure: CellFailure
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
    _ end: ProcessEnd, limit: Double, memoryLimit: Int, chapterFile: String, declared: Set<String>,
    location: FaultLocation?
  ) {
    stepLine = end.line
    let words = LastWords(end, declared)
    if let words, words.file.hasSuffix("/\(chapterFile)") || words.file == chapterFile {
      chapterLine = words.line
    } else {
      chapterLine = location?.line
    }
    failure = CellFailure(
      Self.cause(end, words: words, limit: limit, memoryLimit: memoryLimit, guard: location?.cause))
  }

  private static func cause(
    _ end: ProcessEnd, words: LastWords?, limit: Double, memoryLimit: Int, guard guarded: String?
  ) -> CellFailure.Cause {
    if end.isForged { return .tampering }
    if end.timedOut { return .timeout(limit) }
    if end.cause == .memory || words?.isRuntimes == true && words?.text.hasPrefix("failed to allocate") == true {
      return .memory(limit: memoryLimit.asBytes)
    }
    if let words {
      let thrown = "Error raised at top level: "
      return words.isRuntimes && words.text.hasPrefix(thrown)
        ? .uncaughtError(String(words.text.dropFirst(thrown.count))) : .fatalError(words: words.text)
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

  /// What the runtime said when it ended the program: `file:line: Fatal error: text`, of which the location or the text is missing at
  /// times, and the stack that may follow.
  private struct LastWords {
    var file = ""
    var line: Int?
    var text: String
    /// Whether the runtime chose them, and not who wrote a program that stops itself.
    var isRuntimes = true

    init?(_ end: ProcessEnd, _ declared: Set<String>) {
      guard end.cause != .missingFunction else {
        text = "a function that is nowhere to be found is called: " + end.words
        return
      }
      var lines = end.words.split(separator: "\n", omittingEmptySubsequences: false)[...]
      // Before it the runtime may have warned of something.
      lines = lines[(lines.firstIndex { Headline($0) != nil } ?? 0)...]
      if let stack = lines.lastIndex(of: "Current stack trace:"),
        lines[(stack + 1)...].allSatisfy({ $0.isEmpty || $0.isStackFrame })
      {
        lines = lines[..<stack]
      }
      while lines.last?.isEmpty == true { lines.removeLast() }
      guard let first = lines.first else { return nil }
      let headline = Headline(first)
      file = headline?.file ?? ""
      line = headline?.line
      // Of an access that conflicts with another the runtime reports both, each with addresses; the first line says it all.
      let message = first.hasPrefix("Simultaneous accesses to ") ? [] : lines.dropFirst()
      let whole = ([headline?.text ?? String(first)] + message.map(String.init)).joined(separator: "\n")
      isRuntimes = file.isEmpty || file.hasPrefix("Swift/")
      let hasAddresses = isRuntimes && (headline == nil || runtimeBeginnings.contains(where: whole.hasPrefix))
      let words = hasAddresses ? withoutAddresses(whole[...]) : whole
      text = isRuntimes ? withoutModule(words, declared) : words
    }
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

  /// The first line of the runtime's message.
  private struct Headline {
    var file = ""
    var line: Int?
    var text: String

    init?(_ source: Substring) {
      // The runtime's own messages have no such word before them.
      if ProgramEnd.runtimeBeginnings.contains(where: source.hasPrefix) {
        text = String(source)
        return
      }
      for kind in ["Fatal error", "Precondition failed", "Assertion failed"] {
        guard let range = source.range(of: kind) else { continue }
        let location = source[..<range.lowerBound]
        if !location.isEmpty {
          let parts = location.split(separator: ":", omittingEmptySubsequences: false)
          guard parts.count >= 3, parts.last == " ", let number = Int(parts[parts.count - 2]) else { continue }
          file = String(location[..<parts[parts.count - 2].startIndex].dropLast())
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

extension Substring {
  /// Whether it is one line of a stack: its number, and what was called.
  fileprivate var isStackFrame: Bool { drop { $0 == " " }.first?.isNumber == true }
}
