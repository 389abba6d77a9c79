import Tensors

extension OperationCase {
  /// What makes fewer numbers of many, and sums up to each.
  static let reductions: [OperationCase] = [
    whole("sum", "sum()", pytorch: "x.sum()", { $0.sum() }, sum).inVectors(as: "sum") { parameters, inputs in
      inputs["x"].map { x in parameters.axis.map { x.sum(along: $0) } ?? x.sum() }
    },
    along("sum", pytorch: "x.sum((0, 2))", { $0.sum(along: 0, 2) }, sum),
    whole("mean", "mean()", pytorch: "x.mean()", { $0.mean() }, mean).inVectors(as: "mean") { parameters, inputs in
      inputs["x"].map { x in parameters.axis.map { x.mean(along: $0) } ?? x.mean() }
    },
    along("mean", pytorch: "x.mean((0, 2))", { $0.mean(along: 0, 2) }, mean)
      .measured(Benchmark(name: "mean_columns", shapes: [[4096, 256, 1]])),
    rows("mean_rows", "mean(along:keepingAxes:)", pytorch: "x.mean(1)", { $0.mean(along: 1) }, mean),
    whole("variance", "variance(unbiased:)", pytorch: "x.var(correction=0)", { $0.variance() }, variance),
    rows(
      "variance_rows", "variance(along:keepingAxes:unbiased:)", pytorch: "x.var(1, correction=0)",
      { $0.variance(along: 1) }, variance),
    OperationCase(
      "variance_columns", ["variance(along:keepingAxes:unbiased:)"], [Input([4, 5])], pytorch: "x.var(0)",
      { $0[0].variance(along: 0, unbiased: true) }, reference: { $0[0].reduced([0]) { variance($0) * 4 / 3 } }
    ).measured(Benchmark(name: "variance_columns", shapes: [[4096, 256]])),
    whole(
      "standardDeviation", "standardDeviation(unbiased:)", pytorch: "x.std()", { $0.standardDeviation(unbiased: true) },
      { (variance($0) * Double($0.count) / Double($0.count - 1)).squareRoot() }),
    rows(
      "standardDeviation_rows", "standardDeviation(along:keepingAxes:unbiased:)", pytorch: "x.std(1, correction=0)",
      { $0.standardDeviation(along: 1) }, { variance($0).squareRoot() }),
    whole("norm", "norm()", pytorch: "x.norm()", { $0.norm() }, { sum($0.map { $0 * $0 }).squareRoot() }),
    rows(
      "norm_rows", "norm(along:keepingAxes:)", pytorch: "x.norm(dim=1)", { $0.norm(along: 1) },
      { sum($0.map { $0 * $0 }).squareRoot() }),
    whole("product", "product()", in: .positive, pytorch: "x.prod()", { $0.product() }, { $0.reduce(1, *) }),
    rows(
      "product_rows", "product(along:keepingAxes:)", pytorch: "x.prod(1)", { $0.product(along: 1) }, { $0.reduce(1, *) }
    ),
    whole("max", "max()", in: .apart, pytorch: "x.max()", { $0.max() }, { $0.max()! }),
    whole("min", "min()", in: .apart, pytorch: "x.min()", { $0.min() }, { $0.min()! }),
    along("max", in: .apart, pytorch: "x.amax((0, 2))", { $0.max(along: 0, 2) }, { $0.max()! })
      .inVectors(as: "max") { parameters, inputs in parameters.axis.flatMap { axis in inputs["x"]?.max(along: axis) } },
    along("min", in: .apart, pytorch: "x.amin((0, 2))", { $0.min(along: 0, 2) }, { $0.min()! })
      .inVectors(as: "min") { parameters, inputs in parameters.axis.flatMap { axis in inputs["x"]?.min(along: axis) } },
    rows(
      "argmax", "argmax(along:keepingAxes:)", in: .apart, pytorch: "x.argmax(1)", { Tensor($0.argmax(along: 1)) },
      { line in Double(line.indices.max { line[$0] < line[$1] }!) }
    ).constant(),
    rows(
      "argmin", "argmin(along:keepingAxes:)", in: .apart, pytorch: "x.argmin(1)", { Tensor($0.argmin(along: 1)) },
      { line in Double(line.indices.min { line[$0] < line[$1] }!) }
    ).constant(),
    OperationCase(
      "cumulativeSum", ["cumulativeSum(along:)"], [Input([3, 4, 2])], pytorch: "x.cumsum(1)",
      { $0[0].cumulativeSum(along: 1) },
      reference: { $0[0].lines(along: 1) { line in line.indices.map { sum(line[...$0]) } } }
    ).measured(Benchmark(name: "cumulativeSum", shapes: [[4096, 256]])),
  ]

