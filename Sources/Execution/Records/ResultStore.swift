import Book
import Foundation
import Storage

/// The results of chapters in the cache, and what is remembered of their last runs.
///
/// An entry begins with a line that names the folder of its chapter, by which the results of one book are found.
package struct ResultStore: Sendable {
  let cache: Cache

  package init(_ cache: Cache) { self.cache = cache }

  /// The kinds of its entries.
  package static let kinds = Kind.allCases.map(\.rawValue)

  private enum Kind: String, CaseIterable {
    /// What runs gave, by all that it depends on.
    case chapters
    /// What is remembered of the last runs of chapters, by their names.
    case runs
  }

  /// What a run gave, whole or not.
  func run(of dependencies: RunDependencies) -> KeptRun? { entry(.chapters, dependencies.key, as: KeptRun.self) }

  func lastRun(of chapter: Chapter) -> LastRun? {
    entry(.runs, Self.key(of: chapter), as: LastRun.self)
  }

  /// The last run of a chapter under the name that it had, where that is another one: of those that are gone from its folder the one
  /// with most of its cells.
  func lastRunBeforeRenaming(of chapter: Chapter, _ dependencies: RunDependencies) -> LastRun? {
    let steps = Set(dependencies.steps.map(\.identity))
    let runs = cache.entries(Kind.runs.rawValue).compactMap { body -> (run: LastRun, shared: Int)? in
      guard Self.folder(ofEntry: body) == chapter.folder, let run = Self.value(of: body, as: LastRun.self) else {
        return nil
      }
      let file = Path.join(chapter.folder, Path.file(of: run.chapter) + ".md")
      return BookFiles.isFile(file) ? nil : (run, run.dependencies.steps.count { steps.contains($0.identity) })
    }
    return runs.filter { $0.shared > 0 }.max { $0.shared < $1.shared }?.run
  }

  /// - Parameter seconds: how long steps took, by their index; where nothing is known what was known stays.
  func keep(_ record: RunRecord, of chapter: Chapter, _ dependencies: RunDependencies, seconds: [Int: Double] = [:]) {
    store(KeptRun(record, of: chapter), .chapters, dependencies.key, folder: chapter.folder)
    remember(record, of: chapter, dependencies, seconds: seconds)
  }

  /// Remembers results that were taken as those of the last run, which they are compared with from now on.
  func noteUse(of record: RunRecord, by chapter: Chapter, _ dependencies: RunDependencies) {
    guard lastRun(of: chapter)?.dependencies != dependencies else { return }
    remember(record, of: chapter, dependencies, seconds: [:])
  }

  private func remember(
    _ record: RunRecord, of chapter: Chapter, _ dependencies: RunDependencies, seconds: [Int: Double]
  ) {
    let last = LastRun(
      chapter: chapter.name, dependencies: dependencies, names: chapter.stepNames, inputs: record.inputs,
      unknownInputs: record.unknownInputs, isComplete: record.isComplete,
      seconds: seconds.isEmpty ? lastRun(of: chapter)?.seconds ?? [:] : seconds)
    store(last, .runs, Self.key(of: chapter), folder: chapter.folder)
  }

  /// The folder of the chapter that an entry is of.
  package static func folder(ofEntry body: [UInt8]) -> String? {
    guard let end = body.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    return try? JSONDecoder().decode(String.self, from: Data(body[..<end]))
  }

  private static func key(of chapter: Chapter) -> CacheKey { CacheKey(["last run", chapter.folder, chapter.name]) }

  private func entry<Value: Decodable>(_ kind: Kind, _ key: CacheKey, as type: Value.Type) -> Value? {
    cache.entry(kind.rawValue, key).flatMap { Self.value(of: $0, as: type) }
  }

  private static func value<Value: Decodable>(of body: [UInt8], as type: Value.Type) -> Value? {
    guard let end = body.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    return try? JSONDecoder().decode(type, from: Data(body[(end + 1)...]))
  }

  private func store(_ value: some Encodable, _ kind: Kind, _ key: CacheKey, folder: String) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let header = try? encoder.encode(folder), let body = try? encoder.encode(value) else { return }
    cache.store(Array(header) + [UInt8(ascii: "\n")] + Array(body), kind.rawValue, key)
  }
}

extension Chapter {
  /// What messages call each step: a cell's full name, a checked value's expression.
  var stepNames: [String] {
    steps.map { step in
      switch step {
      case .cell(let index): cells[index].name
      case .checkedValue(let index): checkedValues[index].expression
      }
    }
  }
}
