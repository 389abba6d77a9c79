import Tensors

extension OperationCase {
  /// Arithmetic of two tensors, or of a tensor and a number.
  static let arithmetic: [OperationCase] = [
    pairs("add", "+", pytorch: "x + y", { $0 + $1 }, exact: { $0 + $1 }).inVectors(as: "add")
      .measured(Benchmark(name: "add_16M", shapes: [[1 << 24], [1 << 24]], operations: 16_777_216)),
    pairs("subtract", "-", pytorch: "x - y", { $0 - $1 }, exact: { $0 - $1 }).inVectors(as: "subtract"),
    pairs("multiply", "*", pytorch: "x * y", { $0 * $1 }, exact: { $0 * $1 }).inVectors(as: "multiply"),
    pairs("divide", "/", .all, .positive, pytorch: "x / y", { $0 / $1 }, exact: { $0 / $1 }).inVectors(as: "divide"),
    pairs(
      "power_tensor", "power(_:)", .positive, pytorch: "x ** y", { $0.power($1) }, exact: Exact.power
    ).measured(Benchmark(name: "power_tensor", shapes: [[4096, 256], [4096, 256]])),
    pairs(
      "maximum", "maximum(_:_:)", .apart, .apart, pytorch: "torch.maximum(x, y / 2)", { .maximum($0, $1 / 2) },
      exact: { max($0, $1 / 2) }),
    pairs(
      "minimum", "minimum(_:_:)", .apart, .apart, pytorch: "torch.minimum(x, y / 2)", { .minimum($0, $1 / 2) },
      exact: { min($0, $1 / 2) }),
    function("number_plus", "+", pytorch: "0.5 + (x + 0.25)", { 0.5 + ($0 + 0.25) }, exact: { 0.5 + ($0 + 0.25) }),
    function("number_minus", "-", pytorch: "0.5 - (x - 0.25)", { 0.5 - ($0 - 0.25) }, exact: { 0.5 - ($0 - 0.25) }),
    function("number_times", "*", pytorch: "0.5 * (x * 0.25)", { 0.5 * ($0 * 0.25) }, exact: { 0.5 * ($0 * 0.25) }),
    function(
      "number_by", "/", in: .positive, pytorch: "0.5 / (x / 0.25)", { 0.5 / ($0 / 0.25) }, exact: { 0.5 / ($0 / 0.25) }),
    pairs("assigned_sum", "+=", pytorch: "x + y", { assigned($0, $1) { $0 += $1 } }, exact: { $0 + $1 }),
    pairs("assigned_difference", "-=", pytorch: "x - y", { assigned($0, $1) { $0 -= $1 } }, exact: { $0 - $1 }),
    pairs("assigned_product", "*=", pytorch: "x * y", { assigned($0, $1) { $0 *= $1 } }, exact: { $0 * $1 }),
    pairs(
      "assigned_quotient", "/=", .all, .positive, pytorch: "x / y", { assigned($0, $1) { $0 /= $1 } },
      exact: { $0 / $1 }),
    function("checkingFinite", "checkingFinite(_:)", pytorch: nil, { $0.checkingFinite("x") }, exact: { $0 })
      .withoutNaN(),
    function("detached", "detached()", pytorch: "x.detach()", { $0.detached() }, exact: { $0 }).constant(),
  ]

  /// Comparisons, masks and what is chosen by them.
  static let comparisons: [OperationCase] = [
    comparison("less", ".<", pytorch: "x < y", { $0 .< $1 }, { $0 < $1 ? 1 : 0 }),
    comparison("lessOrEqual", ".<=", pytorch: "x <= y", { $0 .<= $1 }, { $0 <= $1 ? 1 : 0 }),
    comparison("greater", ".>", pytorch: "x > y", { $0 .> $1 }, { $0 > $1 ? 1 : 0 }),
    comparison("greaterOrEqual", ".>=", pytorch: "x >= y", { $0 .>= $1 }, { $0 >= $1 ? 1 : 0 }),
    comparison("equal", ".==", pytorch: "x == y", { $0 .== $1 }, { $0 == $1 ? 1 : 0 }),
    comparison("unequal", ".!=", pytorch: "x != y", { $0 .!= $1 }, { $0 != $1 ? 1 : 0 }),
    comparison("and", ".&", .masks, pytorch: "(x != 0) & (y != 0)", { $0 .& $1 }, { $0 != 0 && $1 != 0 ? 1 : 0 }),
    comparison("or", ".|", .masks, pytorch: "(x != 0) | (y != 0)", { $0 .| $1 }, { $0 != 0 || $1 != 0 ? 1 : 0 }),
    OperationCase(
      "select", ["select(_:_:_:)"], [Input([3, 1], .awayFromZero), Input([3, 4]), Input([4])],
      pytorch: "torch.where(x > 0, y, z) + 0 * x", { .select($0[0] .> 0, $0[1], $0[2]) + 0 * $0[0] },
      reference: { inputs in Numbers.indexed([3, 4], { inputs[0][$0[0], 0] > 0 ? inputs[1][$0] : inputs[2][$0[1]] }) }),
    OperationCase(
      "replacing", ["replacing(with:where:)"], [Input([3, 4], .awayFromZero), Input([4])],
      pytorch: "torch.where(x < 0, y, x)", { $0[0].replacing(with: $0[1], where: $0[0] .< 0) },
      reference: { inputs in Numbers.paired(inputs[0], inputs[1]) { $0 < 0 ? $1 : $0 } }),
    OperationCase(
      "any", ["any(along:keepingAxes:)"], [Input([3, 4, 2], .masks)], pytorch: "(x != 0).any(1)",
      { $0[0].any(along: 1) },
      reference: { $0[0].reduced([1]) { $0.contains { $0 != 0 } ? 1 : 0 } }
    ).constant(),
    OperationCase(
      "all", ["all(along:keepingAxes:)"], [Input([3, 2, 4], .masks)], pytorch: "(x != 0).all(1, keepdim=True)",
      { $0[0].all(along: 1, keepingAxes: true) },
      reference: { $0[0].reduced([1], keeping: true) { $0.allSatisfy { $0 != 0 } ? 1 : 0 } }
    ).constant(),
  ]

  private static func comparison(
    _ name: String, _ declaration: String, _ domain: Domain = .all, pytorch: String,
    _ call: @escaping @Sendable (Tensor, Tensor) -> Tensor, _ exact: @escaping @Sendable (Double, Double) -> Double
  ) -> OperationCase {
    pairs(name, declaration, domain, domain, pytorch: pytorch, call, exact: exact).constant().elementwise(.answeringNaN)
  }

  private static func assigned(_ left: Tensor, _ right: Tensor, _ assign: (inout Tensor, Tensor) -> Void) -> Tensor {
    var result = left
    assign(&result, right)
    return result
  }

  /// The case of an operation that stops at a NaN.
  private func withoutNaN() -> OperationCase {
    var result = self
    result.elementwise = nil
    return result
  }
}