  /// Softmax, normalisation, and how much outputs disagree with labels.
  static let probabilities: [OperationCase] = [
    OperationCase(
      "softmax", ["softmax(along:)"], [Input([3, 5])], pytorch: "F.softmax(x, -1)", { $0[0].softmax() },
      reference: { $0[0].lines(along: 1, softmax) }
    ).measured(bothWays("softmax", 4096)).inVectors(as: "softmax") { parameters, inputs in
      inputs["x"]?.softmax(along: parameters.axis ?? -1)
    },
    OperationCase(
      "logSoftmax", ["logSoftmax(along:)"], [Input([3, 4, 2])], pytorch: "F.log_softmax(x, 1)",
      { $0[0].logSoftmax(along: 1) },
      reference: { $0[0].lines(along: 1) { softmax($0).map(Exact.logarithm) } }
    ).measured(bothWays("logSoftmax", 4096)).inVectors(as: "log_softmax") { parameters, inputs in
      inputs["x"]?.logSoftmax(along: parameters.axis ?? -1)
    },
    OperationCase(
      "logSumExp", ["logSumExp(along:keepingAxes:)"], [Input([3, 4, 2])], pytorch: "torch.logsumexp(x, 1)",
      { $0[0].logSumExp(along: 1) },
      reference: { $0[0].reduced([1]) { Exact.logarithm(sum($0.map(Exact.exponential))) } }),
    OperationCase(
      "softmaxCrossEntropy", ["softmaxCrossEntropy(labels:)"], [Input([3, 5])],
      pytorch: "F.cross_entropy(x, torch.tensor([0, 2, 4]))", { $0[0].softmaxCrossEntropy(labels: labels(for: $0[0])) },
      reference: crossEntropy
    ).measured(bothWays("softmaxce", 10), bothWays("softmaxce", 4096))
      .inVectors(as: "softmax_cross_entropy") { parameters, inputs in
        parameters.labels.flatMap { labels in inputs.first?.value.softmaxCrossEntropy(labels: labels) }
      },
    OperationCase(
      "softmaxCrossEntropy_checked", ["softmaxCrossEntropy(labels:checkingFinite:)"], [Input([3, 5])], pytorch: nil,
      { $0[0].softmaxCrossEntropy(labels: IntTensor(labels(for: $0[0])), checkingFinite: true) },
      reference: crossEntropy),
    normalization(
      "batch", "batchNormalized(scale:shift:epsilon:)", byColumn: true,
      pytorch: "F.batch_norm(x, None, None, y, z, True)"
    ) {
      $0.batchNormalized(scale: $1, shift: $2, epsilon: $3)
    },
    normalization(
      "layer", "layerNormalized(scale:shift:epsilon:)", byColumn: false, pytorch: "F.layer_norm(x, (5,), y, z)"
    ) {
      $0.layerNormalized(scale: $1, shift: $2, epsilon: $3)
    },
  ]

  private static func whole(
    _ name: String, _ declaration: String, in domain: Domain = .all, pytorch: String,
    _ call: @escaping @Sendable (Tensor) -> Tensor, _ definition: @escaping @Sendable ([Double]) -> Double
  ) -> OperationCase {
    OperationCase(
      name, [declaration], [Input([2, 3, 2], domain)], pytorch: pytorch, { call($0[0]) },
      reference: { inputs in Numbers([]) { _ in definition(inputs[0].values) } }
    ).measured(Benchmark(name: name, shapes: [[4096, 256]]))
  }

  /// Along the first and the last of three axes.
  private static func along(
    _ name: String, in domain: Domain = .all, pytorch: String, _ call: @escaping @Sendable (Tensor) -> Tensor,
    _ definition: @escaping @Sendable ([Double]) -> Double
  ) -> OperationCase {
    OperationCase(
      "\(name)_axes", ["\(name)(along:keepingAxes:)"], [Input([2, 3, 4], domain)], pytorch: pytorch, { call($0[0]) },
      reference: { $0[0].reduced([0, 2], definition) })
  }

  private static func rows(
    _ name: String, _ declaration: String, in domain: Domain = .all, pytorch: String,
    _ call: @escaping @Sendable (Tensor) -> Tensor, _ definition: @escaping @Sendable ([Double]) -> Double
  ) -> OperationCase {
    OperationCase(
      name, [declaration], [Input([3, 5], domain)], pytorch: pytorch, { call($0[0]) },
      reference: { $0[0].reduced([1], definition) }
    ).measured(Benchmark(name: name, shapes: [[4096, 256]]))
  }

  private static func normalization(
    _ name: String, _ declaration: String, byColumn: Bool, pytorch: String,
    _ call: @escaping @Sendable (Tensor, Tensor, Tensor, Float) -> Tensor
  ) -> OperationCase {
    OperationCase(
      "\(name)norm", [declaration], [Input([6, 5]), Input([5]), Input([5])], pytorch: pytorch,
      { call($0[0], $0[1], $0[2], 1e-5) },
      reference: { inputs in
        let standard = inputs[0].lines(along: byColumn ? 0 : 1) { line in
          line.map { ($0 - mean(line)) / (variance(line) + 1e-5).squareRoot() }
        }
        return Numbers.paired(Numbers.paired(standard, inputs[1], *), inputs[2], +)
      }
    ).measured(Benchmark(name: "\(name)norm", shapes: [[4096, 256], [256], [256]]))
      .inVectors(as: "\(name)_norm") { parameters, inputs in
        guard let x = inputs["x"], let scale = inputs["gamma"], let shift = inputs["beta"],
          let epsilon = parameters.epsilon
        else { return nil }
        return call(x, scale, shift, epsilon)
      }
  }

  private static let sum = { @Sendable (line: [Double]) in line.reduce(0, +) }
  private static let mean = { @Sendable (line: [Double]) in line.reduce(0, +) / Double(line.count) }
  private static let variance = { @Sendable (line: [Double]) in mean(line.map { ($0 - mean(line)) * ($0 - mean(line)) })
  }
  private static let softmax = { @Sendable (line: [Double]) in
    line.map { Exact.exponential($0) / line.reduce(0) { $0 + Exact.exponential($1) } }
  }
  private static func sum(_ part: ArraySlice<Double>) -> Double { part.reduce(0, +) }

  private static func labels(for outputs: Tensor) -> [Int] { (0..<outputs.shape[0]).map { $0 * 7 % outputs.shape[1] } }

  private static let crossEntropy = { @Sendable (inputs: [Numbers]) in
    let lines = inputs[0].lines(along: 1, softmax)
    let (examples, classes) = (lines.shape[0], lines.shape[1])
    return Numbers([]) { _ in
      (0..<examples).reduce(0.0) { $0 - Exact.logarithm(lines[$1, $1 * 7 % classes]) } / Double(examples)
    }
  }
}
