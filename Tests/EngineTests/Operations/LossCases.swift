import Networks
import OperationCases
import Tensors

extension OperationCase {
  /// The losses of `Networks`, beside their definitions. What they are called with is drawn, labels are not.
  static let losses: [OperationCase] = [
    pair("meanSquaredError", pytorch: "F.mse_loss(x, y)", { meanSquaredError($0, $1) }) {
      ($0 - $1) * ($0 - $1)
    },
    pair("meanAbsoluteError", pytorch: "F.l1_loss(x, y)", { meanAbsoluteError($0, $1) }) {
      ($0 - $1).magnitude
    },
    pair(
      "huberLoss", labels: "_:_:delta:checkingFinite:", pytorch: "F.huber_loss(x, y, delta=0.6)",
      { huberLoss($0, $1, delta: 0.6) }
    ) { output, target in
      let size = (output - target).magnitude
      return size <= 0.6 ? size * size / 2 : 0.6 * (size - 0.3)
    },
    OperationCase(
      "binaryCrossEntropy", ["binaryCrossEntropy(_:_:checkingFinite:)"],
      [Input([3, 2]), Input([3, 2], .masks)],
      pytorch: "F.binary_cross_entropy_with_logits(x, y)", { binaryCrossEntropy($0[0], $0[1]) },
      reference: { inputs in
        Numbers([]) { _ in
          mean(
            zip(inputs[0].values, inputs[1].values).map { output, target in
              let probability = 1 / (1 + Exact.exponential(-output))
              return
                -(target * Exact.logarithm(probability) + (1 - target)
                  * Exact.logarithm(1 - probability))
            })
        }
      }),
    crossEntropy(
      "softmaxCrossEntropy_labels", pytorch: "F.cross_entropy(x, torch.tensor([2, 0, 3]))"
    ) {
      softmaxCrossEntropy($0, labels: [2, 0, 3] as IntTensor)
    } _: {
      -mean([$0[0, 2], $0[1, 0], $0[2, 3]])
    },
    crossEntropy(
      "softmaxCrossEntropy_weights",
      pytorch:
        "F.cross_entropy(x, torch.tensor([2, -1, 3]), torch.tensor([1., 2., 3., 0.5]), ignore_index=-1)"
    ) {
      softmaxCrossEntropy(
        $0, labels: [2, -1, 3] as [Int], classWeights: [1, 2, 3, 0.5], ignoring: -1)
    } _: {
      -(3 * $0[0, 2] + 0.5 * $0[2, 3]) / 3.5
    },
    OperationCase(
      "softmaxCrossEntropy_probabilities", ["softmaxCrossEntropy(_:probabilities:checkingFinite:)"],
      [Input([3, 4]), Input([3, 4], .positive)], pytorch: "F.cross_entropy(x, y)",
      { softmaxCrossEntropy($0[0], probabilities: $0[1]) },
      reference: { inputs in
        let chances = logSoftmax(inputs[0])
        return Numbers([]) { _ in
          -zip(chances.values, inputs[1].values).reduce(0) { $0 + $1.0 * $1.1 } / 3
        }
      }),
  ]

  /// A loss that is the mean of a function of two numbers. Those it is called with are so far apart that no edge is near.
  private static func pair(
    _ name: String, labels: String = "_:_:checkingFinite:", pytorch: String,
    _ call: @escaping @Sendable (Tensor, Tensor) -> Tensor,
    _ loss: @escaping @Sendable (Double, Double) -> Double
  ) -> OperationCase {
    OperationCase(
      name, ["\(name)(\(labels))"], [Input([2, 3], .apart), Input([2, 3], .masks)],
      pytorch: pytorch,
      { call($0[0], $0[1]) },
      reference: { inputs in
        Numbers([]) { _ in mean(zip(inputs[0].values, inputs[1].values).map { loss($0, $1) }) }
      })
  }

  private static func crossEntropy(
    _ name: String, pytorch: String, _ call: @escaping @Sendable (Tensor) -> Tensor,
    _ loss: @escaping @Sendable (Numbers) -> Double
  ) -> OperationCase {
    OperationCase(
      name, ["softmaxCrossEntropy(_:labels:classWeights:ignoring:checkingFinite:)"],
      [Input([3, 4])], pytorch: pytorch,
      { call($0[0]) },
      reference: { inputs in
        let chances = logSoftmax(inputs[0])
        return Numbers([]) { _ in loss(chances) }
      })
  }

  private static func logSoftmax(_ x: Numbers) -> Numbers {
    x.lines(along: 1) { line in
      let total = Exact.logarithm(line.reduce(0) { $0 + Exact.exponential($1) })
      return line.map { $0 - total }
    }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}
