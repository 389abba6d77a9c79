import Tensors

extension OperationCase {
  /// Elements chosen by positions or by their order.
  static let selections: [OperationCase] = [
    moved("rows", "rows(_:)", [4, 3], [3, 3], pytorch: "x[[2, 0, 2]]", { $0.rows([2, 0, 2]) }) {
      [[2, 0, 2][$0[0]], $0[1]]
    },
    moved(
      "picked", "picked(at:along:)", [3, 4], [3], pytorch: "x[[0, 1, 2], [3, 0, 2]]",
      { $0.picked(at: [3, 0, 2] as IntTensor) }
    ) { [$0[0], [3, 0, 2][$0[0]]] },
    OperationCase(
      "sorted", ["sorted(along:descending:)"], [Input([3, 5], .apart)], pytorch: "x.sort(1)[0]", { $0[0].sorted() },
      reference: { $0[0].lines(along: 1) { $0.sorted() } }
    ).measured(Benchmark(name: "sorted", shapes: [[4096, 64]])),
    OperationCase(
      "sortedIndices", ["sortedIndices(along:descending:)"], [Input([5, 3], .apart)],
      pytorch: "x.argsort(0, descending=True)", { Tensor($0[0].sortedIndices(along: 0, descending: true)) },
      reference: { $0[0].lines(along: 0) { line in line.indices.sorted { line[$0] > line[$1] }.map { Double($0) } } }
    ).constant(),
    OperationCase(
      "greatest", ["greatest(_:along:)"], [Input([3, 5], .apart)], pytorch: "x.topk(2)[0]",
      { $0[0].greatest(2).values },
      reference: { $0[0].lines(along: 1) { Array($0.sorted(by: >).prefix(2)) } }
    ).measured(Benchmark(name: "greatest", shapes: [[4096, 64]])),
  ]
}
