import Foundation
import TestSupport
import Testing

/// The validator of the Nu Html Checker, a program of Java whose file `vnu.jar` the environment's `NU_VALIDATOR` names.
@Suite(
  "Valid HTML, by the Nu Html Checker",
  .enabled(
    if: NuValidator.jar != nil && NuValidator.java != nil, "Java is not installed, or NU_VALIDATOR names no vnu.jar"),
  .enabled(if: Browser.path != nil, "chromium is not installed"))
struct ValidityTests {
  @Test("The pages of the committed site")
  func ownBook() throws {
    let folder = packageRoot + "/site"
    let pages = try FileManager.default.subpathsOfDirectory(atPath: folder).filter { $0.hasSuffix(".html") }
    #expect(try NuValidator.messages(of: pages.map { folder + "/" + $0 }) == [])
  }

  @Test("Pages with all that is wide, small and close together, with folds and colours")
  func samples() throws {
    let pages = try ["scrolling", "pictures", "index"].map { try BuiltBook.page($0) }
    #expect(try NuValidator.messages(of: pages + [ReadingTests.book.get().site + "/reading.html"]) == [])
  }

  @Test("It does find what is wrong")
  func wrong() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>a</title></head>\n<body><p id=\"a\"><p id=\"a\"></body></html>\n",
      to: "a.html")
    let messages = try NuValidator.messages(of: [folder.path + "/a.html"])
    #expect(messages.contains { $0.contains("Duplicate ID") })
  }
}

private enum NuValidator {
  static let jar = ProcessInfo.processInfo.environment["NU_VALIDATOR"].flatMap { path in
    FileManager.default.fileExists(atPath: path) ? path : nil
  }
  static let java = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .map { $0 + "/java" }.first { FileManager.default.isExecutableFile(atPath: $0) }

  /// What it has to say of files, errors and warnings, a line each.
  static func messages(of files: [String]) throws -> [String] {
    let outcome = try tool(
      ["-Xss16m", "-jar", try #require(jar), "--stdout", "--format", "gnu"] + files, in: "/",
      program: try #require(java))
    #expect(outcome.errors == "")
    return outcome.output.split(separator: "\n").map(String.init).filter { message in
      !message.contains(": info") && !younger.contains { message.contains($0) }
    }
  }

  /// What HTML and CSS have had since the checker of 2020 was made: `media` of a `meta` that names a colour, anchors, schemes of colours.
  private static let younger = [
    "Attribute “media” not allowed on element “meta”", "CSS: “anchor-name”: ", "CSS: “--beside”: ", "CSS: “--above”: ",
    "CSS: “--top-", "CSS: “--end-", "CSS: “color-scheme”: ", "“CanvasText” is not a “color” value", "“light-dark(",
  ]
}
