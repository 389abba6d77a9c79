import Foundation
import Storage
import TestSupport
import Testing

/// Names of PyTorch and NumPy, which do not compile and say what is meant here.
@Suite("Names of other libraries")
struct ForeignNameTests {
  static let names = [
    ("x.abs()", "magnitude()"), ("abs(x)", "x.magnitude()"), ("x.sqrt()", "squareRoot()"),
    ("sqrt(x)", "x.squareRoot()"), ("x.std()", "standardDeviation("), ("x.var(ddof: 1)", "variance("),
    ("x.view(2, 3)", "reshaped(to: [2, 3])"), ("x.unsqueeze(0)", "expanded(at: 0)"),
    ("x.unsqueeze(dim: 0)", "expanded(at: 0)"),
    ("x.item()", "scalar"), ("x.dot(x)", "dotProduct(a, b)"), ("dot(x, x)", "matmul(a, b)"),
    ("x.flip(0)", "flipped(along: 0)"), ("x.flip(dims: [0, 1])", "flipped(along: 0)"),
    ("x.cumsum(0)", "cumulativeSum(along:)"), ("outer(x, x)", "outerProduct(a, b)"), ("x.numpy()", "scalars"),
    ("x.permute(1, 0)", "transposed(to: [0, 2, 1])"), ("x.T", "transposed()"), ("x.detach()", "detached()"),
    ("exp(x)", "x.exp()"), ("x.size()", "shape"), ("x.size(0)", "shape"), ("x.backward()", "gradient(at: x)"),
    ("x.softmax(dim: 1)", "softmax(along: 0)"), ("x.sum(dim: 0)", "sum(along: 0)"),
    ("x.mean(axis: 0)", "mean(along: 0)"),
    ("x.max(0)", "max(along: 0)"), ("x.argmax(dim: 1)", "argmax(along: 0)"), ("x.norm(dim: 1)", "norm(along: 0)"),
    ("x.expand(2, 3)", "broadcast(to:)"), ("x.repeat(2, 1)", "tiled([2, 1])"), ("x.tile([2, 1])", "tiled([2, 1])"),
    ("x.gather(1, i)", "picked(at:along:)"), ("x.scatter(0, i, x)", "x[rows, columns] = values"),
    ("x.masked_fill(x .> 0, 1)", "x[mask] = 0"), ("x.clamp(min: 0)", "clamped(to: 0...1)"),
    ("x.topk(5, dim: 1)", "greatest(_:along:)"), ("x.astype(x)", "IntTensor(x)"), ("i.unsqueeze(0)", "expanded(at: 0)"),
    ("i.float()", "Tensor(x)"), ("i.bincount(minlength: 3)", "counts(below:)"), ("i * 2.5", "Tensor(i) * 2.5"),
    ("np.where(x .> 0, x, 0)", "Tensor.select(mask, x, y)"), ("np.array([[1, 2], [3, 4]])", "Tensor([[1, 2], [3, 4]])"),
    ("np.zeros([2, 3])", "Tensor(zeros: [2, 3])"),
    ("np.concatenate([x, x], axis: 0)", "Tensor(concatenating: parts, along: 0)"),
    ("np.random.normal(0, 1)", "Tensor(randomNormal: [2, 3])"),
    ("torch.arange(0, 10, 2)", "Tensor(from: 0, to: 1, by: 0.25)"),
    ("torch.linspace(0, 1, steps: 5)", "Tensor(from: 0, through: 1, count: 5)"),
    ("torch.eye(3)", "Tensor(identity: 3)"),
    ("torch.zeros_like(x)", "Tensor(zeros: x.shape)"),
    ("torch.cat([x, x], dim: 1)", "Tensor(concatenating: parts, along: 0)"),
    ("torch.stack([x, x])", "Tensor(stacking: parts, along: 0)"), ("torch.no_grad()", "x.detached()"),
    ("torch.manual_seed(0)", "seed(1)"), ("torch.softmax(x, dim: 1)", "x.softmax(along: 0)"), ("F.relu(x)", "x.relu()"),
    ("F.cross_entropy(x, i)", "softmaxCrossEntropy(outputs, labels: labels)"),
    ("F.one_hot(i, num_classes: 10)", "labels.oneHot(classes: 10)"),
    ("nn.Linear(784, 10, bias: false)", "Dense(inputs: 784, outputs: 10)"),
    ("nn.BatchNorm2d(8)", "BatchNorm(channels: 8)"),
    ("nn.Conv2d(3, 8, kernel_size: 5)", "Conv2D(inputChannels: 3, outputChannels: 8, kernelSize: 5)"),
    ("nn.CrossEntropyLoss()(x, i)", "softmaxCrossEntropy(outputs, labels: labels)"), ("nn.ReLU()", "ReLU()"),
    ("x < 0.5 ? 1 : 2", "x.scalar < 0.5"), ("x >= x ? 1 : 2", "x .>= y"), ("x.sum() > limit ? 1 : 2", "x.scalar > 0.5"),
    ("Tensor([x, x])", "Tensor(stacking: [x, y])"), ("nn.functional.relu(x)", "x.relu()"),
    ("optim.Adam(x, lr: 0.01)", "Adam(learningRate: 0.001)"),
  ]

  @Test("Each is refused by one sentence that names the operation of the engine")
  func refused() throws {
    let book = try TemporaryBook([:])
    let lines = Self.names.map { "_ = \($0.0)" }
    try book.write(
      "main.swift",
      "import Notebook; let x: Tensor = [1, 2]; let i: IntTensor = [1, 2]; let limit = 0.5\n"
        + lines.joined(separator: "\n") + "\n")
    let modules = ToolFiles(executable: toolPath).modules
    let checked = try tool(
      ["swiftc", "-typecheck", "-I", modules, "main.swift"], in: book.folder, program: "/usr/bin/env")
    let errors = checked.errors.split(separator: "\n").filter { $0.hasPrefix("main.swift:") && $0.contains(" error: ") }
    for (number, (expression, ours)) in Self.names.enumerated() {
      // A prefix, as np, has a sentence of its own besides.
      let messages = errors.filter { $0.hasPrefix("main.swift:\(number + 2):") }
      #expect(
        messages.contains { $0.contains(ours) } && messages.allSatisfy { $0.contains("is unavailable: ") },
        "\(expression): \(messages)")
    }
  }
}
