// One subscript for each number of axes that is named; Swift's `...` stands for all the axes that are left.

extension Sliceable {
  /// The part with these indices along the first axis; the remaining axes whole.
  public subscript<A: AxisSelection>(a: A) -> Self {
    get { selected([a.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices]) }
  }

  /// The part with these indices along the first two axes: `image[0..<6, 2..<6]`, `image[-1, .stride(by: 2)]`.
  public subscript<A: AxisSelection, B: AxisSelection>(a: A, b: B) -> Self {
    get { selected([a.axisIndices, b.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices]) }
  }

  /// The part with these indices along the first three axes.
  public subscript<A: AxisSelection, B: AxisSelection, C: AxisSelection>(a: A, b: B, c: C) -> Self {
    get { selected([a.axisIndices, b.axisIndices, c.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices, c.axisIndices]) }
  }

  /// The part with these indices along the first four axes.
  public subscript<A: AxisSelection, B: AxisSelection, C: AxisSelection, D: AxisSelection>(
    a: A, b: B, c: C, d: D
  ) -> Self {
    get { selected([a.axisIndices, b.axisIndices, c.axisIndices, d.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices, c.axisIndices, d.axisIndices]) }
  }

  /// All of it: `image[...] = 0` sets every element.
  public subscript(all: UnboundedRange) -> Self {
    get { selected([]) }
    set { assign(newValue, at: []) }
  }

  /// These indices along the first axis, the others whole: `image[1, ...]` is the row 1.
  public subscript<A: AxisSelection>(a: A, rest: UnboundedRange) -> Self {
    get { selected([a.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices]) }
  }

  /// These indices along the first two axes, the others whole.
  public subscript<A: AxisSelection, B: AxisSelection>(a: A, b: B, rest: UnboundedRange) -> Self {
    get { selected([a.axisIndices, b.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices]) }
  }

  /// These indices along the first three axes, the others whole.
  public subscript<A: AxisSelection, B: AxisSelection, C: AxisSelection>(
    a: A, b: B, c: C, rest: UnboundedRange
  ) -> Self {
    get { selected([a.axisIndices, b.axisIndices, c.axisIndices]) }
    set { assign(newValue, at: [a.axisIndices, b.axisIndices, c.axisIndices]) }
  }

  /// These indices along the last axis, the others whole: `image[..., 1]` is the column 1.
  public subscript<Z: AxisSelection>(rest: UnboundedRange, z: Z) -> Self {
    get { selected(last: [z.axisIndices]) }
    set { assign(newValue, last: [z.axisIndices]) }
  }

  /// These indices along the last two axes, the others whole.
  public subscript<Y: AxisSelection, Z: AxisSelection>(rest: UnboundedRange, y: Y, z: Z) -> Self {
    get { selected(last: [y.axisIndices, z.axisIndices]) }
    set { assign(newValue, last: [y.axisIndices, z.axisIndices]) }
  }

  /// These indices along the first axis and the last, those between them whole: `images[0, ..., 2]`.
  public subscript<A: AxisSelection, Z: AxisSelection>(a: A, rest: UnboundedRange, z: Z) -> Self {
    get { selected([a.axisIndices], last: [z.axisIndices]) }
    set { assign(newValue, [a.axisIndices], last: [z.axisIndices]) }
  }

  /// These indices along the axis of a number, the others whole: `x[along: -1, 0..<3]`. A negative number counts from the end.
  ///
  /// NumPy calls it `take` with an axis, PyTorch `index_select` and `narrow`.
  public subscript<A: AxisSelection>(along axis: Int, a: A) -> Self {
    get { selected(along: axis, a.axisIndices) }
    set { assign(newValue, along: axis, a.axisIndices) }
  }
}
