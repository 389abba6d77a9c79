import Book
import Foundation
import TestSupport
import Testing

@Suite("Options are declared once")
struct OptionTests {
  private static let readme = (try? String(contentsOfFile: packageRoot + "/README.md", encoding: .utf8)) ?? ""

  @Test("The README's table of cells' options is their declarations")
  func cells() {
    let rows = CellOption.allCases.map { option in
      let declaration = option.declaration
      let remark = declaration.remark.isEmpty ? "" : declaration.remark + " "
      return "| `\(option.example)` | \(declaration.documentation) | \(remark)| \(declaration.effect.rawValue) |\n"
    }
    let first = "| `#name` | named; its page has an anchor, and `accept 'chapter#name'` means it | | |\n"
    #expect(Self.readme.contains("| --- | --- | --- | --- |\n\(first)\(rows.joined())\n"))
  }

  @Test("So is that of checked values")
  func values() {
    let rows = CheckedValueOption.allCases.map { "| `\($0.example)` | \($0.declaration.documentation) |\n" }
    #expect(Self.readme.contains("| --- | --- |\n\(rows.joined())\n"))
  }

  @Test("Its book.yml has each key, as the key is declared")
  func keys() {
    let lines = BookKey.allCases.map { $0.declaration.example + "\n" }
    #expect(Self.readme.contains("```yaml\n\(lines.joined())```\n"))
  }

  @Test("Every property that holds an option is set by one of them, and by no other")
  func properties() throws {
    func check<Name: OptionName>(_ names: Name.Type, _ plain: Name.Options, read: (Name) -> Name.Options) {
      var changed: [String] = []
      let values = { (options: Name.Options) in Mirror(reflecting: options).children.map { "\($0.value)" } }
      for name in Name.allCases {
        let options = read(name)
        let indices = zip(values(plain), values(options)).enumerated().filter { $1.0 != $1.1 }.map(\.offset)
        changed += indices.map { "\($0)" }
        #expect(indices.count == 1, "\(name.rawValue)")
        #expect(Name.texts(of: options).count == 1, "\(name.rawValue)")
      }
      #expect(Set(changed).count == values(plain).count)
    }
    check(CellOption.self, CellOptions()) { parse("```swift {\($0.example)}\n```\n").chapter.cells[0].options }
    check(CheckedValueOption.self, CheckedValueOptions()) {
      parse("[1](<=1> \"\($0.example)\")\n").chapter.checkedValues[0].options
    }
    let book = BookConfiguration(title: "", parts: [])
    // Chapters and appendices are parts both.
    #expect(Mirror(reflecting: book).children.count == BookKey.allCases.count - 1)
    #expect(Mirror(reflecting: book.limits).children.count == BookConfiguration.Limits.Name.allCases.count)
  }
}
