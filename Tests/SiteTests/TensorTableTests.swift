import Testing

@testable import Site

@Suite("Tensors as tables")
struct TensorTableTests {
  @Test(
    "Text of one or two axes is read, whatever its blanks",
    arguments: [
      ("[[19, 25],\n [37, 43]]\nshape [2, 2]\n", [2, 2], 43.0),
      ("[[ 1.01624, -0.96218]]\nshape [1, 2]", [1, 2], 1.01624),
      ("[1, -2e-3, 3]\nshape [3]", [3], 3), ("[[1, 2]]", [1, 2], 2), ("[nan, inf, -1]\nshape [3]", [3], 1),
      ("[[0, 0]]\nshape [1, 2]", [1, 2], 0),
    ])
  func reads(text: String, shape: [Int], largest: Double) throws {
    let table = try #require(TensorTable(parsing: text))
    #expect(table.shape == shape)
    #expect(table.largest == largest)
  }

  @Test(
    "Anything else stays text",
    arguments: [
      "", "3.5\nshape []", "[]", "[[]]\nshape [1, 0]", "[[1, 2], [3]]", "[[1, …, 9]]\nshape [1, 9]", "[1, ..., 9]",
      "[[1, 2]]\nshape [2, 1]", "[[[1]]]\nshape [1, 1, 1]", "[1, two]", "[1, 2", "[1, 2]]", "[1, 2] done",
      "[1 2]", "[1,, 2]", "[1, 2]\nshape [2", "hello", "[[1], 2]", "[", "[[", "[[1]", "shape [2]",
    ])
  func staysText(text: String) {
    #expect(TensorTable(parsing: text) == nil)
  }

  @Test("Each value keeps its digits, stands on the scale of the largest magnitude and has a real minus sign")
  func html() throws {
    let html = try #require(TensorTable(parsing: "[[1.50, -0.750], [0, 0.001]]\nshape [2, 2]")).html(name: "kernel")
    #expect(html.contains("<td class=\"plus\" style=\"--v:1\">1.50</td>"))
    #expect(html.contains("<td class=\"minus\" style=\"--v:.50\">−0.750</td>"))
    #expect(html.contains("<td>0</td><td>0.001</td>"))
    #expect(html.contains("<caption>kernel · 2 × 2</caption>"))
  }

  @Test("A table says how many letters stand in a row, and is a wide one where paper has no room for them")
  func widths() throws {
    let table = try #require(TensorTable(parsing: "[[1, -20], [300, 4]]"))
    #expect(table.html(name: nil).hasPrefix("<div class=\"tensor\" style=\"--columns:2;--letters:6\"><table>"))
    let numbers = (0..<61).map { String($0 % 10) }.joined(separator: ", ")
    let row = try #require(TensorTable(parsing: "[\(numbers)]"))
    #expect(row.html(name: nil).hasPrefix("<div class=\"tensor wide\" style=\"--columns:61;--letters:61\"><table>"))
  }

  @Test("Values that are not numbers have no colour")
  func notFinite() throws {
    let html = try #require(TensorTable(parsing: "[nan, -inf, 2]")).html(name: nil)
    #expect(html.contains("<caption>3</caption>"))
    #expect(
      html.contains("<td class=\"none\">nan</td><td class=\"none\">−inf</td><td class=\"plus\" style=\"--v:1\">2</td>"))
  }

  @Test("A tensor's name is text")
  func name() throws {
    let html = try #require(TensorTable(parsing: "[1]")).html(name: "<b>\"x\"")
    #expect(html.contains("&lt;b&gt;&quot;x&quot; · 1"))
  }
}
