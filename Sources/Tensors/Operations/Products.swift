import Compute

/// The product of every element of one vector with every element of another: `[n]` and `[m]` give `[n, m]`. NumPy and PyTorch call it
/// `outer`.
///
/// Stops with a message when one of them has more axes than one, or none.
public func outerProduct(_ left: Tensor, _ right: Tensor) -> Tensor {
  guard left.rank == 1, right.rank == 1 else { fail(ErrorMessage.vectors("outerProduct", left.shape, right.shape)) }
  return left.expanded(at: 1) * right
}

/// The sum of the products of two vectors of one length, a tensor of shape `[]`. NumPy and PyTorch call it `dot`.
///
/// Stops with a message when one of them has more axes than one, or none, or the lengths differ.
public func dotProduct(_ left: Tensor, _ right: Tensor) -> Tensor {
  guard left.rank == 1, right.rank == 1, left.shape == right.shape else {
    fail(ErrorMessage.vectors("dotProduct", left.shape, right.shape))
  }
  return matmul(left, right)
}

extension Tensor {
  /// The product of all elements, a tensor of shape `[]`. An empty tensor's product is 1.
  public func product() -> Tensor { product(along: Array(shape.indices)) }

  /// The products along some axes, which disappear unless `keepingAxes`. A negative axis counts from the end.
  public func product(along axes: Int..., keepingAxes: Bool = false) -> Tensor {
    product(along: axes, keepingAxes: keepingAxes)
  }

  /// The products along a list of axes. Takes memory for as many numbers again.
  ///
  /// One half of the elements is multiplied with the other until one is left. So the derivatives are those of multiplication, right
  /// also where elements are 0, which dividing the product by each element would not be.
  public func product(along axes: [Int], keepingAxes: Bool = false) -> Tensor {
    let axes = normalized(axes, for: "product(along:)")
    let result = reducedShape(along: axes, keepingAxes: keepingAxes)
    var factors = mergingAxes(axes)
    if factors.shape[1] == 0 { return Tensor(ones: result) }
    var odd: Tensor?
    while factors.shape[1] > 1 {
      let half = factors.shape[1] / 2
      if factors.shape[1] > 2 * half {
        let last = factors[0..., 2 * half]
        odd = odd.map { $0 * last } ?? last
      }
      factors = factors[0..., 0..<half] * factors[0..., half..<2 * half]
    }
    let whole = factors[0..., 0]
    return (odd.map { whole * $0 } ?? whole).reshaped(to: result)
  }
}
