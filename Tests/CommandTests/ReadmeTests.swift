import Book
import Foundation
import Markdown
import TestSupport
import Testing

@Suite("The README is true")
struct ReadmeTests {
  static let document: Document = {
    let text = (try? String(contentsOfFile: packageRoot + "/README.md", encoding: .utf8)) ?? ""
    return MarkdownParser.commonMark.parse(SourceText(name: "README.md", text: text)).document
  }()

  /// A fence that holds a whole chapter.
  struct Example: Sendable, CustomTestStringConvertible {
    var line: Int
    var chapter: String
    var testDescription: String { "README.md:\(line)" }
  }

  static let examples: [Example] = document.nodes.compactMap { node in
    guard case .codeBlock(let block) = node.kind, block.info == "markdown" else { return nil }
    return Example(line: document.source.position(at: node.range.lowerBound).line, chapter: block.literal)
  }

  @Test("Every example chapter builds, and its outputs are those of a fresh run", arguments: examples)
  func example(_ example: Example) throws {
    let book = try TemporaryBook(["squares": example.chapter])
    let result = try book.run("build")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(result.errors == "ran squares in \(result.seconds)\n" || !example.chapter.contains("```swift"))
    // `accept` would not change a byte.
    #expect(try book.run("accept", "--list").output == "nothing to accept: every output agrees\n")
    #expect(try book.text("squares.md") == example.chapter)
  }

  /// The contents of its fences of a language.
  static func fences(_ language: String) -> [String] {
    document.nodes.compactMap { node in
      if case .codeBlock(let block) = node.kind, block.info == language { block.literal } else { nil }
    }
  }

  @Test("What it shows of a check is what the check of its first chapter says after the change")
  func drift() throws {
    let chapter = try #require(Self.examples.first).chapter
    let book = try TemporaryBook(["falling": chapter])
    try book.replace("let seconds = 2", by: "let seconds = 3", in: "falling.md")
    let result = try book.run("check")
    #expect(result.exitCode == 1)
    let reported = result.errors.drop { $0 != "\n" }.dropFirst()
    #expect(String(reported) == Self.fences("text").first.map { $0 + "\n" })
  }

  @Test("What it shows of a check that shakes is what that says of a set")
  func shake() throws {
    let cell = "let names: Set = [\"red\", \"green\", \"blue\"]\nnames.joined(separator: \" \")\n"
    let book = try TemporaryBook(["a": "```swift {#order}\n\(cell)```\n\n\n```output\nblue green red\n```\n"])
    let result = try book.run("check", "--shake")
    #expect(result.exitCode == 1)
    let reported = result.errors.components(separatedBy: "\n").drop { !$0.hasPrefix("a.md:") }.joined(separator: "\n")
    #expect(Self.fences("text").contains(reported.trimmingCharacters(in: .newlines) + "\n"), "\(result.errors)")
  }

  @Test("Its three commands make a book in a folder of one's own")
  func ownBook() throws {
    let script = try #require(Self.fences("sh").first { $0.contains("my-book") })
    #expect(script.split(separator: "\n").count { !$0.hasPrefix(" ") } == 3)
    let folder = try TemporaryFolder()
    try folder.write("", to: "clone/README.md")
    let result = try tool(
      ["-e", "-c", script.replacing("swift run build-book", with: "\"$TOOL\"")], in: folder.path + "/clone",
      environment: ["TOOL": toolPath, "COLOPHON_CACHE": folder.path + "/cache"], program: "/bin/sh")
    #expect(result.exitCode == 0, "\(result.errors)")
    #expect(folder.text("my-book/first-steps.md")?.contains("\n[1, 4, 9, 16, 25]\n```\n") == true)
    #expect(folder.text("my-book/site/first-steps.html")?.contains("[1, 4, 9, 16, 25]") == true)
  }

