import Tensors
import Testing

@Suite("Einstein's notation")
struct EinsumTests {
  /// The whole numbers from 0 on.
  private func numbers(_ shape: Int...) -> Tensor { Tensor(0..<shape.reduce(1, *)).reshaped(to: shape) }

  @Test("Without an arrow the result has the letters that occur once, in the order of the alphabet, capitals first")
  func implicit() {
    // By NumPy 2.4.6.
    #expect(einsum("ij,jk", numbers(2, 3), numbers(3, 4)) == [[20, 23, 26, 29], [56, 68, 80, 92]])
    #expect(einsum("ba,bc", numbers(2, 3), numbers(2, 4)) == [[12, 15, 18, 21], [16, 21, 26, 31], [20, 27, 34, 41]])
    #expect(einsum("Ab,bC", numbers(2, 3), numbers(3, 2)) == [[10, 13], [28, 40]])
    #expect(einsum("a B , B", numbers(2, 3), numbers(3)) == [5, 14])
    #expect(einsum("ba", numbers(2, 3)) == [[0, 3], [1, 4], [2, 5]])
  }

  @Test("Three dots stand for the axes without letters, which broadcast and stay")
  func ellipsis() {
    // By NumPy 2.4.6.
    let stacked: Tensor = [
      [[42, 48, 54], [114, 136, 158], [186, 224, 262]], [[258, 312, 366], [330, 400, 470], [402, 488, 574]],
    ]
    #expect(einsum("...ij,jk->...ik", numbers(2, 3, 4), numbers(4, 3)) == stacked)
    #expect(einsum("...ij,...jk", numbers(2, 3, 4), numbers(1, 4, 3)) == stacked)
    #expect(einsum("i...,i...->...", numbers(2, 3), numbers(2, 1)) == [3, 4, 5])
    #expect(einsum("...,...", numbers(2, 3), numbers(3)) == [[0, 1, 4], [0, 4, 10]])
    #expect(einsum("...ij->...j", numbers(2, 3, 4)) == numbers(2, 3, 4).sum(along: 1))
    #expect(einsum("ij->", numbers(2, 3)) == 15)
  }
}
