import Tensors

extension OperationCase {
  /// Functions of one number.
  static let functions: [OperationCase] =
    [
      function("negate", "-", pytorch: "-x", { -$0 }, exact: { -$0 }).inVectors(as: "negate"),
      function("squared", "squared()", pytorch: "x.square()", { $0.squared() }, exact: { $0 * $0 }).inVectors(
        as: "square"),
      function(
        "squareRoot", "squareRoot()", in: .positive, pytorch: "x.sqrt()", { $0.squareRoot() },
        exact: { $0.squareRoot() },
        accuracy: [.init(0...3e38, ulps: 0.5001)]
      ).inVectors(as: "sqrt"),
      function(
        "magnitude", "magnitude()", in: .awayFromZero, pytorch: "x.abs()", { $0.magnitude() }, exact: { $0.magnitude }
      ).inVectors(as: "abs"),
      function(
        "reciprocal", "reciprocal()", in: .positive, pytorch: "x.reciprocal()", { $0.reciprocal() }, exact: { 1 / $0 }),
      function(
        "exp", "exp()", pytorch: "x.exp()", { $0.exp() }, exact: Exact.exponential,
        accuracy: [
          .init(-87...88.7, ulps: 2), .init(-104 ... -87, ulps: 1.5), .init(-1e-3...1e-3, ulps: 1),
        ]
      ).inVectors(as: "exp"),
      function(
        "log", "log()", in: .positive, pytorch: "x.log()", { $0.log() }, exact: Exact.logarithm,
        accuracy: [.init(1e-38...3e38, ulps: 1), .init(0.9...1.1, ulps: 1)]
      ).inVectors(as: "log"),
      function(
        "sin", "sin()", pytorch: "x.sin()", { $0.sin() }, exact: Exact.sine,
        accuracy: [.init(-20...20, ulps: 0.51), .init(-4.5e6...4.5e6, ulps: 0.51)]),
      function(
        "cos", "cos()", pytorch: "x.cos()", { $0.cos() }, exact: Exact.cosine,
        accuracy: [.init(-20...20, ulps: 0.51), .init(1...4.2e6, ulps: 0.51)]),
      function(
        "erf", "erf()", pytorch: "torch.erf(x)", { $0.erf() }, exact: Exact.errorFunction,
        accuracy: [.init(-4...4, ulps: 0.51), .init(1e-30...2, ulps: 0.51)]),
      function(
        "power_0.3", "power(_:)", in: .positive, pytorch: "x ** 0.3", { $0.power(0.3) },
        exact: { Exact.power($0, Double(0.3 as Float)) }, accuracy: [.init(1e-38...3e38, ulps: 0.51)]),
      function(
        "power_-2.5", "power(_:)", in: .positive, pytorch: "x ** -2.5", { $0.power(-2.5) },
        exact: { Exact.power($0, -2.5) }, accuracy: [.init(1e-14...1e15, ulps: 0.51)]),
      function(
        "power_7", "power(_:)", pytorch: "x ** 7", { $0.power(7) }, exact: { Exact.power($0, 7) },
        accuracy: [.init(-200000...200000, ulps: 0.51)]),
      function(
        "power_101", "power(_:)", in: .positive, pytorch: nil, { ($0 / 4).power(101) },
        exact: { Exact.power($0 / 4, 101) }, accuracy: [.init(-8 ... -2, ulps: 0.51)]
      ).tooSteepForDifferences(),
      function("power_3", "power(_:)", pytorch: "x ** 3", { $0.power(3) }, exact: { $0 * $0 * $0 }),
      function(
        "sign", "sign()", in: .awayFromZero, pytorch: "x.sign()", { $0.sign() }, exact: { $0 < 0 ? -1 : $0 > 0 ? 1 : 0 }
      ).constant().elementwise(.answeringNaN),
      function(
        "rounded", "rounded()", in: .apart, pytorch: "x.round()", { $0.rounded() },
        exact: { $0.rounded(.toNearestOrEven) }
      ).constant(),
      function(
        "rounded_down", "rounded(_:)", in: .apart, pytorch: "x.floor()", { $0.rounded(.down) },
        exact: { $0.rounded(.down) }
      ).constant(),
      function(
        "rounded_up", "rounded(_:)", in: .apart, pytorch: "x.ceil()", { $0.rounded(.up) }, exact: { $0.rounded(.up) }
      ).constant(),
      function(
        "rounded_towardZero", "rounded(_:)", in: .apart, pytorch: "x.trunc()", { $0.rounded(.towardZero) },
        exact: { $0.rounded(.towardZero) }
      ).constant(),
      function("isNaN", "isNaN()", pytorch: "x.isnan()", { $0.isNaN() }, exact: { $0.isNaN ? 1 : 0 })
        .constant().elementwise(.answeringNaN),
      function(
        "isInfinite", "isInfinite()", pytorch: "x.isinf()", { $0.isInfinite() }, exact: { $0.isInfinite ? 1 : 0 }
      )
      .constant().elementwise(.answeringNaN),
      function(
        "isFinite", "isFinite()", pytorch: "x.isfinite()", { $0.isFinite() }, exact: { $0.isFinite ? 1 : 0 }
      )
      .constant().elementwise(.answeringNaN),
      function("not", ".!", in: .masks, pytorch: "(x == 0)", { .!$0 }, exact: { $0 == 0 ? 1 : 0 })
        .constant().elementwise(.answeringNaN),
      function(
        "clamped", "clamped(to:)", in: .apart, pytorch: "x.clamp(-1, 2)", { $0.clamped(to: -1...2) },
        exact: { min(max($0, -1), 2) }),
      function(
        "clamped_below", "clamped(to:)", in: .apart, pytorch: "x.clamp(min=-1)", { $0.clamped(to: (-1)...) },
        exact: { max($0, -1) }),
      function(
        "clamped_above", "clamped(to:)", in: .apart, pytorch: "x.clamp(max=2)", { $0.clamped(to: ...2) },
        exact: { min($0, 2) }),
    ] + activations

