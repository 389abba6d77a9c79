import Foundation

/// A book in a folder of its own, on which the built program is run as a user runs it.
package final class TemporaryBook: Sendable {
  /// What the folder of the book lies in, with its site and its cache.
  private let base: TemporaryFolder

  /// The book's folder. It is called `chapters`, so that its site stands beside it and is removed with it.
  package var folder: String { base.path + "/chapters" }

  package var site: String { base.path + "/site" }

  /// A book of these chapters, by name; `book.yml` says nothing but a title unless given.
  package init(_ chapters: [String: String], configuration: String = "title: Test\n") throws {
    base = try TemporaryFolder()
    try write("book.yml", configuration)
    for (name, text) in chapters { try write("\(name).md", text) }
  }

  /// A copy of a folder.
  package init(copying source: String) throws {
    base = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: source, toPath: folder)
  }

  /// Writes a file of the book, or with `../site/` before its name one of the site.
  package func write(_ name: String, _ text: String) throws { try base.write(text, to: "chapters/" + name) }

  package func text(_ name: String) throws -> String {
    try String(contentsOfFile: folder + "/" + name, encoding: .utf8)
  }

  package func page(_ name: String) throws -> String { try String(contentsOfFile: site + "/" + name, encoding: .utf8) }

  package func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  package func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)) }

  /// A text that was to be replaced stands in a file not at all or several times.
  struct NotUnique: Error, CustomStringConvertible {
    let description: String
  }

  /// Replaces a text that must stand in a file exactly once.
  package func replace(_ text: String, by other: String, in name: String) throws {
    let parts = try self.text(name).components(separatedBy: text)
    guard parts.count == 2 else {
      throw NotUnique(description: "'\(text)' stands \(parts.count - 1) times in \(name)")
    }
    try write(name, parts.joined(separator: other))
  }

  /// Everything in the book and its site: paths and contents, of folders none.
  package func snapshot() -> [String: Data] {
    Dictionary(
      uniqueKeysWithValues: files.map { ($0, FileManager.default.contents(atPath: base.path + "/" + $0) ?? Data()) })
  }

  /// The system's numbers of all files: one that was written again, even with the same bytes, has another.
  package func fileNumbers() throws -> [String: UInt64] {
    try Dictionary(
      uniqueKeysWithValues: files.map { file in
        let attributes = try FileManager.default.attributesOfItem(atPath: base.path + "/" + file)
        return (file, (attributes[.systemFileNumber] as? NSNumber)?.uint64Value ?? 0)
      })
  }

  private var files: [String] {
    let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { !$0.hasPrefix("cache") }
  }
}

extension TemporaryBook {
  /// Runs `build-book` in the book's folder; the cache is one that only this test knows.
  @discardableResult
  package func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try run(arguments, environment: environment)
  }

  @discardableResult
  package func run(_ arguments: [String], input: Data = Data(), environment: [String: String] = [:]) throws -> Outcome {
    try tool(
      arguments, in: folder, input: input,
      environment: ["COLOPHON_CACHE": base.path + "/cache"].merging(environment) { $1 })
  }
}
