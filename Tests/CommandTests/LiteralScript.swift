import Foundation
import Storage
import TestSupport
import Testing

/// Expressions, each with the type and value that it has, or the word that it does not compile.
struct LiteralScript {
  enum Kind { case program, cell }

  static let error = "does not compile"

  /// What stands before the first line of the preamble.
  let imports: String
  private(set) var results: [Int: String] = [:]

  private init(imports: String) { self.imports = imports }

  /// Runs all expressions that compile: as a program of `swiftc` alone, or as a cell of a chapter.
  static func compiled(_ expressions: [String], as kind: Kind, importing module: String? = nil) throws -> LiteralScript
  {
    let book = try TemporaryBook([:])
    var script = LiteralScript(imports: module.map { "import \($0); " } ?? "")
    // The compiler checks further when earlier errors are mended, so it is asked until there are none.
    while true {
      let text = script.text(expressions)
      try book.write("main.swift", (kind == .cell ? "import Notebook; " : "") + text)
      let modules = ToolFiles(executable: toolPath).modules
      let checked = try tool(
        ["swiftc", "-typecheck", "-swift-version", "5", "-I", modules, "main.swift"], in: book.folder,
        program: "/usr/bin/env")
      let wrong = checked.errors.matches(of: /main\.swift:(\d+):\d+: error/).compactMap { Int($0.1) }
      if wrong.isEmpty {
        #expect(checked.exitCode == 0, "\(checked.errors)")
        break
      }
      for line in wrong where line > preamble.count { script.results[line - preamble.count - 1] = error }
    }
    for line in try script.output(of: expressions, as: kind, in: book).split(separator: "\n") {
      let parts = line.split(separator: " ", maxSplits: 1)
      if let number = Int(parts[0]), parts.count == 2 { script.results[number, default: ""] += parts[1] + "\n" }
    }
    return script
  }

  private func output(of expressions: [String], as kind: Kind, in book: TemporaryBook) throws -> String {
    switch kind {
    case .program:
      let built = try tool(
        ["swiftc", "-suppress-warnings", "-swift-version", "5", "main.swift", "-o", "program", "-lm"],
        in: book.folder, program: "/usr/bin/env")
      #expect(built.exitCode == 0, "\(built.errors)")
      // As in a cell, a dictionary is in the same order in each run.
      return try tool(
        [], in: book.folder, environment: ["SWIFT_DETERMINISTIC_HASHING": "1"], program: book.folder + "/program"
      ).output
    case .cell:
      try book.write("expressions.md", "# Expressions\n\n```swift\n\(text(expressions))```\n")
      let accepted = try book.run("accept")
      let parts = try book.text("expressions.md").components(separatedBy: "```output\n")
      try #require(parts.count == 2, "\(accepted.errors)\(accepted.output)")
      // Three dots that were printed are documented as `\\...`.
      return parts[1].components(separatedBy: "```")[0].replacingOccurrences(of: "\\...", with: "...")
    }
  }

  /// One expression on each line after the preamble; a blank line for each that does not compile.
  private func text(_ expressions: [String]) -> String {
    let statements = expressions.enumerated().map { number, expression in
      if results[number] == Self.error { return "" }
      guard expression.contains(#/[-+*/]= /#) else {
        // What it is by itself, and where anything may stand.
        return "let e\(number) = \(expression); report(\(number), e\(number)); print(\(number), \(expression))"
      }
      // An assignment is followed by what it has changed.
      return "\(expression); report(\(number), \(expression.prefix { $0 != " " }))"
    }
    return imports + (Self.preamble + statements).joined(separator: "\n") + "\n"
  }

  private static let preamble = #"""
    var n = 3, d = 2.5
    let correct = 850, total = 1000
    var f: Float = 1.5
    let optional: Int? = 3
    var numbers = [1, 2, 3], values = [1.5, 2]
    func twice(_ x: Int) -> Int { x * 2 }
    func twice(_ x: Double) -> Double { x * 2 }
    func half(_ x: Double) -> Double { x / 2 }
    func generic<T>(_ x: T) -> String { "\(T.self) \(x)" }
    func report<T>(_ number: Int, _ value: T) { print(number, T.self, value) }
    """#.components(separatedBy: "\n")
}
