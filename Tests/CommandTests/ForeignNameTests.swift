import Foundation
import Storage
import TestSupport
import Testing

/// Names of PyTorch and NumPy, which do not compile and say what is meant here.
@Suite("Names of other libraries")
struct ForeignNameTests {
  static let names = [
    ("x.abs()", "magnitude()"), ("abs(x)", "x.magnitude()"), ("x.sqrt()", "squareRoot()"),
    ("sqrt(x)", "x.squareRoot()"),
    ("x.std()", "standardDeviation()"), ("x.view(2, 3)", "reshaped(to: [2, 3])"), ("x.unsqueeze(0)", "expanded(at:)"),
    ("x.item()", "scalar"), ("x.dot(x)", "dotProduct(a, b)"), ("dot(x, x)", "matmul(a, b)"),
    ("x.flip(0)", "flipped(along: 0)"),
    ("x.cumsum(0)", "cumulativeSum(along:)"), ("outer(x, x)", "outerProduct(a, b)"), ("x.numpy()", "scalars"),
    ("x.permute(1, 0)", "transposed(to: [0, 2, 1])"), ("x.detach()", "detached()"), ("exp(x)", "x.exp()"),
    ("x.size()", "shape"), ("x.backward()", "gradient(at: x)"),
  ]

  @Test("Each is refused by one sentence that names the operation of the engine")
  func refused() throws {
    let book = try TemporaryBook([:])
    let lines = Self.names.map { "_ = \($0.0)" }
    try book.write("main.swift", "import Notebook; let x: Tensor = [1, 2]\n" + lines.joined(separator: "\n") + "\n")
    let modules = ToolFiles(executable: toolPath).modules
    let checked = try tool(
      ["swiftc", "-typecheck", "-I", modules, "main.swift"], in: book.folder, program: "/usr/bin/env")
    let errors = checked.errors.split(separator: "\n").filter { $0.hasPrefix("main.swift:") && $0.contains(" error: ") }
    #expect(errors.count == Self.names.count, "\(checked.errors)")
    for (number, (expression, ours)) in Self.names.enumerated() {
      let error = errors.first { $0.hasPrefix("main.swift:\(number + 2):") }
      #expect(
        error?.contains("is unavailable: ") == true && error?.contains(ours) == true, "\(expression): \(error ?? "")")
    }
  }
}
