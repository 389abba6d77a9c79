import Book
import Markdown

/// Finds names in a template for which there is no field: Mustache would write nothing in their place.
///
/// It reads tags as the parser does that has accepted the template, sections by themselves, so that a name within one is looked for in it and in
/// what is around it.
struct TemplateChecker {
  private(set) var diagnostics: [Diagnostic] = []
  private let template: ThemeTemplate
  private let source: SourceText
  /// What the sections that are open hold, the innermost last.
  private var open: [[TemplateField]]

  init(_ template: ThemeTemplate, _ source: SourceText) {
    self.template = template
    self.source = source
    open = [template.fields]
    let bytes = source.bytes
    var position = 0
    while let start = Self.first("{{", in: bytes, from: position) {
      let isTriple = bytes[(start + 2)...].first == UInt8(ascii: "{")
      guard let end = Self.first(isTriple ? "}}}" : "}}", in: bytes, from: start + 2) else { return }
      let content = source.trimmingBlanks(start + (isTriple ? 3 : 2)..<end)
      position = end + (isTriple ? 3 : 2)
      // Behind other delimiters nothing is known of what follows.
      if bytes[content].first == UInt8(ascii: "=") { return }
      read(content)
    }
  }

  private mutating func read(_ content: Range<Int>) {
    guard let sign = source.bytes[content].first else { return }
    let rest = source.trimmingBlanks(content.lowerBound + 1..<content.upperBound)
    switch sign {
    case UInt8(ascii: "!"), UInt8(ascii: "<"), UInt8(ascii: "$"): return
    case UInt8(ascii: "/"): if open.count > 1 { open.removeLast() }
    case UInt8(ascii: ">"): checkPartial(rest)
    case UInt8(ascii: "#"): open.append(field(at: rest)?.fields ?? [])
    case UInt8(ascii: "^"):
      _ = field(at: rest)
      open.append([])
    case UInt8(ascii: "&"): _ = field(at: rest)
    default: _ = field(at: content)
    }
  }

  private mutating func checkPartial(_ range: Range<Int>) {
    let name = source.text(in: range)
    guard ThemeTemplate(rawValue: name) == nil else { return }
    report(
      range, "there is no template '\(name)'",
      Spelling.advice(for: name, among: ThemeTemplate.allCases.map(\.rawValue), choices: "They are"))
  }

  /// What a name stands for; reported where there is no such thing.
  private mutating func field(at range: Range<Int>) -> TemplateField? {
    // A transformation, as in `uppercased(title)`, is about what stands in its parentheses.
    let bytes = source.bytes
    let opening = bytes[range].lastIndex(of: UInt8(ascii: "(")).map { $0 + 1 } ?? range.lowerBound
    let closing = bytes[opening..<range.upperBound].firstIndex(of: UInt8(ascii: ")")) ?? range.upperBound
    let name = source.text(in: opening..<closing)
    guard !name.isEmpty, name != "." else { return nil }
    var start = opening
    var found: TemplateField?
    for part in name.split(separator: ".", omittingEmptySubsequences: false) {
      let partRange = start..<start + part.utf8.count
      start = partRange.upperBound + 1
      let known = found.map { [$0.fields] } ?? open
      guard let field = known.reversed().lazy.compactMap({ $0.first { $0.name == part } }).first else {
        let names = Set(known.flatMap { $0 }.map(\.name)).sorted()
        report(
          partRange, "'\(template.file)' has no field '\(part)'\(found.map { " in '\($0.name)'" } ?? "")",
          names.isEmpty
            ? "It holds no fields." : Spelling.advice(for: String(part), among: names, choices: "The fields are"))
        return nil
      }
      found = field
    }
    return found
  }

  private mutating func report(_ range: Range<Int>, _ summary: String, _ explanation: String) {
    diagnostics.append(Diagnostic(.error, at: .init(range, in: source), summary, explanation: explanation))
  }

  private static func first(_ text: String, in bytes: [UInt8], from start: Int) -> Int? {
    let wanted = Array(text.utf8)
    guard bytes.count >= start + wanted.count else { return nil }
    return (start...bytes.count - wanted.count).first { bytes[$0..<$0 + wanted.count].elementsEqual(wanted) }
  }
}
