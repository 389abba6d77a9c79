import Book
import Foundation
import Testing

@Suite("What the compiler knows of names comes with the results of their cells")
struct NameTests {
  /// Each name as `name@offset: declaration -> cell:offset`.
  private func names(_ results: ChapterResults, _ cells: [String]) -> [[String]] {
    zip(results.cells, cells).map { result, code in
      result.facts.names.map { name in
        let text = String(decoding: Array(code.utf8)[name.range], as: UTF8.self)
        let definition = name.definition.map { " -> \($0.cell):\($0.offset)" } ?? ""
        return "\(text)@\(name.range.lowerBound): \(name.declaration)\(definition)"
      }
    }
  }

  @Test("Definitions and uses, in their cell and below it, with the types that nobody wrote")
  func ownNames() throws {
    let cells = [
      "let x = 1.5\nfunc half(_ a: Double) -> Double { a / 2 }", "let list = [half(x), x]\nlist.count",
    ]
    let results = try run(cells: cells[0], cells[1])
    let double = "Double@27: Double"
    #expect(
      names(results, cells)[0] == [
        "x@4: x : Double -> 0:4", "half@17: half(Double) -> Double -> 0:17",
        "a@24: a #1 : Double in half(Double) -> Double -> 0:24", double, "Double@38: Double",
        "a@47: a #1 : Double in half(Double) -> Double -> 0:24",
      ])
    #expect(
      names(results, cells)[1].filter { $0.contains("->") } == [
        "list@4: list : [Double] -> 1:4", "half@12: half(Double) -> Double -> 0:17", "x@17: x : Double -> 0:4",
        "x@21: x : Double -> 0:4", "list@24: list : [Double] -> 1:4",
      ])
  }

  @Test("Members of types, cases, names that are declared again, and Unicode")
  func members() throws {
    let cells = [
      "struct Größe {\n  var wert = 2\n  func mal(_ n: Int) -> Int { wert * n }\n}\nenum Art { case klein, groß(Int) }",
      "let art = Art.groß(Größe().mal(3))\nvar wert = \"äö\"", "let art = wert\nart",
    ]
    let results = try run(cells: cells[0], cells[1], cells[2])
    let all = names(results, cells)
    #expect(all[0].contains("wert@62: Größe.wert : Int -> 0:23"))
    #expect(all[1].contains("groß@14: Art.groß(Art.Type) -> (Int) -> Art -> 0:98"))
    #expect(all[1].contains("mal@30: Größe.mal(Int) -> Int -> 0:39"))
    #expect(
      all[2] == [
        "art@4: art : String -> 2:4", "wert@10: wert : String -> 1:42", "art@15: art : String -> 2:4",
      ])
  }

  @Test("Comments and empty lines of a cell do not move its names")
  func comments() throws {
    let code = "// First.\n\nlet first = 1 // one\n/* between */\n\n  let second = first"
    let results = try run(cells: code)
    #expect(
      names(results, [code])[0] == [
        "first@15: first : Int -> 0:15", "second@53: second : Int -> 0:53", "first@62: first : Int -> 0:15",
      ])
  }

  @Test("The engine's names are known by what they are, whatever they are called")
  func engine() throws {
    let code = "import Notebook\nlet sum = Tensor([1, 2]).sum()"
    let results = try run(cells: code)
    let symbols = results.cells[0].facts.names.map { "\($0.keyword) \($0.declaration)" }
    #expect(
      symbols.suffix(3) == ["var sum : Tensor", "init Tensor.init([Int]) -> Tensor", "func Tensor.sum() -> Tensor"])
    #expect(results.cells[0].facts.names.last?.symbol.hasPrefix("s:7Tensors6TensorV3sum") == true)
  }

  @Test("A cell that does not compile has no names, and those above it keep theirs")
  func errors() throws {
    let results = try run(cells: "let a = 1", "let b = c", "a")
    #expect(results.cells.map { $0.facts.names.count } == [1, 0, 0])
  }

  @Test("Results from the cache have the names of the run")
  func cache() throws {
    let folder = NSTemporaryDirectory() + "names-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    var test = TestChapter()
    test.add("let a = 1")
    test.add("let b = [a]\nb.map { $0 + a }")
    let first = try run(test.chapter(), cache: .init(folder: folder))
    var progress: [String] = []
    let second = try run(test.chapter(), cache: .init(folder: folder)) { progress.append("\($0)") }
    #expect(progress.contains { $0.contains("reused") })
    #expect(first == second)
    #expect(second.cells[1].facts.names.count == 5)
    test.add("b[0] + a")
    let third = try run(test.chapter(), cache: .init(folder: folder))
    #expect(Array(third.cells.prefix(2)) == first.cells)
    #expect(third.cells[2].facts.names.map(\.definition) == [.init(cell: 1, offset: 4), .init(cell: 0, offset: 4)])
  }
}
