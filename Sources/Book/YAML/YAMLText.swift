import Markdown
import Yams

/// A YAML text, a file of its own or a part of one, whose nodes are found again in the source.
struct YAMLText {
  let source: SourceText
  let range: Range<Int>
  private let scalars: ScalarIndex

  init(source: SourceText, range: Range<Int>) {
    self.source = source
    self.range = range
    scalars = ScalarIndex(Array(source.bytes[..<range.upperBound]))
  }

  /// The root node, nil for a text without any, or what is wrong with the text.
  func compose() -> Result<Yams.Node?, Problem> {
    guard let text = String(validating: source.bytes[range], as: UTF8.self) else {
      return .failure(Problem(diagnostic: Diagnostic(.error, at: location(range), "these bytes are not UTF-8")))
    }
    if let (excess, line, column) = YAMLEvents.firstExcess(in: text) {
      let start = offset(line: line, column: column)
      return .failure(
        Problem(
          diagnostic: Diagnostic(.error, at: location(start..<start), excess.summary, explanation: excess.explanation)))
    }
    do {
      return .success(try Yams.compose(yaml: text))
    } catch let error as YamlError {
      return .failure(Problem(diagnostic: diagnostic(of: error)))
    } catch {
      return .failure(Problem(diagnostic: Diagnostic(.error, at: location(range), "this is not YAML: \(error)")))
    }
  }

  struct Problem: Error {
    let diagnostic: Diagnostic
  }

  /// Where a node begins, and its end where the source shows it: that of a scalar on one line.
  func location(of node: Yams.Node) -> Diagnostic.Location {
    guard let mark = node.mark else { return location(range.lowerBound..<range.lowerBound) }
    let start = offset(of: mark)
    return location(start..<min(start + length(of: node, at: start), range.upperBound))
  }

  func location(_ range: Range<Int>) -> Diagnostic.Location { Diagnostic.Location(range, in: source) }

  private func length(of node: Yams.Node, at start: Int) -> Int {
    guard case .scalar(let scalar) = node else { return 0 }
    let line = source.lineRange(source.position(at: start).line)
    switch scalar.style {
    case .singleQuoted, .doubleQuoted:
      let quote = source.bytes[start]
      var index = start + 1
      while index < line.upperBound, source.bytes[index] != quote {
        index += source.bytes[index] == UInt8(ascii: "\\") ? 2 : 1
      }
      return min(index + 1, line.upperBound) - start
    case .literal, .folded: return 1
    default: return min(scalar.string.utf8.count, line.upperBound - start)
    }
  }

  /// Marks count lines from the start of the YAML and columns in Unicode scalars.
  private func offset(of mark: Mark) -> Int { offset(line: mark.line - 1, column: mark.column - 1) }

  /// Both counted from 0.
  private func offset(line: Int, column: Int) -> Int {
    let line = source.position(at: range.lowerBound).line + line
    guard line >= 1, line <= source.lineStarts.count else { return range.upperBound }
    let start = max(source.lineStarts[line - 1], range.lowerBound)
    return min(scalars.offset(column, after: start), range.upperBound)
  }

  /// How the line with a second colon is written as its author means it.
  private func quoted(at offset: Int) -> String? {
    let line = source.line(source.position(at: offset).line)
    guard let colon = line.firstRange(of: ": "), line[colon.upperBound...].contains(": ") else { return nil }
    let value = line[colon.upperBound...].trimmingPrefix { $0 == " " }
    guard !value.contains("\""), !value.hasPrefix("'") else { return nil }
    let key = line[..<colon.lowerBound].drop { $0 == " " || $0 == "-" }
    return "A text with a colon in it stands in quotes: \(key): \"\(value)\""
  }

  private func diagnostic(of error: YamlError) -> Diagnostic {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      let start = offset(of: mark)
      return Diagnostic(
        .error, at: location(start..<start), "this is not YAML: \(problem)",
        explanation: problem.hasPrefix("mapping values are not allowed") ? quoted(at: start) : nil)
    case .duplicatedKeysInMapping(let duplicates, let context):
      let start = offset(of: context.mark)
      let names = duplicates.map { "'\($0)'" }.joined(separator: ", ")
      let end = min(start + (duplicates.min()?.utf8.count ?? 0), range.upperBound)
      return Diagnostic(
        .error, at: location(start..<end), "the key \(names) stands more than once",
        explanation: "Only one of them can hold: remove the others.")
    case .reader(let problem, _, _, _):
      return Diagnostic(.error, at: location(range.lowerBound..<range.lowerBound), "this is not YAML: \(problem)")
    default:
      return Diagnostic(.error, at: location(range.lowerBound..<range.lowerBound), "this is not YAML: \(error)")
    }
  }
}