  @Test("Of everything that it speaks of there is an example in it or in the manual")
  func coverage() throws {
    let manual = try ["cells", "text"].map {
      try String(contentsOfFile: packageRoot + "/chapters/manual/\($0).md", encoding: .utf8)
    }
    let all = (Self.examples.map(\.chapter) + manual).joined()
    for part in ["// Prints \"", "](<=", "$$", "```output"] + (try Self.documentedOptions()) where part != "#name" {
      let use = part.hasSuffix("=…") ? String(part.dropLast()) : part
      #expect(all.contains(use), "no example of \(part)")
    }
  }

  /// The first column of the table of options, as `.fold` or `timeout=…`.
  static func documentedOptions() throws -> [String] {
    let start = try #require(
      document.nodes.indices.first {
        if case .heading = document.nodes[$0].kind { document.plainText(of: $0) == "Options of a cell" } else { false }
      })
    var options: [String] = []
    for node in document.nodes[start...] {
      if case .heading = node.kind, !options.isEmpty { break }
      guard case .code(let code) = node.kind else { continue }
      let lineStart = document.source.lineRange(document.source.position(at: node.range.lowerBound).line).lowerBound
      guard document.source.bytes[lineStart..<node.range.lowerBound].elementsEqual("| ".utf8) else { continue }
      options.append(code.firstIndex(of: "=").map { code[..<$0] + "=…" } ?? code)
    }
    return options
  }

  @Test("Its table of what agrees is the list of the rules")
  func rules() throws {
    let text = try String(contentsOfFile: packageRoot + "/README.md", encoding: .utf8)
    let rows = OutputRule.allCases.map { "| \($0.documented) | \($0.agreement) |\n" }.joined()
    #expect(text.contains("| documented | agrees with |\n| --- | --- |\n\(rows)\n"))
  }

  @Test("A book with its book.yml builds")
  func configuration() throws {
    let yaml = try #require(Self.fences("yaml").first)
    let book = try TemporaryBook(
      [
        "convolutions-for-images": BuildTests.squares, "preface": "# Preface\n", "seeing": "# Seeing\n",
        "notation": "# Notation\n",
      ],
      configuration: yaml)
    try book.write("references.bib", "@book{a, title = {A}, year = {2026}}\n")
    for picture in ["cover.svg", "logo.svg"] {
      try book.write(picture, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n")
    }
    try book.write("references.bib", "@book{a, title = {A}}\n")
    let result = try book.run()
    #expect(result.exitCode == 0, "\(result.errors)")
  }

  @Test("Every command and flag that it names is in the help")
  func commands() throws {
    let text = try String(contentsOfFile: packageRoot + "/README.md", encoding: .utf8)
    var help = ""
    for command in ["build", "check", "accept", "preview", "lsp", "export", "why", "clean", "new", "add", "dump"] {
      help += try tool([command, "--help"], in: "/").output
    }
    let flags = Set(
      text.split { !($0.isLetter || $0 == "-") }.filter { $0.hasPrefix("--") && $0.contains(where: \.isLetter) })
    #expect(flags.isSuperset(of: ["--book", "--exact", "--fresh", "--list", "--quiet"]))
    // Variables of style sheets are written alike.
    let style = try String(contentsOfFile: packageRoot + "/Sources/Site/Theme/book.css", encoding: .utf8)
    for flag in flags where flag != "--help" && !style.contains(flag + ":") { #expect(help.contains(flag), "\(flag)") }
  }

  @Test("Every file that it links to is there")
  func links() {
    var files: Set<String> = []
    for node in Self.document.nodes {
      let destination: String
      switch node.kind {
      case .link(let link, _): destination = link
      case .image(let image, _): destination = image
      default: continue
      }
      guard !destination.contains("://"), !destination.hasPrefix("#") else { continue }
      files.insert(destination)
      #expect(FileManager.default.fileExists(atPath: packageRoot + "/" + destination), "\(destination)")
    }
    #expect(files.isSuperset(of: ["CHANGELOG.md", "CONTRIBUTING.md", "LICENSE"]))
  }
}

extension Outcome {
  /// The time that the program reports, which no test can know.
  fileprivate var seconds: String {
    errors.components(separatedBy: " in ").last?.trimmingCharacters(in: .newlines) ?? ""
  }
}
