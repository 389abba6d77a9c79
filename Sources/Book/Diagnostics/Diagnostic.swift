import Markdown
import Outputs

/// Something that somebody should know about a book: the one value that carries everything that goes wrong anywhere.
///
/// It holds facts. How they are reported, on a terminal or to a machine, is a formatter's business.
package struct Diagnostic: Sendable, Hashable, Codable {
  package enum Severity: String, Sendable, Hashable, Codable, Comparable {
    case note, warning, drift, error

    private var rank: Int {
      switch self {
      case .note: 0
      case .warning: 1
      case .drift: 2
      case .error: 3
      }
    }
    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
  }

  package var severity: Severity
  package var location: Location?
  /// One sentence that names the thing and quotes the value.
  package var summary: String
  /// What to do about it, or why it matters; may be several lines.
  package var explanation: String?
  package var notes: [Note]
  /// Lines of documented and of fresh output that differ; of very many, the first. Of a picture they are its descriptions.
  package var differences: [Difference]
  /// How many further lines differ.
  package var furtherDifferences = 0
  /// The picture that differs.
  package var picture: Picture?
  /// The values that differ and are more than their text, as the run gave them.
  package var values: [ValueForm] = []
  /// What could be written instead: of a drift what `accept` would write for the cell or the value that it is about. Empty where that
  /// is nothing, or not known.
  package var replacements: [Replacement] = []
  /// The conditions of a run that it was found to depend on.
  package var dependences: [RunCondition] = []

  package struct Note: Sendable, Hashable, Codable {
    package var location: Location?
    package var text: String

    package init(location: Location? = nil, text: String) {
      self.location = location
      self.text = text
    }
  }

  /// - Parameter instead: what is right in the place of what stands at the location; nil where that is not known.
  package init(
    _ severity: Severity, at location: Location? = nil, _ summary: String, explanation: String? = nil,
    notes: [Note] = [], differences: [Difference] = [], instead: String? = nil
  ) {
    self.severity = severity
    self.location = location
    self.summary = summary
    self.explanation = explanation
    self.notes = notes
    self.differences = differences
    if let instead, let location {
      replacements = [Replacement(file: location.file, location: location, text: instead)]
    }
  }

  /// A documented line and the fresh one that replaces it; either may be absent.
  package struct Difference: Sendable, Hashable, Codable {
    /// The line of the chapter, counted from 1; nil where nothing is documented.
    package var line: Int?
    package var documented: String?
    package var fresh: String?
    /// Where the fresh line came from; nil where that is not known.
    package var origin: Output.Origin?
    /// Which parts of the lines differ, in bytes of these texts.
    package var parts: [Discrepancy]

    package init(
      line: Int? = nil, documented: String?, fresh: String?, origin: Output.Origin? = nil, parts: [Discrepancy] = []
    ) {
      self.line = line
      self.documented = documented
      self.fresh = fresh
      self.origin = origin
      self.parts = parts
    }
  }

  /// The picture of a figure file and the fresh one that replaces it; either may be absent.
  package struct Picture: Sendable, Hashable, Codable {
    package var documented: Drawing?
    package var fresh: Drawing?

    package struct Drawing: Sendable, Hashable, Codable {
      package var svg: String
      /// What the picture says of itself.
      package var description: String

      package init(svg: String, description: String) {
        self.svg = svg
        self.description = description
      }
    }

    package init(documented: Drawing?, fresh: Drawing?) {
      self.documented = documented
      self.fresh = fresh
    }
  }

  /// A text that takes the place of another.
  package struct Replacement: Sendable, Hashable, Codable {
    package var file: String
    /// What is replaced; nil where the whole file is written.
    package var location: Location?
    package var text: String

    package init(file: String, location: Location?, text: String) {
      self.file = file
      self.location = location
      self.text = text
    }
  }

  /// A byte range of a file, with what a message needs to show it.
  package struct Location: Sendable, Hashable, Codable {
    package var file: String
    package var range: Range<Int>
    package var start: SourcePosition
    package var end: SourcePosition
    /// The text of the line on which the range starts; of a very long one, what surrounds the range.
    package var sourceLine: String
    /// The bytes of the line that come before `sourceLine`.
    package var bytesBefore: Int

    /// How much of a line is kept before and after the range. There may be as many locations as a line has bytes.
    private static let context = 512

    package init(_ range: Range<Int>, in source: SourceText) {
      // What is included is known by its own file.
      let attachment = source.attachment(at: range.lowerBound)
      let shift = attachment.map { $0.fileOffset - $0.range.lowerBound } ?? 0
      self.file = attachment?.name ?? source.name
      self.range = range.lowerBound + shift..<range.upperBound + shift
      self.start = source.filePosition(at: range.lowerBound, in: attachment)
      self.end = source.filePosition(at: range.upperBound, in: attachment)
      let line = source.lineRange(source.position(at: range.lowerBound).line)
      var first = max(line.lowerBound, min(range.lowerBound, line.upperBound) - Self.context)
      var last = min(line.upperBound, max(first, range.lowerBound) + Self.context)
      while first > line.lowerBound, source.bytes[first] & 0xC0 == 0x80 { first -= 1 }
      while last < line.upperBound, source.bytes[last] & 0xC0 == 0x80 { last += 1 }
      self.sourceLine = source.text(in: first..<last)
      self.bytesBefore = first - line.lowerBound
    }
  }
}
