import Book

/// A report as workflow commands of GitHub's actions, which become annotations on the lines of the chapters.
package struct GitHubFormatter: Sendable {
  private let terminal = TerminalFormatter(colour: false)

  package init() {}

  package func format(_ report: CommandReport) -> String {
    report.diagnostics.map { command($0) + "\n" }.joined()
  }

  private func command(_ diagnostic: Diagnostic) -> String {
    var properties: [(name: String, value: String)] = []
    if let location = diagnostic.location {
      properties = [
        ("file", location.file), ("line", "\(location.start.line)"), ("col", "\(location.start.column)"),
        ("endLine", "\(location.end.line)"), ("endColumn", "\(location.end.column)"),
      ]
    }
    properties.append(("title", diagnostic.severity.rawValue))
    let list = properties.map { "\($0.name)=\(property($0.value))" }.joined(separator: ",")
    let message = ([TerminalText.visible(diagnostic.summary)] + terminal.details(of: diagnostic)).joined(
      separator: "\n")
    return "::\(name(of: diagnostic.severity)) \(list)::\(data(message))"
  }

  /// A drift fails the check as an error does.
  private func name(of severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error, .drift: "error"
    case .warning: "warning"
    case .note: "notice"
    }
  }

  private func data(_ text: String) -> String {
    text.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
  }

  private func property(_ text: String) -> String {
    data(text).replacing(":", with: "%3A").replacing(",", with: "%2C")
  }
}
