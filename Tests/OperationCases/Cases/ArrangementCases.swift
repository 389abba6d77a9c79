import Tensors

extension OperationCase {
  /// The same numbers in other places: shapes, axes, joints, parts, edges.
  static let arrangements: [OperationCase] = [
    moved("reshaped", "reshaped(to:)", [2, 3, 4], [4, 6], pytorch: "x.reshape(4, 6)", { $0.reshaped(to: [4, -1]) }) {
      Numbers.index($0[0] * 6 + $0[1], in: [2, 3, 4])
    }.inVectors(as: "reshape") { parameters, inputs in parameters.shape.flatMap { inputs["x"]?.reshaped(to: $0) } },
    moved("transposed", "transposed()", [3, 4], [4, 3], pytorch: "x.T", { $0.transposed() }) { [$0[1], $0[0]] }
      .measured(Benchmark(name: "transposed", shapes: [[1024, 1024]])),
    moved(
      "transposed_axes", "transposed(to:)", [2, 3, 4], [4, 2, 3], pytorch: "x.permute(2, 0, 1)",
      { $0.transposed(to: [2, 0, 1]) }
    ) { [$0[1], $0[2], $0[0]] }
    .measured(Benchmark(name: "transposed_axes", shapes: [[64, 128, 128]]))
    .inVectors(as: "transpose") { parameters, inputs in
      parameters.permutation.flatMap { inputs["x"]?.transposed(to: $0) }
    },
    moved(
      "broadcast", "broadcast(to:)", [3, 1], [2, 3, 4], pytorch: "x.broadcast_to(2, 3, 4)",
      { $0.broadcast(to: [2, 3, 4]) }
    ) { [$0[1], 0] },
    moved("squeezed", "squeezed()", [3, 1, 4], [3, 4], pytorch: "x.squeeze()", { $0.squeezed() }) {
      [$0[0], 0, $0[1]]
    },
    moved("squeezed_axis", "squeezed(_:)", [1, 3, 1], [1, 3], pytorch: "x.squeeze(2)", { $0.squeezed(-1) }) {
      $0 + [0]
    },
    moved("expanded", "expanded(at:)", [3, 4], [3, 1, 4], pytorch: "x.unsqueeze(1)", { $0.expanded(at: 1) }) {
      [$0[0], $0[2]]
    },
    moved("flattened", "flattened(from:)", [2, 3, 4], [2, 12], pytorch: "x.flatten(1)", { $0.flattened(from: 1) }) {
      [$0[0], $0[1] / 4, $0[1] % 4]
    },
    moved(
      "repeated", "repeated(_:along:)", [3, 2], [6, 2], pytorch: "x.repeat_interleave(2, 0)",
      { $0.repeated(2, along: 0) }
    ) { [$0[0] / 2, $0[1]] },
    moved("tiled", "tiled(_:)", [3, 2], [6, 6], pytorch: "x.tile(2, 3)", { $0.tiled([2, 3]) }) {
      [$0[0] % 3, $0[1] % 2]
    },
    moved("flipped", "flipped(along:)", [3, 4], [3, 4], pytorch: "x.flip(1)", { $0.flipped(along: 1) }) {
      [$0[0], 3 - $0[1]]
    }.measured(Benchmark(name: "flipped", shapes: [[1024, 1024]])),
    moved("flipped_all", "flipped()", [3, 4], [3, 4], { $0.flipped() }) { [2 - $0[0], 3 - $0[1]] },
    moved("rolled", "rolled(by:along:)", [5, 2], [5, 2], pytorch: "x.roll(2, 0)", { $0.rolled(by: 2, along: 0) }) {
      [($0[0] + 3) % 5, $0[1]]
    },
    moved("rotated", "rotated(quarterTurns:axes:)", [3, 4], [4, 3], pytorch: "x.rot90()", { $0.rotated() }) {
      [$0[1], 3 - $0[0]]
    },
    moved("split", "split(_:along:)", [5, 2], [3, 2], pytorch: "x.split([2, 3])[1]", { $0.split([2, 3])[1] }) {
      [$0[0] + 2, $0[1]]
    },
    moved(
      "split_equally", "split(into:along:)", [2, 6], [2, 2], pytorch: "x.chunk(3, 1)[2]",
      {
        $0.split(into: 3, along: 1)[2]
      }
    ) { [$0[0], $0[1] + 4] },
    moved(
      "unstacked", "unstacked(along:)", [2, 3, 4], [2, 4], pytorch: "x.unbind(1)[2]", { $0.unstacked(along: 1)[2] }
    ) {
      [$0[0], 2, $0[1]]
    },
    moved("sliced", "sliced(_:)", [4, 5], [2, 3], pytorch: "x[1:3, 2:5]", { $0.sliced([1..<3, 2..<5]) }) {
      [$0[0] + 1, $0[1] + 2]
    }.inVectors(as: "slice") { parameters, inputs in
      guard let start = parameters.start, let end = parameters.end else { return nil }
      return inputs["x"]?.sliced(zip(start, end).map { $0..<$1 })
    },
    moved(
      "selected", "selected(_:)", [4, 5], [2], pytorch: "x[1:3, 2]",
      { $0.selected([.range(from: 1, to: 3), .index(2)]) }
    ) { [$0[0] + 1, 2] },
    OperationCase(
      "padded", ["padded(_:value:)"], [Input([2, 3])], pytorch: "F.pad(x, (0, 2, 1, 0), value=4)",
      { $0[0].padded([(1, 0), (0, 2)], value: 4) },
      reference: { inputs in Numbers.indexed([3, 5], { $0[0] < 1 || $0[1] > 2 ? 4 : inputs[0][$0[0] - 1, $0[1]] }) }),
    OperationCase(
      "concatenating", ["init(concatenating:along:)"], [Input([2, 3]), Input([2, 1])], pytorch: "torch.cat((x, y), 1)",
      { Tensor(concatenating: $0, along: 1) },
      reference: { inputs in Numbers.indexed([2, 4], { $0[1] < 3 ? inputs[0][$0] : inputs[1][$0[0], 0] }) }
    ).inVectors(as: "concatenate") { parameters, inputs in
      parameters.axis.map { Tensor(concatenating: inputs.keys.sorted().map { inputs[$0]! }, along: $0) }
    },
    OperationCase(
      "stacking", ["init(stacking:along:)"], [Input([2, 3]), Input([2, 3])], pytorch: "torch.stack((x, y), 1)",
      { Tensor(stacking: $0, along: 1) },
      reference: { inputs in Numbers.indexed([2, 2, 3], { inputs[$0[1]][$0[0], $0[2]] }) }
    ).inVectors(as: "stack") { parameters, inputs in
      parameters.axis.map { Tensor(stacking: inputs.keys.sorted().map { inputs[$0]! }, along: $0) }
    },
    OperationCase(
      "literal", ["init(arrayLiteral:)"], [Input([3]), Input([3])], pytorch: "torch.stack((x, y))", { [$0[0], $0[1]] },
      reference: { inputs in Numbers.indexed([2, 3], { inputs[$0[0]][$0[1]] }) }),
    triangle("lowerTriangle", pytorch: "x.tril(1)", { $0.lowerTriangle(diagonal: 1) }) { $0[1] - $0[0] <= 1 },
    triangle("upperTriangle", pytorch: "x.triu(-1)", { $0.upperTriangle(diagonal: -1) }) { $0[1] - $0[0] >= -1 },
  ]

  /// An operation whose elements are elements of its input; `source` says where each comes from.
  static func moved(
    _ name: String, _ declaration: String, _ shape: [Int], _ result: [Int], pytorch: String? = nil,
    _ call: @escaping @Sendable (Tensor) -> Tensor, _ source: @escaping @Sendable ([Int]) -> [Int]
  ) -> OperationCase {
    OperationCase(
      name, [declaration], [Input(shape)], pytorch: pytorch, { call($0[0]) },
      reference: { inputs in Numbers.indexed(result, { inputs[0][source($0)] }) })
  }

  private static func triangle(
    _ name: String, pytorch: String, _ call: @escaping @Sendable (Tensor) -> Tensor,
    _ stays: @escaping @Sendable ([Int]) -> Bool
  ) -> OperationCase {
    OperationCase(
      name, ["\(name)(diagonal:)"], [Input([4, 5])], pytorch: pytorch, { call($0[0]) },
      reference: { inputs in Numbers.indexed([4, 5], { stays($0) ? inputs[0][$0] : 0 }) })
  }
}
