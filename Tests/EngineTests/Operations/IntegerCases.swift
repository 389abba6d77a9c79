import Foundation
import OperationCases
import Tensors
import Testing

/// An operation of integers: how it is called with `a` and `b`, and how NumPy writes it.
///
/// NumPy's results are in `Fixtures/integers.json`, which `Fixtures/integers.py` writes from the expressions in this file.
struct IntegerCase: Sendable {
  let name: String
  let declarations: [String]
  let numpy: String
  let call: @Sendable (IntTensor, IntTensor) -> Numbers

  static let a = IntTensor([[7, -7, 3], [-3, 8, -9]])
  static let b = IntTensor([2, -2, 4])

  static func integers(
    _ name: String, _ declarations: String..., numpy: String,
    call: @escaping @Sendable (IntTensor, IntTensor) -> IntTensor
  ) -> IntegerCase {
    IntegerCase(name, declarations, numpy) { Numbers(call($0, $1)) }
  }

  static func tensor(
    _ name: String, _ declarations: String..., numpy: String, call: @escaping @Sendable (IntTensor, IntTensor) -> Tensor
  ) -> IntegerCase {
    IntegerCase(name, declarations, numpy) { Numbers(call($0, $1)) }
  }

  static func number(
    _ name: String, _ declarations: String..., numpy: String, call: @escaping @Sendable (IntTensor, IntTensor) -> Double
  ) -> IntegerCase {
    IntegerCase(name, declarations, numpy) { a, b in Numbers([]) { _ in call(a, b) } }
  }

  /// What changes `a`.
  static func changed(
    _ name: String, _ declarations: String..., numpy: String,
    change: @escaping @Sendable (inout IntTensor, IntTensor) -> Void
  ) -> IntegerCase {
    IntegerCase(name, declarations, numpy) { a, b in
      var changed = a
      change(&changed, b)
      return Numbers(changed)
    }
  }

  private init(
    _ name: String, _ declarations: [String], _ numpy: String,
    _ call: @escaping @Sendable (IntTensor, IntTensor) -> Numbers
  ) {
    self.name = name
    self.declarations = declarations
    self.numpy = numpy
    self.call = call
  }

  static let all = arithmetic + comparisons + reductions + arrangements + selections + creation

  private static let arithmetic: [IntegerCase] = [
    .integers("add", "+", numpy: "a + b") { a, b in a + b },
    .integers("subtract", "-", numpy: "a - b") { a, b in a - b },
    .integers("multiply", "*", numpy: "a * b") { a, b in a * b },
    .integers("divide", "/", numpy: "np.fix(a / b)") { a, b in a / b },
    .integers("remainder", "%", numpy: "np.fmod(a, b)") { a, b in a % b },
    .integers("negate", "-", numpy: "-a") { a, _ in -a },
    .integers("magnitude", "magnitude()", numpy: "np.abs(a)") { a, _ in a.magnitude() },
    .integers("numbers", "+", "-", "*", "/", "%", numpy: "10 - (2 * a + 1) * 3 % 7") { a, _ in
      // Python's remainder has the sign of the divisor.
      let dividend = (2 * a + 1) * 3
      let remainder = dividend % 7 + 7
      return 10 - remainder % 7
    },
    .integers("quotients_of_number", "/", "%", numpy: "np.fix(100 / a) + np.fmod(100, a)") {
      a, _ in 100 / a + 100 % a
    },
    .changed("plus_equal", "+=", numpy: "a + b + 1") { a, b in
      a += b
      a += 1
    },
    .changed("minus_equal", "-=", numpy: "a - b - 1") { a, b in
      a -= b
      a -= 1
    },
    .changed("times_equal", "*=", numpy: "a * b * 3") { a, b in
      a *= b
      a *= 3
    },
    .changed("divided_equal", "/=", numpy: "np.fix(np.fix(a / b) / 2)") { a, b in
      a /= b
      a /= 2
    },
    .changed("remainder_equal", "%=", numpy: "np.fmod(np.fmod(a, 5), b)") { a, b in
      a %= 5
      a %= b
    },
    .integers("maximum", "maximum(_:_:)", numpy: "np.maximum(a, b)") { a, b in .maximum(a, b) },
    .integers("minimum", "minimum(_:_:)", numpy: "np.minimum(a, 1)") { a, _ in .minimum(a, 1) },
    .integers("clamped", "clamped(to:)", numpy: "np.clip(a, -3, 7)") { a, _ in
      a.clamped(to: -3...7)
    },
    .integers("clamped_below", "clamped(to:)", numpy: "np.clip(a, 0, None)") { a, _ in
      a.clamped(to: 0...)
    },
    .integers("clamped_above", "clamped(to:)", numpy: "np.clip(a, None, 2)") { a, _ in
      a.clamped(to: ...2)
    },
  ]

