import Foundation
import Testing

/// What the libraries declare for others says what it is.
@Suite("Documentation of public declarations")
struct PublicDocumentationTests {
  static let modules = ["Tensors", "Networks", "Figures", "DataSets", "Notebook"]

  @Test("Every public declaration has a comment", arguments: modules)
  func everyDeclaration(module: String) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources/\(module)").path
    let files = try #require(FileManager.default.enumerator(atPath: folder)).compactMap { $0 as? String }
      .filter { $0.hasSuffix(".swift") }
    #expect(!files.isEmpty)
    for file in files.sorted() {
      let source = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      for (line, declaration) in Self.undocumented(in: source) {
        Issue.record("\(module)/\(file):\(line): \(declaration)")
      }
    }
  }

  @Test("A comment stands above the attributes of its declaration, and what is refused needs none")
  func reading() {
    let source = """
      /// A type.
      public struct Known {
        /// A method,
        /// in two lines.
        @inlinable @_disfavoredOverload
        public func known() {}
        public func unknown() {}
        // A plain comment.
        @inlinable
        public init(_ unknown: Int) {}
        @available(*, unavailable, message: "no")
        public func refused() {}
        @available(
          *, unavailable,
          message: "no"
        )
        public func refusedToo() {}
        func hidden() {}
      }

      public extension Known {}
      """
    #expect(Self.undocumented(in: source).map(\.line) == [7, 10])
  }

  /// Public declarations that no comment with three slashes stands above, with the numbers of their lines.
  private static func undocumented(in source: String) -> [(line: Int, declaration: String)] {
    let lines = source.components(separatedBy: "\n").map { $0.drop { $0 == " " } }
    var found: [(Int, String)] = []
    for (number, line) in lines.enumerated() {
      guard let match = line.prefixMatch(of: /(?:@\w+(?:\([^)]*\))? )*public (?!import|extension)/), !match.0.isEmpty
      else {
        continue
      }
      var above = number - 1
      var isRefused = line.contains("unavailable")
      while above >= 0,
        lines[above].hasPrefix("@") || lines[above].hasPrefix("// ") || lines[above] == ")"
          || lines[above].hasPrefix("*, ") || lines[above].hasPrefix("message:") || lines[above].hasPrefix("\"")
      {
        isRefused = isRefused || lines[above].contains("unavailable")
        above -= 1
      }
      if !isRefused, above < 0 || !lines[above].hasPrefix("///") { found.append((number + 1, String(line.prefix(80)))) }
    }
    return found
  }
}
