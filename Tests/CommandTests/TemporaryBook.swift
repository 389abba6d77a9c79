import Foundation
import Testing

/// A book in a folder of its own, on which the built program is run as a user runs it.
final class TemporaryBook {
  let folder: String

  /// A book of these chapters, by name; `book.yml` says nothing but a title unless given.
  init(_ chapters: [String: String], configuration: String = "title: Test\n") throws {
    folder = try Self.makeFolder()
    try write("book.yml", configuration)
    for (name, text) in chapters { try write("\(name).md", text) }
  }

  /// A copy of a folder.
  init(copying source: String) throws {
    folder = try Self.makeFolder()
    try FileManager.default.removeItem(atPath: folder)
    try FileManager.default.copyItem(atPath: source, toPath: folder)
  }

  deinit { try? FileManager.default.removeItem(atPath: (folder as NSString).deletingLastPathComponent) }

  /// The book's folder is called `chapters` and lies in one of its own, so that its site, which stands beside it, is removed with it.
  private static func makeFolder() throws -> String {
    let base = NSTemporaryDirectory() + "book-tests-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: base + "/chapters", withIntermediateDirectories: true)
    return base + "/chapters"
  }

  var site: String { base + "/site" }

  func write(_ name: String, _ text: String) throws {
    let path = folder + "/" + name
    try FileManager.default.createDirectory(
      atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
  }

  func text(_ name: String) throws -> String { try String(contentsOfFile: folder + "/" + name, encoding: .utf8) }

  func page(_ name: String) throws -> String { try String(contentsOfFile: site + "/" + name, encoding: .utf8) }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }

  func bytes(_ name: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)) }

  /// Replaces a text that must stand in a file exactly once.
  func replace(_ text: String, by other: String, in name: String) throws {
    let parts = try self.text(name).components(separatedBy: text)
    try #require(parts.count == 2, "'\(text)' stands \(parts.count - 1) times in \(name)")
    try write(name, parts.joined(separator: other))
  }

  /// Everything in the book and its site: paths and contents, of folders none.
  func snapshot() -> [String: Data] {
    files.mapValues { FileManager.default.contents(atPath: base + "/" + $0) ?? Data() }
  }

  /// The system's numbers of all files: one that was written again, even with the same bytes, has another.
  func fileNumbers() throws -> [String: Int] {
    try files.mapValues {
      try #require(FileManager.default.attributesOfItem(atPath: base + "/" + $0)[.systemFileNumber] as? Int)
    }
  }

  fileprivate var base: String { (folder as NSString).deletingLastPathComponent }

  private var files: [String: String] {
    let paths = FileManager.default.enumerator(atPath: base)?.compactMap { $0 as? String } ?? []
    let ours = paths.filter { !$0.hasPrefix("cache") }
    return Dictionary(uniqueKeysWithValues: ours.map { ($0, $0) })
  }
}

/// What a run of the program gave.
struct Outcome {
  var output: String
  var errors: String
  var exitCode: Int32
}

extension TemporaryBook {
  /// Runs `build-book` in the book's folder; the cache is one that only this test knows.
  @discardableResult
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try run(arguments, environment: environment)
  }

  @discardableResult
  func run(_ arguments: [String], input: Data = Data(), environment: [String: String] = [:]) throws -> Outcome {
    try tool(
      arguments, in: folder, input: input,
      environment: ["COLOPHON_CACHE": base + "/cache"].merging(environment) { $1 })
  }
}

/// Runs the built program, or another one, to its end.
func tool(
  _ arguments: [String], in folder: String, input: Data = Data(), environment: [String: String] = [:],
  program: String = toolPath
) throws -> Outcome {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  process.currentDirectoryURL = URL(fileURLWithPath: folder)
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  let (inputPipe, outputPipe, errorPipe) = (Pipe(), Pipe(), Pipe())
  process.standardInput = inputPipe
  process.standardOutput = outputPipe
  process.standardError = errorPipe
  try process.run()
  // A program that reads no input may have ended by now.
  if !input.isEmpty { try inputPipe.fileHandleForWriting.write(contentsOf: input) }
  try inputPipe.fileHandleForWriting.close()
  // Both streams are read at once: a program that fills one must not wait for us to read the other.
  nonisolated(unsafe) var errors = Data()
  let reading = DispatchGroup()
  DispatchQueue.global().async(group: reading) { errors = errorPipe.fileHandleForReading.readDataToEndOfFile() }
  let output = outputPipe.fileHandleForReading.readDataToEndOfFile()
  reading.wait()
  process.waitUntilExit()
  return Outcome(
    output: String(decoding: output, as: UTF8.self), errors: String(decoding: errors, as: UTF8.self),
    exitCode: process.terminationStatus)
}

/// The program that the build made, beside the tests.
let toolPath: String = {
  let candidates = CommandLine.arguments.map { ($0 as NSString).deletingLastPathComponent } + [Bundle.main.bundlePath]
  return candidates.map { $0 + "/build-book" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    ?? "build-book"
}()

/// The root of the package, found from this file.
let packageRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
  .deletingLastPathComponent().path
