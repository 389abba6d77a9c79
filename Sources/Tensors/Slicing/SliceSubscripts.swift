// One subscript for each number of axes that is named; Swift's `...` stands for all the axes that are left.

extension Tensor {
  /// The part of the tensor with these indices along the first axis; the remaining axes whole. Assignment broadcasts.
  public subscript<A: AxisSelection>(a: A) -> Tensor {
    get { selected([a.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices]) }
  }

  /// The part of the tensor with these indices along the first two axes: `image[0..<6, 2..<6]`, `image[1, 0..<3]`.
  ///
  /// The part is a copy: reading it takes time and memory as it is large. An index removes its axis, a range keeps it. Assignment
  /// broadcasts: `image[0..<6, 2..<6] = 0` sets a box to 0. Stops with
  /// a message when an index lies outside, or the assigned shape does not fit.
  public subscript<A: AxisSelection, B: AxisSelection>(a: A, b: B) -> Tensor {
    get { selected([a.axisIndices, b.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices]) }
  }

  /// The part of the tensor with these indices along the first three axes.
  public subscript<A: AxisSelection, B: AxisSelection, C: AxisSelection>(a: A, b: B, c: C) -> Tensor {
    get { selected([a.axisIndices, b.axisIndices, c.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices, c.axisIndices]) }
  }

  /// The part of the tensor with these indices along the first four axes.
  public subscript<A: AxisSelection, B: AxisSelection, C: AxisSelection, D: AxisSelection>(
    a: A, b: B, c: C, d: D
  ) -> Tensor {
    get { selected([a.axisIndices, b.axisIndices, c.axisIndices, d.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices, c.axisIndices, d.axisIndices]) }
  }

  /// All of the tensor: `image[...] = 0` sets every element.
  public subscript(all: UnboundedRange) -> Tensor {
    get { self }
    set { assign(newValue, at: []) }
  }

  /// These indices along the first axis, the others whole: `image[1, ...]` is the row 1.
  public subscript<A: AxisSelection>(a: A, rest: UnboundedRange) -> Tensor {
    get { selected([a.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices]) }
  }

  /// These indices along the first two axes, the others whole.
  public subscript<A: AxisSelection, B: AxisSelection>(a: A, b: B, rest: UnboundedRange) -> Tensor {
    get { selected([a.axisIndices, b.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices]) }
  }

  /// These indices along the first three axes, the others whole.
  public subscript<A: AxisSelection, B: AxisSelection, C: AxisSelection>(
    a: A, b: B, c: C, rest: UnboundedRange
  ) -> Tensor {
    get { selected([a.axisIndices, b.axisIndices, c.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices, c.axisIndices]) }
  }

  /// These indices along the last axis, the others whole: `image[..., 1]` is the column 1.
  public subscript<Z: AxisSelection>(rest: UnboundedRange, z: Z) -> Tensor {
    get { selected(wholeAxes(before: 1) + [z.axisIndices]) }
    set { assign(newValue, at: wholeAxes(before: 1) + [z.axisIndices]) }
  }

  private func wholeAxes(before count: Int) -> [AxisIndices] {
    [AxisIndices](repeating: .range(from: nil, to: nil), count: Swift.max(0, rank - count))
  }
}
