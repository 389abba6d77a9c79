import Book
import Foundation
import Testing

@testable import Site

/// What the notes of outputs know of the engine stands in lists, which its public declarations are held against here.
@Suite("What is known of the engine's declarations")
struct EngineListTests {
  /// A public declaration, as far as its body or its end.
  private struct Declaration {
    var keyword: String
    var name: String
    /// What it stands in.
    var type: String
    var signature: String
    var documentation: String

    /// As it is known by its name for all programs: `Dense.init(inputs: Int, …)`.
    var text: String { "\(type).\(name == type ? "init" : name)\(signature)" }
  }

  private static let modules = ["Tensors", "Networks", "Figures", "DataSets", "Notebook"]

  private static let declarations: Result<[Declaration], any Error> = Result {
    try modules.flatMap { module in
      let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/\(module)").path
      let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
      return try files.filter { $0.hasSuffix(".swift") }.sorted()
        .flatMap { read(try String(contentsOfFile: folder + "/" + $0, encoding: .utf8)) }
    }
  }

  private static func read(_ source: String) -> [Declaration] {
    var found: [Declaration] = []
    var (type, documentation) = ("", "")
    let lines = source.components(separatedBy: "\n")
    for (index, line) in lines.enumerated() {
      let text = line.drop { $0 == " " }
      if text.hasPrefix("///") {
        documentation += text.dropFirst(3)
        continue
      }
      if text.hasPrefix("@") && !text.contains("public ") { continue }
      defer { documentation = "" }
      if let outer = line.prefixMatch(of: /(?:public )?(?:final )?(?:extension|struct|class|enum|protocol) (\w+)/) {
        type = String(outer.output.1)
      } else if line.hasPrefix("}") {
        type = ""
      }
      let pattern =
        /(?:@\w+(?:\([^)]*\))? )*public (?:static |mutating |final |indirect )*(struct|class|enum|func|init)\b ?(\w*)/
      guard let match = text.prefixMatch(of: pattern) else { continue }
      let keyword = String(match.output.1)
      var signature = String(text[match.range.upperBound...])
      var next = index + 1
      while !signature.contains("{"), next < lines.count, lines[next].hasPrefix("  ") {
        signature += lines[next].drop { $0 == " " }
        next += 1
      }
      found.append(
        Declaration(
          keyword: keyword, name: keyword == "init" ? type : String(match.output.2), type: type,
          signature: String(signature.prefix { $0 != "{" }), documentation: documentation))
    }
    return found
  }

  private func usesGenerator(_ declaration: String, written: String) -> Bool {
    ForeignState.usesGenerator(
      CodeName(
        range: 0..<1, symbol: "s:7Tensors", keyword: "func", declaration: declaration, definition: nil),
      written: written)
  }

  @Test("What draws by the default generator is known: what says so, and what there is with a generator given besides")
  func generators() throws {
    let functions = try Self.declarations.get().filter { ["func", "init"].contains($0.keyword) }
    let given = functions.filter { $0.signature.contains("inout RandomGenerator") }
    #expect(given.count > 20)
    for function in given {
      #expect(!usesGenerator(function.text, written: function.name), "\(function.text) takes another")
      // The same without it.
      let twin = function.text.replacing(/(?:,\s*)?using generator: inout RandomGenerator/, with: "")
        .replacing("inout RandomGenerator", with: "")
      #expect(usesGenerator(twin, written: function.name), "\(twin)")
    }
    let saying = functions.filter { $0.documentation.contains("default generator") }
    #expect(saying.count > 10)
    for function in saying where !function.signature.contains("inout RandomGenerator") {
      #expect(usesGenerator(function.text, written: function.name), "\(function.text)")
    }
  }

  @Test("A type's values are plain, or changed by the engine alone, or it is one of which nothing of that kind is said")
  func types() throws {
    let types = Set(
      try Self.declarations.get().filter { ["struct", "class", "enum"].contains($0.keyword) }.map(\.name))
    let others: Set = [
      // Without values.
      "Threads", "AxisIndices", "ForeignFunctions", "LayerBuilder", "PNG", "MNIST", "FashionMNIST", "nn", "optim",
      // With code that is handed to them.
      "Lambda", "ForeignName", "LearningRateSchedule",
      // Errors, and what is read of files.
      "SafeTensors", "SafeTensorsError", "DataFileError", "Problem", "Difference", "Entry", "Metadata", "LoadingReport",
      "Row", "Channels", "Elements",
      // What a literal is put together in.
      "StringInterpolation",
    ]
    for type in types {
      let kinds = [PlainTypes.isKnownPlain(type), PlainTypes.isKnownClosed(type), others.contains(type)]
      #expect(kinds.count { $0 } == 1, "\(type): of which kind is it?")
    }
    #expect(others.subtracting(types) == [], "there are none of these names")
  }
}
