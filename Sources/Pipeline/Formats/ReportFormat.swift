/// How a command presents what it found.
package enum ReportFormat: String, CaseIterable, Sendable {
  /// For people.
  case text
  case json
  case junit
  case github

  /// The report in a format for machines; nil for the one for people, which is written while the command works.
  package func format(_ report: CommandReport) throws -> String? {
    switch self {
    case .text: nil
    case .json: try JSONFormatter().format(report)
    case .junit: JUnitFormatter().format(report)
    case .github: GitHubFormatter().format(report)
    }
  }
}