  private static let comparisons: [IntegerCase] = [
    .tensor("less", ".<", numpy: "a < b") { a, b in a .< b },
    .tensor("less_equal", ".<=", numpy: "(a <= b) & (a <= 3)") { a, b in (a .<= b) .& (a .<= 3) },
    .tensor("greater", ".>", numpy: "(a > b) | (a > 3)") { a, b in (a .> b) .| (a .> 3) },
    .tensor("greater_equal", ".>=", numpy: "(a >= b) & (a >= 3)") { a, b in (a .>= b) .& (a .>= 3) },
    .tensor("equal", ".==", numpy: "(a == b + 1) | (a == 3)") { a, b in (a .== b + 1) .| (a .== 3) },
    .tensor("different", ".!=", numpy: "(a != b + 1) & (a != 3)") { a, b in (a .!= b + 1) .& (a .!= 3) },
    .tensor("less_number", ".<", numpy: "a < 3") { a, _ in a .< 3 },
    .integers("select", "select(_:_:_:)", numpy: "np.where(a > 0, a, b)") { a, b in
      .select(a .> 0, a, b)
    },
    .integers("replacing", "replacing(with:where:)", numpy: "np.where(a < 0, -1, a)") { a, _ in
      a.replacing(with: -1, where: a .< 0)
    },
  ]

  private static let reductions: [IntegerCase] = [
    .number("sum", "sum()", numpy: "a.sum()") { a, _ in Double(a.sum()) },
    .integers("sum_along", "sum(along:keepingAxes:)", numpy: "a.sum(1, keepdims=True)") { a, _ in
      a.sum(along: 1, keepingAxes: true)
    },
    .number("mean", "mean()", numpy: "a.mean()") { a, _ in a.mean() },
    .tensor("mean_along", "mean(along:keepingAxes:)", numpy: "a.mean(0)") { a, _ in a.mean(along: 0) },
    .number("max", "max()", numpy: "a.max()") { a, _ in Double(a.max()) },
    .integers("max_along", "max(along:keepingAxes:)", numpy: "a.max(0)") { a, _ in a.max(along: 0)
    },
    .number("min", "min()", numpy: "a.min()") { a, _ in Double(a.min()) },
    .integers("min_along", "min(along:keepingAxes:)", numpy: "a.min(-1)") { a, _ in
      a.min(along: -1)
    },
    .number("argmax", "argmax()", numpy: "a.argmax()") { a, _ in Double(a.argmax()) },
    .integers("argmax_along", "argmax(along:)", numpy: "a.argmax(1)") { a, _ in a.argmax(along: 1)
    },
    .number("argmin", "argmin()", numpy: "a.argmin()") { a, _ in Double(a.argmin()) },
    .integers("argmin_along", "argmin(along:)", numpy: "a.argmin(0)") { a, _ in a.argmin(along: 0)
    },
    .integers("counts", "counts(below:)", numpy: "np.bincount(np.abs(a).ravel(), minlength=10)") {
      a, _ in
      a.magnitude().counts(below: 10)
    },
    .integers("cumulativeSum", "cumulativeSum(along:)", numpy: "a.cumsum(1)") { a, _ in
      a.cumulativeSum(along: 1)
    },
    .integers("cumulativeSum_first", "cumulativeSum(along:)", numpy: "a.cumsum(0)") { a, _ in
      a.cumulativeSum(along: 0)
    },
    .integers("sorted", "sorted(along:descending:)", numpy: "np.sort(a)") { a, _ in a.sorted() },
    .integers("sorted_down", "sorted(along:descending:)", numpy: "-np.sort(-a, 0)") { a, _ in
      a.sorted(along: 0, descending: true)
    },
    .integers("sortedIndices", "sortedIndices(along:descending:)", numpy: "np.argsort(a)") {
      a, _ in a.sortedIndices()
    },
    .integers("greatest", "greatest(_:along:)", numpy: "-np.sort(-a)[:, :2]") { a, _ in
      a.greatest(2).values
    },
    .integers("greatest_indices", "greatest(_:along:)", numpy: "np.argsort(-a)[:, :2]") { a, _ in
      a.greatest(2).indices
    },
  ]

