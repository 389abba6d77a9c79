/// What other tools call the options of cells and of code that is shown.
enum OptionsElsewhere {
  static let code: [String: String] = spread([
    (
      ["hl_lines", "highlight", "emphasize-lines", "emphasize", "mark", "code-line-numbers"],
      "Lines that stand out are lines=\"2-4,7\"."
    ),
    (
      [
        "linenos", "linenums", "lineno", "line-numbers", "lineNumbers", "numberLines", "number-lines",
        "showLineNumbers", "startFrom",
      ],
      "The numbers of the lines are shown by .numbers."
    ), (["filename", "file", "path"], "The name of a file above the code is title=\"train.swift\"."),
    (["label", "name"], "An id stands by itself, with its sign: {#loss}."),
    (["fig-cap", "lst-cap", "cap"], "It is caption=\"…\"."),
  ])

  static let cells: [String: String] = code.merging(
    spread([
      (
        ["echo", "hide-input", "hide_input", "hide-code", "hideCode", "remove-input", "remove_input"],
        "There are no outputs without their code: .fold shows the code collapsed, .hidden neither the code nor what it gives."
      ), (["code-fold", "collapse", "folded"], "It is .fold."),
      (["hide-cell", "hide", "remove-cell", "remove_cell", "invisible"], "It is .hidden."),
      (["output", "results", "hide_output", "remove-output", "remove_output"], "It is .hide-output."),
      (["eval", "skip-execution", "skip", "ignore", "norun", "no_run"], "It is .no-run."),
      (["error", "raises-exception", "should_panic", "throws", "fail"], "A cell that has to fail has .fails."),
      (["cache", "freeze"], "There is no need of it: results are kept until something changes that they depend on."),
    ])
  ) { first, _ in first }

  /// What is written in place of what stands behind the language of a fence without braces, where that is known: ```python linenums="1"```.
  static func advice(forWordsBehindLanguage text: String) -> String? {
    for word in text.split(whereSeparator: { $0 == " " || $0 == "," }) {
      let name = String(word.prefix { $0 != "=" && $0 != "{" })
      let hasValue = word.dropFirst(name.count).first == "="
      guard hasValue || name != name.lowercased() || name.hasPrefix("lineno") else { continue }
      if let advice = code[name] { return advice }
      if hasValue, CodeOption(rawValue: name) != nil { return "'\(name)' is an option where it stands in braces." }
    }
    return nil
  }

  private static func spread(_ table: [(names: [String], advice: String)]) -> [String: String] {
    Dictionary(table.flatMap { row in row.names.map { ($0, row.advice) } }) { first, _ in first }
  }
}
