import Book
import Execution
import Foundation
import Markdown
import Site
import Storage
import TestSupport
import Testing

/// Chapters with random mistakes go through all that reads a text: parsing, links, segments, colours, the page.
@Suite("Mutated chapters")
struct MutationTests {
  /// `COLOPHON_MUTATIONS` says how many chapters; each is the same in every run.
  private static let count = ProcessInfo.processInfo.environment["COLOPHON_MUTATIONS"].flatMap { Int($0) } ?? 200

  private static let chapters: [[UInt8]] = {
    let folder = packageRoot + "/chapters"
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".md") }
      .sorted()
    return (names.map { folder + "/" + $0 } + [packageRoot + "/README.md"])
      .map { [UInt8](FileManager.default.contents(atPath: $0) ?? Data()) }
  }()

  private static let pieces: [[UInt8]] =
    [
      "```", "~~~", "```swift\n", "```output\n", "> ", "- ", "1. ", "\t", "\n\n", "\r", "\0", "\u{FEFF}", "---\n",
      "{#a .fails}", "[1](<=",
      "](<=a>)", "![](figures/a.svg)", "<!--", "-->", "<a href=\"x\">", "$$\n", "$", "`", "\\", "\"\"\"", "\\(",
      "#if a\n", "repeat ",
      "A<", "[", "(", "{", "}", "// Prints \"", "...", "*", "**", "&amp;", "<", "]: /u\n", "timeout=", "caption=\"",
      "é", "日", "\u{301}",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xE2, 0x80]]

  @Test("None ends the program, and every problem has a location in the text", arguments: 0..<8)
  func mutations(share: Int) throws {
    try #require(Self.chapters.allSatisfy { !$0.isEmpty })
    let weaver = SiteWeaver(
      book: BookConfiguration(title: "M", parts: [.init(chapters: ["m.md"])]), cache: Cache(folder: nil),
      theme: try Theme.bundled())
    let executor = Executor(
      book: BookConfiguration(title: "M", parts: []), folder: "", tool: ToolFiles(executable: toolPath),
      environment: [:],
      cache: Cache(folder: nil))
    for index in stride(from: share, to: Self.count, by: 8) {
      var random = SplitMix(seed: UInt64(index))
      let source = SourceText(name: "m.md", bytes: Self.mutated(&random))
      let (chapter, diagnostics) = ChapterParser(file: "m.md").parse(source)
      let links = LinkChecker([chapter], files: ["m.md"]) { _ in .missing }.problems(of: chapter)
      for location in (diagnostics + links).compactMap(\.location) {
        #expect(location.range.lowerBound >= 0 && location.range.upperBound <= source.bytes.count)
      }
      for segment in executor.segmentSources(of: chapter) { #expect(!segment.text.isEmpty) }
      let page = weaver.fragment(chapter, Self.report(of: chapter))
      #expect(!page.utf8.contains(0))
    }
  }

  /// A part of a chapter, some kilobytes long, with up to a dozen mistakes.
  private static func mutated(_ random: inout SplitMix) -> [UInt8] {
    let chapter = chapters.randomElement(using: &random)!
    let start = Int.random(in: 0..<chapter.count, using: &random)
    var bytes = Array(chapter[start..<min(chapter.count, start + Int.random(in: 1...3_000, using: &random))])
    for _ in 0..<Int.random(in: 1...12, using: &random) {
      let first = Int.random(in: 0...bytes.count, using: &random)
      let last = min(bytes.count, first + Int.random(in: 0...40, using: &random))
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes.removeSubrange(first..<last)
      case 1: bytes.insert(contentsOf: bytes[first..<last], at: Int.random(in: 0...bytes.count, using: &random))
      case 2 where first < bytes.count: bytes[first] = UInt8.random(in: 0...255, using: &random)
      case 3:
        let piece = pieces.randomElement(using: &random)!
        let count = Int.random(in: 1...200, using: &random)
        bytes.insert(contentsOf: Array(repeating: piece, count: count).joined(), at: first)
      default: bytes.insert(contentsOf: pieces.randomElement(using: &random)!, at: first)
      }
    }
    return bytes
  }

  /// As if no cell had run.
  private static func report(of chapter: Chapter) -> ChapterReport {
    ChapterReport(
      cells: chapter.cells.map { _ in CellReport(verdict: .notCompared, shown: [], checked: 0) },
      checkedValues: chapter.checkedValues.map {
        CheckedValueReport(verdict: .agrees, shown: $0.documented, fresh: $0.documented)
      }, diagnostics: [])
  }
}
