import Tensors

extension OperationCase {
  /// Sums of products.
  static let products: [OperationCase] = [
    OperationCase(
      "matmul", ["matmul(_:_:)"], [Input([2, 3, 4]), Input([4, 5])], pytorch: "x @ y", { matmul($0[0], $0[1]) },
      reference: { inputs in
        Numbers.indexed([2, 3, 5], { i in (0..<4).reduce(0) { $0 + inputs[0][i[0], i[1], $1] * inputs[1][$1, i[2]] } })
      }
    ).inVectors(as: "matmul").measured(square(512), square(1024), square(2048)),
    OperationCase(
      "matmul_vector", ["matmul(_:_:)"], [Input([3, 4]), Input([4])], pytorch: "x @ y", { matmul($0[0], $0[1]) },
      reference: { inputs in
        Numbers.indexed([3], { i in (0..<4).reduce(0) { $0 + inputs[0][i[0], $1] * inputs[1][$1] } })
      }
    ).measured(Benchmark(name: "matmul_vector", shapes: [[4096, 256], [256]])),
    OperationCase(
      "dotProduct", ["dotProduct(_:_:)"], [Input([7]), Input([7])], pytorch: "x.dot(y)", { dotProduct($0[0], $0[1]) },
      reference: { inputs in Numbers([]) { _ in zip(inputs[0].values, inputs[1].values).reduce(0) { $0 + $1.0 * $1.1 } }
      }),
    OperationCase(
      "outerProduct", ["outerProduct(_:_:)"], [Input([3]), Input([4])], pytorch: "x.outer(y)",
      { outerProduct($0[0], $0[1]) },
      reference: { inputs in Numbers.indexed([3, 4], { inputs[0][$0[0]] * inputs[1][$0[1]] }) }),
    OperationCase(
      "einsum", ["einsum(_:_:_:)"], [Input([2, 3, 4]), Input([2, 4, 5])],
      pytorch: "torch.einsum('bij,bjk->bki', x, y)", { einsum("bij,bjk->bki", $0[0], $0[1]) },
      reference: { inputs in
        Numbers.indexed(
          [2, 5, 3],
          { i in
            (0..<4).reduce(0) { $0 + inputs[0][i[0], i[2], $1] * inputs[1][i[0], $1, i[1]] }
          })
      }),
    OperationCase(
      "einsum_ellipsis", ["einsum(_:_:_:)"], [Input([2, 1, 3, 4]), Input([5, 4, 2])],
      pytorch: "torch.einsum('...ij,...jk->k...i', x, y)", { einsum("...ij,...jk->k...i", $0[0], $0[1]) },
      reference: { inputs in
        Numbers.indexed(
          [2, 2, 5, 3],
          { i in (0..<4).reduce(0) { $0 + inputs[0][i[1], 0, i[3], $1] * inputs[1][i[2], $1, i[0]] } })
      }),
    OperationCase(
      "einsum_implicit", ["einsum(_:_:_:)"], [Input([3, 2]), Input([3, 4])], pytorch: "torch.einsum('bc,ba', x, y)",
      { einsum("bc,ba", $0[0], $0[1]) },
      reference: { inputs in
        Numbers.indexed([4, 2], { i in (0..<3).reduce(0) { $0 + inputs[0][$1, i[1]] * inputs[1][$1, i[0]] } })
      }),
    OperationCase(
      "einsum_one", ["einsum(_:_:)"], [Input([2, 3, 4])], pytorch: "torch.einsum('ijk->ki', x)",
      { einsum("ijk->ki", $0[0]) },
      reference: { inputs in Numbers.indexed([4, 2], { i in (0..<3).reduce(0) { $0 + inputs[0][i[1], $1, i[0]] } }) }),
  ]

  private static func square(_ size: Int) -> Benchmark {
    let length = Double(size)
    return Benchmark(
      name: "matmul_\(size)", shapes: [[size, size], [size, size]], operations: 2 * length * length * length)
  }
}