  private static let arrangements: [IntegerCase] = [
    .integers("reshaped", "reshaped(to:)", numpy: "a.reshape(3, -1)") { a, _ in
      a.reshaped(to: [3, -1])
    },
    .integers("flattened", "flattened(from:)", numpy: "a.ravel()") { a, _ in a.flattened() },
    .integers("transposed", "transposed()", numpy: "a.T") { a, _ in a.transposed() },
    .integers("transposed_axes", "transposed(to:)", numpy: "a.reshape(1, 2, 3).transpose(2, 0, 1)") { a, _ in
      a.reshaped(to: [1, 2, 3]).transposed(to: [2, 0, 1])
    },
    .integers("squeezed", "squeezed()", numpy: "b.reshape(1, 3, 1).squeeze()") { _, b in
      b.reshaped(to: [1, 3, 1]).squeezed()
    },
    .integers("squeezed_axis", "squeezed(_:)", numpy: "b.reshape(1, 3, 1).squeeze(2)") { _, b in
      b.reshaped(to: [1, 3, 1]).squeezed(-1)
    },
    .integers("expanded", "expanded(at:)", numpy: "np.expand_dims(b, 1)") { _, b in
      b.expanded(at: -1)
    },
    .integers("flipped", "flipped(along:)", numpy: "np.flip(a, 1)") { a, _ in a.flipped(along: 1)
    },
    .integers("flipped_both", "flipped()", numpy: "np.flip(a)") { a, _ in
      a.flipped()
    },
    .integers("broadcast", "broadcast(to:)", numpy: "np.broadcast_to(b, (2, 3))") { _, b in
      b.broadcast(to: [2, 3])
    },
    .integers("concatenating", "init(concatenating:along:)", numpy: "np.concatenate((a, a[:, :1]), 1)") { a, _ in
      IntTensor(concatenating: [a, a[0..., 0..<1]], along: 1)
    },
    .integers("stacking", "init(stacking:along:)", numpy: "np.stack((b, b + 1), 1)") { _, b in
      IntTensor(stacking: [b, b + 1], along: -1)
    },
    .integers("split", "split(_:along:)", numpy: "np.split(a, [1], 1)[1]") { a, _ in
      a.split([1, 2], along: 1)[1]
    },
    .integers("split_equally", "split(into:along:)", numpy: "np.split(a, 2)[1]") { a, _ in
      a.split(into: 2)[1]
    },
    .integers("unstacked", "unstacked(along:)", numpy: "a[:, 2]") { a, _ in
      a.unstacked(along: 1)[2]
    },
  ]

  private static let selections: [IntegerCase] = [
    .number("element", "subscript(index:)", numpy: "b[-1]") { _, b in Double(b[-1]) },
    .integers("element_assigned", "subscript(index:)", numpy: "np.array([2, 5, 4])") { _, b in
      var b = b
      b[1] = 5
      return b
    },
    .number("elements", "subscript(indices:)", numpy: "a[1, -2]") { a, _ in Double(a[1, -2]) },
    .integers("selected", "selected(_:)", "subscript(a:b:)", numpy: "a[1, ::-1]") { a, _ in
      a.selected([.index(1), .stride(by: -1)])
    },
    .changed("assigned", "assign(_:at:)", numpy: "np.where([[0, 1, 1]], b, a)") { a, b in
      a.assign(b[1...], at: [.range(from: nil, to: nil), .range(from: 1, to: nil)])
    },
    .integers(
      "number_assigned", "subscript(a:b:)", "init(integerLiteral:)",
      numpy: "np.where([[1, 1, 0]], 5, a)"
    ) { a, _ in
      var a = a
      a[0..., 0..<2] = 5
      return a
    },
    .integers("masked", "subscript(a:)", numpy: "np.where(a < 0, 0, a)") { a, _ in
      var a = a
      a[a .< 0] = 0
      return a
    },
    .integers("subscript_1", "subscript(a:)", numpy: "a[1:]") { a, _ in a[1...] },
    .integers("subscript_2", "subscript(a:b:)", numpy: "a[:, [2, 0]]") { a, _ in a[0..., [2, 0]]
    },
    .integers("subscript_3", "subscript(a:b:c:)", numpy: "a[None, 0, 1:]") { a, _ in
      a[.newAxis, 0, 1...]
    },
    .integers("subscript_4", "subscript(a:b:c:d:)", numpy: "a[None, 0, None, ::2]") { a, _ in
      a[.newAxis, 0, .newAxis, .stride(by: 2)]
    },
    .integers("subscript_all", "subscript(all:)", numpy: "a[...]") { a, _ in a[...] },
    .integers("subscript_1_rest", "subscript(a:rest:)", numpy: "a[-1, ...]") { a, _ in a[-1, ...]
    },
    .integers("subscript_2_rest", "subscript(a:b:rest:)", numpy: "a[None, 1, ...]") { a, _ in
      a[.newAxis, 1, ...]
    },
    .integers("subscript_3_rest", "subscript(a:b:c:rest:)", numpy: "a[None, None, 0, ...]") {
      a, _ in
      a[.newAxis, .newAxis, 0, ...]
    },
    .integers("subscript_rest_1", "subscript(rest:z:)", numpy: "a[..., -1]") { a, _ in a[..., -1]
    },
    .integers("subscript_rest_2", "subscript(rest:y:z:)", numpy: "a[..., 1:, 0]") { a, _ in
      a[..., 1..., 0]
    },
    .integers("subscript_1_rest_1", "subscript(a:rest:z:)", numpy: "a[0, ..., 1:]") { a, _ in
      a[0, ..., 1...]
    },
    .integers("subscript_along", "subscript(along:a:)", numpy: "a.take([1], 1)") { a, _ in
      a[along: 1, [1]]
    },
    .integers("rows", "rows(_:)", numpy: "a.take([-1, 0, 1], 0)") { a, _ in a.rows([-1, 0, 1]) },
    .integers(
      "picked", "picked(at:along:)",
      numpy: "np.take_along_axis(a, np.array([[2], [-3]]), 1).ravel()"
    ) { a, _ in
      a.picked(at: [2, -3])
    },
    .tensor("oneHot", "oneHot(classes:)", numpy: "np.eye(5)[b + 2 - (b > 3) * 3]") { _, b in
      (b + 2 - IntTensor(b .> 3) * 3).oneHot(classes: 5)
    },
  ]

