import Book
import Foundation
import Outputs

/// A report as JSON, in the form that `README.md` documents under "For machines".
package struct JSONFormatter: Sendable {
  /// The form's version: another one where a reader of this one would not understand it.
  package static let version = 1

  package init() {}

  package func format(_ report: CommandReport) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(JSONReport(report)), as: UTF8.self) + "\n"
  }
}

private struct JSONReport: Encodable {
  let version = JSONFormatter.version
  var command: String
  var exitCode: Int32
  var totals: Totals
  var diagnostics: [Item]

  struct Totals: Encodable {
    var chapters, cells, values: Int
    var agreeingOutputs, agreeingValues: Int?
    var errors, drifts, warnings, notes: Int
  }

  struct Item: Encodable {
    var severity: Diagnostic.Severity
    var file: String?
    var range: SourceRange?
    var cell: String?
    var value: String?
    var summary: String
    var explanation: String?
    var notes: [Note]
    var differences: [Difference]
    var furtherDifferences: Int
    var values: [ValueForm]
    var picture: Picture?
    var replacements: [Replacement]
    var dependsOn: [RunCondition]
  }

  struct Note: Encodable {
    var file: String?
    var range: SourceRange?
    var text: String
  }

  struct Difference: Encodable {
    var line: Int?
    var documented: String?
    var fresh: String?
    var origin: Output.Origin?
    var parts: [Part]
  }

  struct Part: Encodable {
    var documented, fresh: Bytes
    var movement: String?
  }

  struct Bytes: Encodable {
    var start, end: Int

    init(_ range: Range<Int>) { (start, end) = (range.lowerBound, range.upperBound) }
  }

  struct Picture: Encodable {
    var documented, fresh: Drawing?

    struct Drawing: Encodable { var description, svg: String }
  }

  struct Replacement: Encodable {
    var file: String
    var range: SourceRange?
    var text: String
  }

  struct SourceRange: Encodable {
    var start, end: Position

    struct Position: Encodable { var offset, line, column: Int }

    init(_ location: Diagnostic.Location) {
      start = Position(offset: location.range.lowerBound, line: location.start.line, column: location.start.column)
      end = Position(offset: location.range.upperBound, line: location.end.line, column: location.end.column)
    }
  }
}

extension JSONReport {
  init(_ report: CommandReport) {
    command = report.command
    exitCode = report.exitCode
    let steps = report.chapters.flatMap(\.steps)
    let values = steps.count { if case .cell = $0.step { false } else { true } }
    totals = Totals(
      chapters: report.chapters.count, cells: report.chapters.reduce(0) { $0 + $1.cellCount }, values: values,
      agreeingOutputs: report.agreeing?.outputs, agreeingValues: report.agreeing?.values,
      errors: report.count(.error), drifts: report.count(.drift), warnings: report.count(.warning),
      notes: report.count(.note))
    // By the names of their files and of those that they include.
    let chapters = Dictionary(
      report.chapters.flatMap { reported in reported.chapter.sourceNames.sorted().map { ($0, [reported]) } },
      uniquingKeysWith: +)
    diagnostics = report.diagnostics.map { diagnostic in
      let owners = diagnostic.location.flatMap { chapters[$0.file] } ?? []
      let owner = owners.first { $0.found.contains(diagnostic) } ?? owners.first
      return Item(diagnostic, in: owner?.chapter)
    }
  }
}

extension JSONReport.Item {
  fileprivate init(_ diagnostic: Diagnostic, in chapter: Chapter?) {
    severity = diagnostic.severity
    file = diagnostic.location?.file
    range = diagnostic.location.map(JSONReport.SourceRange.init)
    switch chapter?.step(of: diagnostic) {
    case .cell(let index)?: cell = chapter?.cells[index].name
    case .checkedValue(let index)?: value = chapter?.checkedValues[index].expression
    case nil: break
    }
    summary = diagnostic.summary
    explanation = diagnostic.explanation
    notes = diagnostic.notes.map {
      .init(file: $0.location?.file, range: $0.location.map(JSONReport.SourceRange.init), text: $0.text)
    }
    differences = diagnostic.differences.map { difference in
      .init(
        line: difference.line, documented: difference.documented, fresh: difference.fresh,
        origin: difference.origin,
        parts: difference.parts.map {
          .init(documented: .init($0.documented), fresh: .init($0.fresh), movement: $0.movement)
        })
    }
    furtherDifferences = diagnostic.furtherDifferences
    picture = diagnostic.picture.map { picture in
      .init(
        documented: picture.documented.map { .init(description: $0.description, svg: $0.svg) },
        fresh: picture.fresh.map { .init(description: $0.description, svg: $0.svg) })
    }
    dependsOn = diagnostic.dependences
    values = diagnostic.values
    replacements = diagnostic.replacements.map {
      .init(file: $0.file, range: $0.location.map(JSONReport.SourceRange.init), text: $0.text)
    }
  }
}
