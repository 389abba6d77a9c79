import Outputs
import Testing

@testable import Site

@Suite("Tensors as tables")
struct TensorTableTests {
  @Test(
    "The text of a tensor of one or two axes is laid out by its shape, whatever its blanks",
    arguments: [
      ("[[19, 25],\n [37, 43]]\nshape [2, 2]\n", [2, 2], 43.0),
      ("[[ 1.01624, -0.96218]]\nshape [1, 2]", [1, 2], 1.01624),
      ("[1, -2e-3, 3]\nshape [3]", [3], 3), ("[[1, 2]]", [1, 2], 2), ("[nan, inf, -1]\nshape [3]", [3], 1),
      ("[[0, 0]]\nshape [1, 2]", [1, 2], 0), ("[5]", [1], 5), ("[[1],\n\t[2]]\nshape  [2, 1]\n", [2, 1], 2),
    ])
  func reads(text: String, shape: [Int], largest: Double) throws {
    let table = try #require(TensorTable(text, of: TensorValue(zeros: shape)))
    #expect(table.shape == shape)
    #expect(table.rows.map(\.count) == [Int](repeating: shape.last!, count: shape.count == 2 ? shape[0] : 1))
    #expect(table.largest == largest)
  }

  @Test(
    "Text that has not an entry for each element stays text",
    arguments: [
      ("", [1]), ("[]", [1]), ("[[1, 2], [3]]", [2, 2]), ("[[1, …, 9]]\nshape [1, 9]", [1, 9]),
      ("[1, ..., 9]", [3]), ("[1, ...]", [2]), ("[[1, 2]]\nshape [2, 1]", [1, 2]), ("[[1, 2]]", [2, 1]),
      ("[1, 2]", [1, 2]),
      ("[[1, 2]]", [2]), ("[1, 2]", [3]), ("[1, 2, 3]", [2]), ("[1, two]", [2]), ("[1, 2", [2]), ("[1, 2]]", [2]),
      ("[1, 2] done", [2]), ("[1 2]", [2]), ("[1,, 2]", [2]), ("[1, 2]\nshape [2", [2]), ("hello", [1]),
      ("[[1], 2]", [2, 1]), ("[", [1]), ("[[", [1, 1]), ("[[1]", [1, 1]), ("shape [2]", [2]), ("[1, 2]", [1 << 62, 2]),
    ])
  func staysText(text: String, shape: [Int]) {
    let tensor = TensorValue(shape: shape, elements: .float32([]))
    #expect(TensorTable(text, of: tensor) == nil)
  }

  @Test("Tensors of more axes or none, of integers, and those whose elements did not travel stay text")
  func others() {
    #expect(TensorTable("3.5", of: TensorValue(zeros: [])) == nil)
    #expect(TensorTable("[[]]\nshape [1, 0]", of: TensorValue(zeros: [1, 0])) == nil)
    #expect(TensorTable("[[[1]]]\nshape [1, 1, 1]", of: TensorValue(zeros: [1, 1, 1])) == nil)
    #expect(TensorTable("[1, 2]", of: TensorValue(shape: [2], elements: .int32([1, 2]))) == nil)
    #expect(TensorTable("[1, 2]", of: TensorValue(shape: [2], elements: nil)) == nil)
  }

  @Test("The digits are those of the text, whatever the numbers of the run")
  func documentedDigits() throws {
    let zeros = try #require(TensorTable("[0.50, 2]", of: TensorValue(zeros: [2]))).html(name: nil)
    let others = TensorValue(shape: [2], elements: .float32([0.501, 1.99]))
    #expect(try #require(TensorTable("[0.50, 2]", of: others)).html(name: nil) == zeros)
    #expect(zeros.contains(">0.50</td>"))
  }

  @Test("Each value keeps its digits, stands on the scale of the largest magnitude and has a real minus sign")
  func html() throws {
    let html = try #require(TensorTable("[[1.50, -0.750], [0, 0.001]]\nshape [2, 2]", of: TensorValue(zeros: [2, 2])))
      .html(name: "kernel")
    #expect(html.contains("<td class=\"plus\" style=\"--v:1\">1.50</td>"))
    #expect(html.contains("<td class=\"minus\" style=\"--v:.50\">−0.750</td>"))
    #expect(html.contains("<td>0</td><td>0.001</td>"))
    #expect(html.contains("<caption>kernel · 2 × 2</caption>"))
  }

  @Test("A table says how many letters stand in a row, and is a wide one where paper has no room for them")
  func widths() throws {
    let table = try #require(TensorTable("[[1, -20], [300, 4]]", of: TensorValue(zeros: [2, 2])))
    #expect(table.html(name: nil).hasPrefix("<div class=\"tensor\" style=\"--columns:2;--letters:6\"><table>"))
    let numbers = (0..<61).map { String($0 % 10) }.joined(separator: ", ")
    let row = try #require(TensorTable("[\(numbers)]", of: TensorValue(zeros: [61])))
    #expect(row.html(name: nil).hasPrefix("<div class=\"tensor wide\" style=\"--columns:61;--letters:61\"><table>"))
  }

  @Test("Values that are not numbers have no colour")
  func notFinite() throws {
    let html = try #require(TensorTable("[nan, -inf, 2]", of: TensorValue(zeros: [3]))).html(name: nil)
    #expect(html.contains("<caption>3</caption>"))
    #expect(
      html.contains("<td class=\"none\">nan</td><td class=\"none\">−inf</td><td class=\"plus\" style=\"--v:1\">2</td>"))
  }

  @Test("A tensor's name is text")
  func name() throws {
    let html = try #require(TensorTable("[1]", of: TensorValue(zeros: [1]))).html(name: "<b>\"x\"")
    #expect(html.contains("&lt;b&gt;&quot;x&quot; · 1"))
  }
}
