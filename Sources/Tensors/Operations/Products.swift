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
