import Foundation
import OperationCases
import Tensors
import Testing

/// That a case which should fail does.
@Suite("Files of conformance cases")
struct ConformanceFileTests {
  private func cases(_ text: String) throws -> [ConformanceTests.Case] {
    let file = FileManager.default.temporaryDirectory.appending(path: "cases-\(UUID()).json")
    try text.write(to: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(at: file) }
    return ConformanceTests.cases(in: file)
  }

  /// The square of 2 and 3 with an upstream of ones; what the file says of it may be wrong.
  private func disagreements(
    op: String = "square", params: String = "{}", output: String = "[4, 9]", gradient: String = "[4, 6]"
  ) throws -> [String] {
    let found = try cases(
      """
      {"computed_with": "by hand", "cases": [{"name": "squares", "op": "\(op)", "params": \(params),
        "inputs": {"x": {"shape": [2], "data": [2, 3]}}, "output": {"shape": [2], "data": \(output)},
        "upstream": {"shape": [2], "data": [1, 1]}, "gradients": {"x": {"shape": [2], "data": \(gradient)}}}]}
      """)
    #expect(found.count == 1)
    return ConformanceTests.disagreements(of: found[0])
  }

  @Test("A case that agrees passes")
  func agreement() throws { #expect(try disagreements() == []) }

  @Test("A wrong output, a wrong gradient and a wrong shape fail")
  func wrong() throws {
    #expect(try disagreements(output: "[4, 9.1]") == ["output: its element [1] is 9.0, expected 9.1"])
    #expect(try disagreements(gradient: "[4.1, 6]") == ["gradient of x: its element [0] is 4.0, expected 4.1"])
    #expect(Numbers([1, 2]) { _ in 0 }.disagreement(with: [0, 0]) == "its shape is [2], expected [1, 2]")
  }

  @Test("An operation that is not known fails, and one without its parameter")
  func unknown() throws {
    let sentence = { (op: String) in "operation \(op) is not known, or needs a parameter that is not there" }
    #expect(try disagreements(op: "conv9d") == [sentence("conv9d")])
    for op in ["max", "transpose", "slice", "max_pool2d", "conv2d", "batch_norm"] {
      #expect(try disagreements(op: op) == [sentence(op)])
    }
  }

  @Test(
    "A file that is none, is damaged, or has no cases is a case that fails",
    arguments: [
      "", "{", "[]", "{}", #"{"cases": []}"#, #"{"cases": [{"name": "x"}]}"#,
      #"{"cases": [{"name": "x", "op": "square", "params": {}, "inputs": {"x": {"shape": [3], "data": [1]}}}]}"#,
    ])
  func malformed(text: String) throws {
    let found = try cases(text)
    #expect(found.count == 1)
    #expect(ConformanceTests.disagreements(of: found[0]).count == 1)
  }

  @Test("A file that is not there is a case that fails and names it")
  func missing() throws {
    let found = ConformanceTests.cases(in: URL(filePath: "/nowhere/cases.json"))
    #expect(ConformanceTests.disagreements(of: found[0])[0].hasPrefix("/nowhere/cases.json cannot be used"))
  }

  @Test("A case without an output, an upstream or a gradient fails")
  func incomplete() throws {
    let whole = #"{"cases": [{"name": "x", "op": "square", "params": {}, "inputs": {"x": {"shape": [], "data": [2]}}"#
    let array = #"{"shape": [], "data": [4]}"#
    for rest in [
      "", #", "output": \#(array)"#, #", "output": \#(array), "upstream": \#(array)"#,
      #", "output": \#(array), "upstream": \#(array), "gradients": {}"#,
    ] {
      let found = try cases(whole + rest + "}]}")
      #expect(ConformanceTests.disagreements(of: found[0]).count == 1)
    }
  }

  /// |ours - theirs| <= 1e-4 |theirs| + 1e-5 max(1, largest magnitude in the array).
  @Test("Agreement is as stated: relative to the number, with an allowance for the largest")
  func bound() {
    let numbers = Numbers([2]) { [1000, 1][$0] }
    #expect(numbers.disagreement(with: [1000.1, 1.0100]) == nil)
    #expect(numbers.disagreement(with: [999.9, 0.99]) == nil)
    #expect(numbers.disagreement(with: [1000.12, 1]) != nil)
    #expect(numbers.disagreement(with: [1000, 1.0102]) != nil)
    let small = Numbers([1]) { _ in 0 }
    #expect(small.disagreement(with: [9e-6]) == nil)
    #expect(small.disagreement(with: [1.1e-5]) != nil)
    #expect(numbers.disagreement(with: Tensor(shape: [2], [1000, .nan])) != nil)
    #expect(numbers.disagreement(with: Tensor(shape: [2], [.infinity, 1])) != nil)
  }
}
