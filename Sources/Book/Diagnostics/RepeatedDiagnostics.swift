import Markdown

/// What a chapter may have much of, of one kind: the first is reported with its location, the others are counted.
struct RepeatedDiagnostics {
  private struct Kind {
    var severity: Diagnostic.Severity
    var range: Range<Int>
    var summary: String
    var explanation: String
    var instead: String?
    var others: [Range<Int>] = []
  }

  private var kinds: [String: Kind] = [:]

  /// Takes in something at a location; `kind` is what it has in common with others of its kind.
  ///
  /// - Parameter instead: what is right in its place, where that is known.
  mutating func add(
    _ kind: String, _ range: Range<Int>, _ summary: String, _ explanation: String,
    severity: Diagnostic.Severity = .warning, instead: String? = nil
  ) {
    if kinds[kind] == nil {
      kinds[kind] = Kind(
        severity: severity, range: range, summary: summary, explanation: explanation, instead: instead)
    } else {
      kinds[kind]?.others.append(range)
    }
  }

  /// The greatest number of further locations that are named.
  private static let namedOthers = 5

  func diagnostics(in source: SourceText) -> [Diagnostic] {
    kinds.sorted { $0.key < $1.key }.map { _, kind in
      let lines = kind.others.map { "\(source.fileLine(at: $0.lowerBound))" }
      let named = lines.prefix(Self.namedOthers).joined(separator: ", ")
      let rest = lines.count > Self.namedOthers ? " and \(lines.count - Self.namedOthers) more" : ""
      let others = lines.isEmpty ? "" : "\nThe same holds for line\(lines.count == 1 ? "" : "s") \(named)\(rest)."
      return Diagnostic(
        kind.severity, at: .init(kind.range, in: source), kind.summary, explanation: kind.explanation + others,
        instead: kind.instead)
    }
  }
}
