import Testing

@testable import Tensors

@Suite("Messages of selections and integers")
struct SelectionMessageTests {
  @Test("Selections that do not fit: one sentence with the axis, the shape and what was expected")
  func selections() {
    #expect(
      ErrorMessage.range(2, 5, axis: 0, [4]) == """
        subscript: range 2..<5 does not fit axis 0 of shape [4]; its bounds, in order, must lie within 0..<4, or count from \
        the end, where -1 is the last.
        """)
    #expect(
      ErrorMessage.range(-3, 0, axis: 0, [4]) == """
        subscript: range -3..<0 along axis 0 of shape [4] begins near the end and ends at the beginning; the last 3 are \
        (-3)....
        """)
    #expect(
      ErrorMessage.range(9, nil, axis: 0, [4]).hasPrefix("subscript: range 9..< does not fit axis 0 of shape [4];"))
    #expect(
      ErrorMessage.stride(7, nil, -1, axis: 1, [2, 4]) == """
        subscript: a stride from 7 to the beginning by -1 does not fit axis 1 of shape [2, 4]; its bounds must lie within \
        0..<4, or count from the end, where -1 is the last.
        """)
    #expect(
      ErrorMessage.noStep(axis: 0, [4]) == """
        subscript: a stride along axis 0 of shape [4] has the step 0; expected another.
        """)
    #expect(
      ErrorMessage.strideAcrossZero(2, -2) == """
        subscript: a stride from 2 to -2 passes from indices that count from the beginning to those that count from the \
        end; `.stride(from:to:by:)` takes bounds of both kinds.
        """)
    #expect(
      ErrorMessage.mask([3], axis: 0, [2, 3]) == """
        subscript: a mask of shape [3] does not fit shape [2, 3] from axis 0 on; expected a mask of shape [2], or of more \
        axes that begin so.
        """)
    #expect(
      ErrorMessage.lists([2], [3], [4, 4]) == """
        subscript: lists of indices of shapes [2] and [3] for shape [4, 4] do not go together, entry by entry; for all \
        combinations take one after the other: `x[rows, ...][0..., columns]`.
        """)
    #expect(
      ErrorMessage.subscriptAxis(2, 1) == """
        subscript: axis 2 was asked for of 1 axis; they go from 0 to 0, or from -1, the last, back to -1.
        """)
  }

  @Test("Integers that cannot be computed with")
  func integers() {
    #expect(
      ErrorMessage.overflow("*", 65536, 65536) == """
        IntTensor *: 65536 * 65536 does not fit in 32 bits; expected results from -2147483648 to 2147483647.
        """)
    #expect(
      ErrorMessage.divisionByZero("/", [2]) == """
        IntTensor /: a divisor of shape [2] has a 0; expected other numbers.
        """)
    #expect(
      ErrorMessage.emptyIntegers("max", [0]) == """
        IntTensor max: integers of shape [0] have none along these axes, but at least 1 was expected.
        """)
    #expect(
      ErrorMessage.raggedIntegers(2, index: 1, row: 3) == """
        IntTensor: all rows need one length, but row 0 has 2 and row 1 has 3.
        """)
  }

  static let misuses: [MisuseTests.Misuse] = [
    .init("subscript: index -4 is out of range along axis 0 of shape [3]") { _ = Tensor([1, 2, 3])[-4] as Float },
    .init("subscript: index 3 is out of range along axis 0 of shape [3]") { _ = Tensor([1, 2, 3])[[0, 3]] },
    .init("subscript: range -3..<0 along axis 0 of shape [3] begins near the end") { _ = Tensor([1, 2, 3])[-3..<0] },
    .init("subscript: a stride from 0 to 4 by 2 does not fit axis 0 of shape [3]") {
      _ = Tensor([1, 2, 3])[.stride(from: 0, to: 4, by: 2)]
    },
    .init("subscript: a stride along axis 0 of shape [3] has the step 0") { _ = Tensor([1, 2, 3])[.stride(by: 0)] },
    .init("subscript: a stride from 1 to -1 passes from indices") {
      _ = Tensor([1, 2, 3])[stride(from: 1, to: -2, by: -1)]
    },
    .init("subscript: a mask of shape [2] does not fit shape [3]") { _ = Tensor([1, 2, 3])[Tensor([1, 0])] },
    .init("subscript: lists of indices of shapes [2] and [3]") { _ = Tensor(ones: [4, 4])[[0, 1], [0, 1, 2]] },
    .init("subscript: 2 indices were given for shape [3]") { _ = Tensor([1, 2, 3])[0, [1]] },
    .init("subscript: a value of shape [2] cannot be assigned to a slice of shape [3]") {
      var x = Tensor(ones: [4])
      x[[0, 1, 2]] = [1, 2]
    },
    .init("subscript: axis 1 was asked for of 1 axis") { _ = Tensor([1, 2, 3])[along: 1, 0] },
    .init("subscript: index 3 is out of range along axis 0 of shape [3]") { _ = IntTensor([1, 2, 3])[3] as Int },
    .init("IntTensor +: 2147483647 + 1 does not fit in 32 bits") { _ = IntTensor([Int(Int32.max)]) + 1 },
    .init("IntTensor /: a divisor of shape [] has a 0") { _ = IntTensor([1]) / 0 },
    .init("IntTensor /: -2147483648 / -1 does not fit in 32 bits") { _ = IntTensor([Int(Int32.min)]) / -1 },
    .init("IntTensor max: integers of shape [0] have none") { _ = ([] as IntTensor).max() },
    .init("IntTensor: 4000000000 does not fit in 32 bits") {
      _ = IntTensor([2_000_000_000, 2_000_000_000]).sum(along: 0)
    },
    .init("+: shapes [2] and [3] do not broadcast") { _ = IntTensor([1, 2]) + IntTensor([1, 2, 3]) },
    .init("+=: a tensor of shape [2] keeps its shape") {
      var x = IntTensor([1, 2])
      x += IntTensor([[1, 2]])
    },
    .init("concatenating: shapes [2] and [1, 2] cannot be joined along axis 0") {
      _ = IntTensor(concatenating: [[1, 2], IntTensor([[1, 2]])])
    },
    .init("counts(below:): index 3 is out of range along axis 0 of shape [3]") { _ = IntTensor([3]).counts(below: 3) },
  ]

  @Test("What does not fit stops with its sentence", arguments: misuses.indices)
  func misused(number: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [number] in
      Self.misuses[number].action()
    }
    let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(words.contains("Fatal error: \(Self.misuses[number].sentence)"))
  }
}
