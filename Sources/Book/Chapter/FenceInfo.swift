import Markdown
import Text

/// The info string of a fence, taken apart: the language, and the attributes in braces.
///
///     swift {#learn-kernel .fold tolerance=1e-3 caption="Learning the kernel"}
struct FenceInfo {
  var language = ""
  var languageRange = 0..<0
  var attributes: [AttributeReader.Attribute] = []
  var diagnostics: [Diagnostic] = []

  /// Only the language, for the many fences of which nothing else is asked.
  static func language(in source: SourceText, _ range: Range<Int>) -> Range<Int> {
    let start = source.bytes[range].firstIndex { !$0.isBlank } ?? range.upperBound
    let end = source.bytes[start..<range.upperBound].firstIndex { $0.isBlank || $0 == UInt8(ascii: "{") }
    return start..<(end ?? range.upperBound)
  }

  init(_ source: SourceText, _ range: Range<Int>) {
    let range = source.trimmingBlanks(range)
    languageRange = Self.language(in: source, range)
    language = source.text(in: languageRange)
    let rest = source.trimmingBlanks(languageRange.upperBound..<range.upperBound)
    guard !rest.isEmpty else { return }
    func report(_ range: Range<Int>, _ summary: String, _ explanation: String?) {
      diagnostics.append(
        Diagnostic(.error, at: .init(range, in: source), summary, explanation: explanation ?? Self.form))
    }
    guard source.bytes[rest.lowerBound] == UInt8(ascii: "{") else {
      let advice = OptionsElsewhere.advice(forWordsBehindLanguage: source.text(in: rest))
      report(rest, "'\(source.text(in: rest))' may not stand here", advice.map { "\($0) \(Self.form)" })
      return
    }
    let reader = AttributeReader(at: rest.lowerBound, before: rest.upperBound, in: source)
    attributes = reader.attributes
    for problem in reader.problems {
      let flag = problem.word.flatMap { CellOption(rawValue: $0)?.isFlag == true ? $0 : nil }
      report(
        problem.range, problem.summary,
        problem.explanation ?? flag.map { "Write '.\($0)', with a full stop before the option." }
          ?? Self.lines(problem.word).map { "Lines that stand out are lines=\"\($0)\"." })
    }
    let after = source.trimmingBlanks(reader.end..<max(reader.end, rest.upperBound))
    if !after.isEmpty { report(after, "'\(source.text(in: after))' may not stand after the options", nil) }
  }

  /// `{1,3-5}`, as other tools write which lines stand out.
  private static func lines(_ word: String?) -> String? {
    guard let word, word.contains(where: \.isNumber), word.allSatisfy({ $0.isNumber || $0 == "," || $0 == "-" }) else {
      return nil
    }
    return word
  }

  private static let form = #"Options are written as in swift {#id .fold tolerance=1e-3 caption="A title"}."#
}
