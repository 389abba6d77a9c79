import Foundation
import Storage
import TestSupport
import Testing

/// The examples in the documentation of what cells can use. They are the indented lines of a comment with three slashes, after an
/// empty one; what is no Swift stands between fences.
@Suite("Examples in the documentation of the engine")
struct DocumentationTests {
  struct Example {
    let file: String
    /// The line of the file on which the example begins.
    let line: Int
    let code: [String]
  }

  @Test("They compile")
  func examplesCompile() throws {
    let examples = try Self.examples()
    #expect(Set(examples.map { $0.file.split(separator: "/")[0] }) == Set(Self.modules.map { $0[...] }))
    var program = "import Notebook\n" + Self.names
    for (number, example) in examples.enumerated() {
      program += "func example\(number)() throws {\n#sourceLocation(file: \"\(example.file)\", line: \(example.line))\n"
      program += example.code.joined(separator: "\n") + "\n#sourceLocation()\n}\n"
    }
    let book = try TemporaryBook([:])
    try book.write("main.swift", program)
    let modules = ToolFiles(executable: toolPath).modules
    let checked = try tool(
      ["swiftc", "-typecheck", "-swift-version", "5", "-suppress-warnings", "-I", modules, "main.swift"],
      in: book.folder, program: "/usr/bin/env")
    #expect(checked.exitCode == 0, "\(checked.errors)")
  }

  private static let modules = ["Tensors", "Networks", "Figures", "DataSets", "Notebook"]

  /// What the examples take for given.
  private static let names = #"""
    let (x, y, weights, bias, direction): (Tensor, Tensor, Tensor, Tensor, Tensor) = (1, 2, 3, 4, 5)
    let (image, images, kernels, outputs, features, logits, edges): (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor)
      = (1, 2, 3, 4, 5, 6, 7)
    let (probabilities, start, end): (Tensor, Tensor, Tensor) = (1, 2, 3)
    let (labels, guesses): (IntTensor, IntTensor) = ([1], [2])
    let loss: (Tensor) -> Tensor = { $0 }
    let layer = Conv2D(inputChannels: 1, outputChannels: 1, kernelSize: 3)
    let model = Model(Dense(inputs: 2, outputs: 1))
    var optimiser = Adam()
    let gradients = gradient(at: model) { $0(x) }
    let parts = [gradients]
    let (step, epoch) = (1, 2)
    var curves = LearningCurves()
    let (classes, names, words) = (["a"], ["b"], ["c"])
    let (steps, losses, others): ([Int], [Float], [Float]) = ([1], [1], [2])
    let batches = Batches(count: 1, size: 1)
    let data = try! FashionMNIST.load()
    let flowers = data.training
    let (heights, masses, snapshots): ([Double], [Double], [Tensor]) = ([1], [2], [3])
    let (embedding, kernel): (Tensor, Tensor) = ([[1, 2]], 4)
    let (trainingLoss, validationLoss, right, validationRight): (Float, Float, Float, Float) = (1, 2, 3, 4)
    let pretrained = try! SafeTensors(contentsOf: "pretrained.safetensors")

    """#

  private static func examples() throws -> [Example] {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")
      .standardized
    var examples: [Example] = []
    for module in modules {
      let files = try #require(FileManager.default.enumerator(atPath: sources.appending(path: module).path))
      for case let name as String in files where name.hasSuffix(".swift") {
        let file = sources.appending(path: module + "/" + name)
        examples += Self.examples(in: try String(contentsOf: file, encoding: .utf8), file: module + "/" + name)
      }
    }
    return examples.sorted { ($0.file, $0.line) < ($1.file, $1.line) }
  }

  private static func examples(in source: String, file: String) -> [Example] {
    var examples: [Example] = []
    var (code, start, afterBlank): ([String], Int, Bool) = ([], 0, false)
    for (index, line) in source.components(separatedBy: "\n").enumerated() {
      let comment = line.drop { $0 == " " }
      if comment.hasPrefix("///     "), afterBlank || !code.isEmpty {
        if code.isEmpty { start = index + 1 }
        code.append(String(comment.dropFirst(8)))
        continue
      }
      afterBlank = comment == "///"
      if afterBlank, !code.isEmpty {
        code.append("")
        continue
      }
      if !code.isEmpty { examples.append(Example(file: file, line: start, code: code)) }
      code = []
    }
    return examples
  }
}
