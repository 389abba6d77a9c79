import Tensors

extension OperationCase {
  /// A case for each subscript, by the names of its parameters; what can stand for an axis is in several of them.
  static let subscripts: [OperationCase] = [
    moved("subscript_1", "subscript(a:)", [4, 5], [3, 5], pytorch: "x[1:4]", { $0[1..<4] }) {
      [$0[0] + 1, $0[1]]
    },
    moved(
      "subscript_mask", "subscript(a:)", [4, 5], [2, 5],
      pytorch: "x[torch.tensor([0, 1, 0, 1]) > 0]",
      {
        $0[Tensor([false, true, false, true])]
      }
    ) { [$0[0] * 2 + 1, $0[1]] },
    moved("subscript_2", "subscript(a:b:)", [4, 5], [3], pytorch: "x[1:4, 2]", { $0[1..<4, 2] }) {
      [$0[0] + 1, 2]
    },
    moved(
      "subscript_lists", "subscript(a:b:)", [4, 5], [3], pytorch: "x[[0, 3, 0], [1, 2, 1]]",
      { $0[[0, 3, 0], [1, 2, 1]] }
    ) { [[0, 3, 0][$0[0]], [1, 2, 1][$0[0]]] },
    moved(
      "subscript_3", "subscript(a:b:c:)", [3, 4, 5], [2, 3], pytorch: "x[-2:, 0, ::2]",
      { $0[(-2)..., 0, .stride(by: 2)] }
    ) { [$0[0] + 1, 0, $0[1] * 2] },
    moved(
      "subscript_4", "subscript(a:b:c:d:)", [2, 3, 4, 2], [2, 2, 1], pytorch: "x[:, 1, 2:, -1:]",
      { $0[0..., 1, 2..., (-1)...] }
    ) { [$0[0], 1, $0[1] + 2, $0[2] + 1] },
    moved("subscript_all", "subscript(all:)", [2, 3], [2, 3], pytorch: "x[...]", { $0[...] }) {
      $0
    },
    moved(
      "subscript_1_rest", "subscript(a:rest:)", [3, 2, 2], [2, 2], pytorch: "x[-1, ...]",
      { $0[-1, ...] }
    ) {
      [2] + $0
    },
    moved(
      "subscript_2_rest", "subscript(a:b:rest:)", [3, 2, 2], [1, 2, 2], pytorch: "x[None, 1, ...]",
      { $0[.newAxis, 1, ...] }
    ) { [1, $0[1], $0[2]] },
    moved(
      "subscript_3_rest", "subscript(a:b:c:rest:)", [2, 3, 4, 2], [2, 3, 2],
      pytorch: "x[:, :, 3, ...]",
      { $0[0..., 0..., 3, ...] }
    ) { [$0[0], $0[1], 3, $0[2]] },
    moved(
      "subscript_rest_1", "subscript(rest:z:)", [3, 4], [3, 2], pytorch: "x[..., [3, 0]]",
      { $0[..., [3, 0]] }
    ) {
      [$0[0], [3, 0][$0[1]]]
    },
    moved(
      "subscript_rest_2", "subscript(rest:y:z:)", [2, 3, 4], [2, 2], pytorch: "x[..., :2, 1]",
      { $0[..., ..<2, 1] }
    ) { [$0[0], $0[1], 1] },
    moved(
      "subscript_1_rest_1", "subscript(a:rest:z:)", [2, 3, 4], [3], pytorch: "x[1, ..., 2]",
      { $0[1, ..., 2] }
    ) { [1, $0[0], 2] },
    moved(
      "subscript_along", "subscript(along:a:)", [2, 4, 3], [2, 2, 3], pytorch: "x[:, [2, 0]]",
      { $0[along: 1, [2, 0]] }
    ) { [$0[0], [2, 0][$0[1]], $0[2]] },
    OperationCase(
      "subscript_assigned", ["subscript(a:b:)"], [Input([3, 4]), Input([2, 1])],
      pytorch: "torch.cat((torch.cat((x[:2, :1], y.expand(2, 2), x[:2, 3:]), 1), x[2:]))",
      { inputs in
        var x = inputs[0]
        x[0..<2, 1..<3] = inputs[1]
        return x
      },
      reference: { inputs in
        Numbers.indexed(
          [3, 4], { $0[0] < 2 && (1...2).contains($0[1]) ? inputs[1][$0[0], 0] : inputs[0][$0] })
      }),
  ]
}