  private static let creation: [IntegerCase] = [
    .integers("list", "init(_:)", numpy: "np.array([3, 0, 9])") { _, _ in
      IntTensor([3, 0, 9].map { $0 })
    },
    .integers("rows_of_numbers", "init(_:)", numpy: "a") { a, _ in
      let rows: [[Int]] = [[7, -7, 3], [-3, 8, -9]]
      return IntTensor(rows)
    },
    .integers("blocks", "init(_:)", numpy: "a.reshape(2, 3, 1)") { _, _ in
      let blocks: [[[Int]]] = [[[7], [-7], [3]], [[-3], [8], [-9]]]
      return IntTensor(blocks)
    },
    .integers("one", "init(_:)", numpy: "np.array(4)") { _, b in IntTensor(b[2]) },
    .integers("range", "init(_:)", numpy: "np.arange(2, 6)") { _, _ in IntTensor(2..<6) },
    .integers("of_tensor", "init(_:)", numpy: "a * 2") { a, _ in IntTensor(Tensor(a) * 2) },
    .integers("literal", "init(arrayLiteral:)", numpy: "np.array([4, 5])") { _, _ in [4, 5] },
    .integers("shaped", "init(shape:_:)", numpy: "np.array([[1], [2]])") { _, _ in
      IntTensor(shape: [2, 1], [1, 2])
    },
    .integers("repeating", "init(repeating:shape:)", numpy: "np.full((2, 2), 7)") { _, _ in
      IntTensor(repeating: 7, shape: [2, 2])
    },
  ]
}

@Suite("Operations of integers")
struct IntegerCaseTests {
  struct Result: Decodable {
    let expression: String
    let result: Numbers
  }

  struct File: Decodable { let cases: [Result] }

  private static let results: [String: Numbers] = {
    guard
      let file = Bundle.module.url(
        forResource: "integers", withExtension: "json", subdirectory: "Fixtures"),
      let text = try? Data(contentsOf: file),
      let cases = try? JSONDecoder().decode(File.self, from: text).cases
    else { return [:] }
    return Dictionary(cases.map { ($0.expression, $0.result) }, uniquingKeysWith: { $1 })
  }()

  @Test("Results are NumPy's, and what they are made of stays as it is", arguments: IntegerCase.all)
  func numpy(_ operation: IntegerCase) throws {
    let expected = try #require(
      Self.results[operation.numpy], "no result of \(operation.numpy): run Fixtures/integers.py")
    let (a, b) = (IntegerCase.a, IntegerCase.b)
    let result = operation.call(a, b)
    #expect(
      result.shape == expected.shape
        && result.values.map { Float($0) } == expected.values.map { Float($0) })
    #expect(a == IntegerCase.a && b == IntegerCase.b)
  }

  @Test("There are no results of cases that are gone, and names are there once")
  func noOthers() {
    #expect(Set(Self.results.keys) == Set(IntegerCase.all.map(\.numpy)))
    #expect(Set(IntegerCase.all.map(\.name)).count == IntegerCase.all.count)
  }
}

extension IntegerCase: CustomTestStringConvertible {
  var testDescription: String { name }
}

extension Numbers {
  fileprivate init(_ integers: IntTensor) {
    self.init(integers.shape) { Double(integers.scalars[$0]) }
  }
}
