import Book
import Foundation
import Outputs

/// What a run gave, whole or not, as it is kept for later ones.
struct KeptRun: Codable, Sendable {
  var record: RunRecord
  /// The chapter that was run. Another one of the same cells takes the results, unless they name its file.
  var chapter: String
  var namesFile: Bool

  init(_ record: RunRecord, of chapter: Chapter) {
    self.record = record
    self.chapter = chapter.name
    let file = Path.file(of: chapter.file)
    namesFile =
      record.steps.contains { $0.output.contains(file) } || record.findings.contains { $0.text.contains(file) }
  }

  /// Whether it holds for a chapter of this name.
  func concerns(_ other: Chapter) -> Bool { !namesFile || chapter == other.name }
}

/// What is remembered of the last run of a chapter. What it gave is kept by its dependencies (`KeptRun`).
struct LastRun: Codable, Sendable {
  /// The chapter's name.
  var chapter: String
  var dependencies: RunDependencies
  /// The name of each step, as messages have it.
  var names: [String]
  var inputs: [RunInput]
  /// What was read and is not known; nothing where the results are kept.
  var unknownInputs: [UnknownInput]
  /// Whether every cell came to its end.
  var isComplete: Bool
  /// How long steps took, by their index.
  var seconds: [Int: Double]
}

/// Something that cells read of which nobody knows what it was: their results are not kept.
enum UnknownInput: Codable, Sendable, Hashable {
  /// Another program was started, or something was read in a way that is not followed.
  case unseen(step: Int)
  /// A file changed while the cells ran.
  case changed(file: String, step: Int)
  /// The process that notes what is read went away.
  case unreported
}

extension StepOutput {
  fileprivate func contains(_ text: String) -> Bool {
    (value?.contains(text) ?? false)
      || outputs.contains { $0.texts.contains { $0.contains(text) } }
  }
}
