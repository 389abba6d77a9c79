import Foundation
import Testing

@testable import Site

@Suite("The numbers of pictures")
struct PictureTableTests {
  private func reading(_ head: String, _ rows: [String]) -> PictureTable? {
    let lines = rows.map { "<row v=\"\($0)\"/>" }.joined(separator: "\n")
    return PictureTable.tables(of: "<svg>\n<metadata class=\"values\" \(head)>\n\(lines)\n</metadata>\n</svg>").first
  }

  @Test("Those of a chart stand at their numbers, in both drawings")
  func chart() throws {
    let table = try #require(
      reading(
        "data-keys=\"1\" data-wide=\"linear 1.0e0 40.0 1.0e1 0.0 200.0 -2.0e0\" data-narrow=\"linear 1.0e0 20.0 5.0e0 0.0 100.0 -1.0e0\"",
        ["step|loss|a, \u{201C}b\u{201D} &quot;c&quot;", "1|6.74|", "3|0.50|-2.00"]))
    #expect(table.head == "step,loss,\"a, \u{201C}b\u{201D} \"\"c\"\"\"")
    #expect(table.columns == ["loss", "a, \u{201C}b\u{201D} \"c\""])
    #expect(table.rows == [["step 1, ", "1,", "6.74,"], ["step 3, ", "3,", "0.50,-2.00"]])
    #expect(table.drawings.map(\.starts) == [[[40, 200], [60, 200]], [[20, 100], [30, 100]]])
    #expect(table.drawings.map(\.unit) == [-2, -1] && table.drawings[0].step == 0)
  }

  @Test("Those of a logarithmic chart stand at their logarithms, those of a histogram in the middle of their bins")
  func axes() throws {
    let log = try #require(reading("data-keys=\"1\" data-wide=\"log 0 0.0 1 1.0e-1 200.0 -1.0e2\"", ["|y", "0|1e-01"]))
    #expect(log.log && log.drawings[0].starts == [[0, 100]] && log.rows[0][0] == "0, ")
    let bins = try #require(reading("data-keys=\"2\" data-wide=\"linear 0 10.0 4 0 90.0 -1\"", ["from|to|x", "0|1|7"]))
    #expect(bins.drawings[0].starts == [[12, 90]] && bins.rows[0][0] == "from 0, to 1, ")
  }

  @Test(
    "What stands nowhere is no table, and leaves those of other pictures as they are",
    arguments: [
      ("linear 0 0 1e308 0 0 1", "1e300"), ("linear nan 0 1 0 0 1", "1"), ("linear 0 0 1 0 0 inf", "1"),
      ("cells 1e308 1e308 1e308 1e308 1", "1"), ("linear 0 0 1 0 0 1", "nan"),
    ])
  func infinite(positions: String, key: String) throws {
    #expect(reading("data-keys=\"1\" data-wide=\"\(positions)\"", ["x|y", "\(key)|1"]) == nil)
    let table = try #require(reading("data-keys=\"1\" data-wide=\"linear 0 0 1 0 0 1\"", ["x|y", "1|1"]))
    #expect(ValueScripts.file(of: "a.md", ["a": [table]]) != nil)
  }

  @Test("Those of maps stand in their cells, block by block")
  func cells() throws {
    let table = try #require(
      reading("data-keys=\"2\" data-wide=\"cells 10 20 0 0 2 50 0 1\"", ["map|row|c", "0|0|1", "0|1|2", "1|0|3"]))
    #expect(table.drawings[0].starts == [[5, 10], [5, 30], [55, 10]])
    #expect(table.drawings[0].step == 10 && table.drawings[0].near == 15)
  }

  @Test(
    "What is not as the engine writes it is no table",
    arguments: [
      "", "data-keys=\"1\"", "data-keys=\"0\" data-wide=\"cells 1 1 0 0 1\"",
      "data-keys=\"9\" data-wide=\"cells 1 1 0 0 1\"",
      "data-keys=\"1\" data-wide=\"cells 1 1 0 0 9999999999999999999\"", "data-keys=\"1\" data-wide=\"cells 1 1 0 0\"",
      "data-keys=\"1\" data-wide=\"linear 0 0 0 alert(1) 0 0\"", "data-keys=\"1\" data-wide=\"x\"",
      "data-keys=\"1\" data-wide=\"cells 1 1 0 0 0\"",
    ])
  func malformed(head: String) { #expect(reading(head, ["a|b", "1|2"]) == nil || head.hasSuffix("9999\"")) }

  @Test("Numbers as they are have a line of their own for the CSV, where there are others")
  func exact() throws {
    let text = """
      <svg><metadata class="values" data-keys="1" data-wide="cells 1 1 0 0 2"><row v="row|c"/><row v="0|0.33" x="0|0.33333334"/>
      <row v="1|2"/></metadata></svg>
      """
    let table = try #require(PictureTable.tables(of: text).first)
    #expect(table.rows == [["row 0, ", "0,", "0.33", "0,0.33333334"], ["row 1, ", "1,", "2"]])
    // Nobody but the engine writes such lines, and others are as none.
    #expect(PictureTable.tables(of: text.replacing("x=\"0|0.33333334\"", with: "x=\"1\""))[0].rows[0].count == 3)
  }

  @Test(
    "No label is a formula where a spreadsheet reads the CSV; numbers with a sign are numbers",
    arguments: [
      ("=1+1", "'=1+1"), ("+a", "'+a"), ("-SUM(A1)", "'-SUM(A1)"), ("@a", "'@a"), ("-1.5", "-1.5"), ("+2e3", "+2e3"),
      ("-inf", "-inf"), ("a=b", "a=b"), ("=a,b", "\"'=a,b\""),
      ("=\u{301}1+1", "'=\u{301}1+1"),
    ])
  func formulas(label: String, entry: String) throws {
    let table = try #require(
      reading("data-keys=\"1\" data-wide=\"cells 1 1 0 0 1\"", ["\(label)|\(label)", "\(label)|3"]))
    #expect(table.head == "\(entry),\(entry)")
    #expect(table.rows[0][1] == entry + ",")
    #expect(table.columns == [MinusSign.set(in: label)], "what is shown beside the pointer is the label")
  }

  @Test("What a cell wrote is text in the page's script")
  func script() throws {
    let table = try #require(
      reading(
        "data-keys=\"1\" data-wide=\"cells 1 1 0 0 1\"",
        ["&lt;/script&gt;|\u{2028}", "\u{22}));alert(1)//|2".replacing("\"", with: "&quot;")]))
    let text = String(decoding: try #require(ValueScripts.file(of: "a.md", ["k": [table]])).bytes, as: UTF8.self)
    let json = try #require(text.dropFirst("showValues(".count).dropLast(3).data(using: .utf8))
    #expect(text.hasPrefix("showValues({") && text.hasSuffix(");\n"))
    _ = try JSONSerialization.jsonObject(with: json)
  }
}