  private static let activations: [OperationCase] = [
    function("relu", "relu()", in: .awayFromZero, pytorch: "F.relu(x)", { $0.relu() }, exact: { max($0, 0) })
      .inVectors(as: "relu").measured(bothWays("relu", 10), bothWays("relu", 4096)),
    function(
      "leakyReLU", "leakyReLU(slope:)", in: .awayFromZero, pytorch: "F.leaky_relu(x)", { $0.leakyReLU() },
      exact: { $0 < 0 ? 0.01 * $0 : $0 }
    ).inVectors(as: "leaky_relu"),
    function(
      "sigmoid", "sigmoid()", pytorch: "F.sigmoid(x)", { $0.sigmoid() }, exact: Exact.logistic,
      accuracy: [.init(-87...20, ulps: 3)]
    ).inVectors(as: "sigmoid").measured(bothWays("sigmoid", 10), bothWays("sigmoid", 4096)),
    function(
      "tanh", "tanh()", pytorch: "F.tanh(x)", { $0.tanh() }, exact: Exact.hyperbolicTangent,
      accuracy: [.init(-10...10, ulps: 4), .init(-0.3...0.3, ulps: 4)]
    ).inVectors(as: "tanh"),
    function("silu", "silu()", pytorch: "F.silu(x)", { $0.silu() }, exact: { $0 * Exact.logistic($0) }),
    function(
      "softplus", "softplus()", pytorch: "F.softplus(x)", { $0.softplus() },
      exact: { max($0, 0) + Exact.logarithmOfOneMore(Exact.exponential(-$0.magnitude)) },
      accuracy: [.init(-30...100, ulps: 3), .init(-87 ... -15, ulps: 3)]
    ).inVectors(as: "softplus"),
    function(
      "gelu", "gelu()", pytorch: "F.gelu(x)", { $0.gelu() },
      exact: { $0 / 2 * Exact.complementaryErrorFunction(-$0 / 2.0.squareRoot()) },
      accuracy: [.init(-1...10, ulps: 4), .init(-13 ... -1, ulps: 4)]
    ).inVectors(as: "gelu"),
  ]

  /// 256 rows through the operation and back.
  static func bothWays(_ name: String, _ columns: Int) -> Benchmark {
    Benchmark(name: "\(name)_256x\(columns)", shapes: [[256, columns]], differentiates: true)
  }
}
