import Markdown

/// Makes a cell's id and options of the attributes of its fence.
struct CellOptionReader {
  var options: CellOptions { reader.options }
  var id: String? { reader.id }
  var idRange: Range<Int> { reader.idRange }
  /// The bytes of a value between its quotes; nil where there is none.
  func contentRange(of option: CellOption) -> Range<Int>? { reader.attributes[option]?.contentRange }
  var diagnostics: [Diagnostic] { fenceDiagnostics + reader.diagnostics }

  private var reader: OptionReader<CellOption>
  private let fenceDiagnostics: [Diagnostic]

  init(_ info: FenceInfo, in source: SourceText) {
    fenceDiagnostics = info.diagnostics
    reader = OptionReader(info.attributes, of: "cell", CellOption.allCases, into: CellOptions(), in: source)
    for (first, second, reason) in CellOption.conflicts {
      guard let a = reader.attributes[first]?.range, let b = reader.attributes[second]?.range else { continue }
      let later = a.lowerBound > b.lowerBound ? a : b
      reader.report(later, "'\(first.rawValue)' and '\(second.rawValue)' exclude each other", reason)
    }
    guard let choices = reader.attributes[.choices]?.range, reader.options.choices != nil else { return }
    if !reader.options.predict {
      reader.report(choices, "'choices' are those of a question", "Add .predict, or leave them out.")
    } else if let question = CellQuestion(reader.options),
      question.choices.count < 2 || Set(question.choices).count < question.choices.count
    {
      reader.report(
        choices, "a question needs two choices or more, each another",
        "Separate them by semicolons, as in \(CellOption.choices.example).")
    }
  }
}
