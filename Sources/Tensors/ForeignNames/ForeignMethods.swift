// Names by which users of PyTorch and NumPy look for an operation. None of them can be called: the compiler says in one sentence
// what it is called here. A test holds them to the tables of the articles, Operations.md and FromPyTorch.md.

#if !hasFeature(Embedded)

  /// What stands for a name of another library: whatever it is called with, the compiler names the name and nothing else.
  @available(*, unavailable)
  @dynamicCallable @dynamicMemberLookup
  public struct ForeignName<Result> {
    /// Whatever it is called with.
    public func dynamicallyCall(withKeywordArguments arguments: KeyValuePairs<String, Any?>) -> Result { fatalError() }
    /// Whatever is asked of it.
    public subscript(dynamicMember name: String) -> ForeignName<Result> { self }
  }

  // What tensors and integers have by the same names.
  extension Sliceable {
    @available(*, unavailable, message: "two tensors are compared as wholes by x == y")
    public var equal: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "it is ((x - y).magnitude() .< 1e-5).all()")
    public var allclose: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "it is (x - y).magnitude() .< 1e-5")
    public var isclose: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the operator is /")
    public var div: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "of a mask it is .!mask")
    public var logical_not: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "of masks it is a .& b")
    public var logical_and: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "of masks it is a .| b")
    public var logical_or: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "it is Tensor.select(mask, x, y), or x.replacing(with: 0, where: mask)")
    public var `where`: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "it is outerProduct(a, b)")
    public var outer: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is magnitude()")
    public var abs: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is reshaped(to: [2, 3])")
    public var view: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is reshaped(to: [2, 3])")
    public var reshape: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is transposed(to: [0, 2, 1])")
    public var permute: ForeignName<Self> { fatalError() }

    @available(
      *, unavailable, message: "the method is transposed(), or with the order of all axes transposed(to: [0, 2, 1])"
    )
    public var transpose: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is transposed(to: [0, 2, 1]), with the order of all axes")
    public var swapaxes: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is transposed()")
    public var t: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is transposed()")
    public var T: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is expanded(at: 0)")
    public var unsqueeze: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is expanded(at: 0)")
    public var expand_dims: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is squeezed()")
    public var squeeze: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is flattened()")
    public var flatten: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is flattened()")
    public var ravel: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is broadcast(to:)")
    public var expand: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is broadcast(to:)")
    public var expand_as: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is broadcast(to:)")
    public var broadcast_to: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is clamped(to: 0...1)")
    public var clamp: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is clamped(to: 0...1)")
    public var clip: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is split(into:along:)")
    public var chunk: ForeignName<[Self]> { fatalError() }

    @available(*, unavailable, message: "the method is unstacked(along:)")
    public var unbind: ForeignName<[Self]> { fatalError() }

    @available(*, unavailable, message: "the method is flipped(along: 0)")
    public var flip: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is cumulativeSum(along:)")
    public var cumsum: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is sorted(along:)")
    public var sort: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is sortedIndices(along:)")
    public var argsort: ForeignName<IntTensor> { fatalError() }

    @available(*, unavailable, message: "the method is greatest(_:along:), which gives values and indices")
    public var topk: ForeignName<Self> { fatalError() }

    @available(
      *, unavailable, message: "the rows of some indices are x[indices], those along another axis x[along: 1, indices]"
    )
    public var index_select: ForeignName<Self> { fatalError() }

    @available(
      *, unavailable, message: "the rows of some indices are x[indices], those along another axis x[along: 1, indices]"
    )
    public var take: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "a part along an axis is x[along: 1, 0..<3]")
    public var narrow: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "one element of each line along an axis are picked(at:along:)")
    public var gather: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "one element of each line along an axis are picked(at:along:)")
    public var take_along_axis: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "elements are set by their indices: x[rows, columns] = values")
    public var scatter: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the elements where a mask is 1 are x[mask]")
    public var masked_select: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "elements are set by x[mask] = 0, or in a copy by replacing(with:where:)")
    public var masked_fill: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is max(along:)")
    public var amax: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the method is min(along:)")
    public var amin: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the number of one element is the property scalar")
    public var item: ForeignName<Float> { fatalError() }

    @available(*, unavailable, message: "the numbers are the property scalars")
    public var tolist: ForeignName<[Float]> { fatalError() }

    @available(*, unavailable, message: "the numbers are the property scalars")
    public var numpy: ForeignName<[Float]> { fatalError() }

    @available(
      *, unavailable, message: "the lengths of the axes are the property shape, the number of elements is count"
    )
    public var size: ForeignName<Int> { fatalError() }

    @available(*, unavailable, message: "the number of axes is the property rank")
    public var dim: ForeignName<Int> { fatalError() }

    @available(*, unavailable, message: "the number of axes is the property rank")
    public var ndim: ForeignName<Int> { fatalError() }

    @available(*, unavailable, message: "the number of elements is the property count")
    public var numel: ForeignName<Int> { fatalError() }

    @available(*, unavailable, message: "a value needs none: let copy = x is a copy")
    public var clone: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "a value needs none: let copy = x is a copy")
    public var copy: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the elements of a tensor always lie in row-major order: leave it out")
    public var contiguous: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "there is no other device than the processor: leave it out")
    public var cpu: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "there is no other device than the processor: leave it out")
    public var cuda: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "all elements are set by x[...] = 0")
    public var fill_: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "all elements are set by x[...] = 0")
    public var zero_: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "comparison by elements is the operator .==")
    public var eq: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "comparison by elements is the operator .!=")
    public var ne: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "comparison by elements is the operator .<")
    public var lt: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "comparison by elements is the operator .<=")
    public var le: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "comparison by elements is the operator .>")
    public var gt: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "comparison by elements is the operator .>=")
    public var ge: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the operator is +=")
    public var add_: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the operator is -=")
    public var sub_: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the operator is *=")
    public var mul_: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the operator is /=")
    public var div_: ForeignName<Self> { fatalError() }

    @available(*, unavailable, message: "the axes are named along:, as in sum(along: 0), and kept by keepingAxes: true")
    public func sum(dim: Int, keepdim: Bool = false) -> Self { fatalError() }

    @available(*, unavailable, message: "the axes are named along:, as in sum(along: 0), and kept by keepingAxes: true")
    public func sum(axis: Int, keepdims: Bool = false) -> Self { fatalError() }

    @available(*, unavailable, message: "the axes are named along:, as in sum(along: 0)")
    public func sum(_ axis: Int) -> Self { fatalError() }

    @available(
      *, unavailable, message: "the axes are named along:, as in mean(along: 0), and kept by keepingAxes: true"
    )
    public func mean(dim: Int, keepdim: Bool = false) -> Tensor { fatalError() }

    @available(
      *, unavailable, message: "the axes are named along:, as in mean(along: 0), and kept by keepingAxes: true"
    )
    public func mean(axis: Int, keepdims: Bool = false) -> Tensor { fatalError() }

    @available(*, unavailable, message: "the axes are named along:, as in mean(along: 0)")
    public func mean(_ axis: Int) -> Tensor { fatalError() }

    @available(*, unavailable, message: "the axes are named along:, as in max(along: 0), and kept by keepingAxes: true")
    public func max(dim: Int, keepdim: Bool = false) -> Self { fatalError() }

    @available(*, unavailable, message: "the axes are named along:, as in max(along: 0), and kept by keepingAxes: true")
    public func max(axis: Int, keepdims: Bool = false) -> Self { fatalError() }

    @available(*, unavailable, message: "the axes are named along:, as in max(along: 0)")
    public func max(_ axis: Int) -> Self { fatalError() }

    @available(*, unavailable, message: "the axes are named along:, as in min(along: 0), and kept by keepingAxes: true")
    public func min(dim: Int, keepdim: Bool = false) -> Self { fatalError() }

    @available(*, unavailable, message: "the axes are named along:, as in min(along: 0), and kept by keepingAxes: true")
    public func min(axis: Int, keepdims: Bool = false) -> Self { fatalError() }

    @available(*, unavailable, message: "the axes are named along:, as in min(along: 0)")
    public func min(_ axis: Int) -> Self { fatalError() }

    @available(
      *, unavailable, message: "the axes are named along:, as in argmax(along: 0), and kept by keepingAxes: true"
    )
    public func argmax(dim: Int, keepdim: Bool = false) -> IntTensor { fatalError() }

    @available(
      *, unavailable, message: "the axes are named along:, as in argmax(along: 0), and kept by keepingAxes: true"
    )
    public func argmax(axis: Int, keepdims: Bool = false) -> IntTensor { fatalError() }

    @available(*, unavailable, message: "the axes are named along:, as in argmax(along: 0)")
    public func argmax(_ axis: Int) -> IntTensor { fatalError() }

    @available(
      *, unavailable, message: "the axes are named along:, as in argmin(along: 0), and kept by keepingAxes: true"
    )
    public func argmin(dim: Int, keepdim: Bool = false) -> IntTensor { fatalError() }

    @available(
      *, unavailable, message: "the axes are named along:, as in argmin(along: 0), and kept by keepingAxes: true"
    )
    public func argmin(axis: Int, keepdims: Bool = false) -> IntTensor { fatalError() }

    @available(*, unavailable, message: "the axes are named along:, as in argmin(along: 0)")
    public func argmin(_ axis: Int) -> IntTensor { fatalError() }
  }

  extension Tensor {
    @available(
      *, unavailable,
      message:
        "tensors are put together by Tensor(stacking: [x, y]), numbers of more than three axes by a literal, let x: Tensor = [[[[1]]]]"
    )
    public init(_ parts: [Tensor]) { fatalError() }

    @available(
      *, unavailable, message: "of all elements it is x .< y, a mask; of two single numbers x.scalar < y.scalar"
    )
    public static func < (left: Tensor, right: Tensor) -> Bool { fatalError() }

    @available(*, unavailable, message: "of all elements it is x .< 0.5, a mask; of a single number x.scalar < 0.5")
    public static func < <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Bool { fatalError() }

    @available(
      *, unavailable, message: "of all elements it is x .<= y, a mask; of two single numbers x.scalar <= y.scalar"
    )
    public static func <= (left: Tensor, right: Tensor) -> Bool { fatalError() }

    @available(*, unavailable, message: "of all elements it is x .<= 0.5, a mask; of a single number x.scalar <= 0.5")
    public static func <= <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Bool { fatalError() }

    @available(
      *, unavailable, message: "of all elements it is x .> y, a mask; of two single numbers x.scalar > y.scalar"
    )
    public static func > (left: Tensor, right: Tensor) -> Bool { fatalError() }

    @available(*, unavailable, message: "of all elements it is x .> 0.5, a mask; of a single number x.scalar > 0.5")
    public static func > <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Bool { fatalError() }

    @available(
      *, unavailable, message: "of all elements it is x .>= y, a mask; of two single numbers x.scalar >= y.scalar"
    )
    public static func >= (left: Tensor, right: Tensor) -> Bool { fatalError() }

    @available(*, unavailable, message: "of all elements it is x .>= 0.5, a mask; of a single number x.scalar >= 0.5")
    public static func >= <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Bool { fatalError() }

    @available(*, unavailable, message: "the tensor's method is squareRoot()")
    public var sqrt: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is power(_:)")
    public var pow: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is squared()")
    public var square: ForeignName<Tensor> { fatalError() }

    @available(
      *, unavailable, message: "the tensor's method is standardDeviation(along:), with unbiased: true as PyTorch has it"
    )
    public var std: ForeignName<Tensor> { fatalError() }

    @available(
      *, unavailable, message: "the tensor's method is variance(along:), with unbiased: true as PyTorch has it"
    )
    public var `var`: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is product()")
    public var prod: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is logSoftmax(along:)")
    public var log_softmax: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is detached()")
    public var detach: ForeignName<Tensor> { fatalError() }

    @available(
      *, unavailable,
      message: "the tensor's method is tiled([2, 1]) as PyTorch means it, repeated(_:along:) as NumPy does"
    )
    public var `repeat`: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is tiled([2, 1])")
    public var tile: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is repeated(_:along:)")
    public var repeat_interleave: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the product of vectors is dotProduct(a, b), that of matrices matmul(a, b)")
    public var dot: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the product of matrices is matmul(a, b)")
    public var matmul: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the product of matrices is matmul(a, b)")
    public var mm: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the product of stacks of matrices is matmul(a, b)")
    public var bmm: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the gradient at x is gradient(at: x) { x in ... }")
    public var backward: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the gradient at x is gradient(at: x) { x in ... }")
    public var grad: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "whatever a closure is given is differentiated: gradient(at: x) { x in ... }")
    public var requires_grad: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "whatever a closure is given is differentiated: gradient(at: x) { x in ... }")
    public var requires_grad_: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is rolled(by:along:)")
    public var roll: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is rotated(quarterTurns:axes:)")
    public var rot90: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is lowerTriangle()")
    public var tril: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is upperTriangle()")
    public var triu: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is rounded(.down)")
    public var floor: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is rounded(.up)")
    public var ceil: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is rounded()")
    public var round: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is rounded(.towardZero)")
    public var trunc: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is logSumExp(along:)")
    public var logsumexp: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is unfolded(size:stride:)")
    public var unfold: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is isNaN()")
    public var isnan: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is isInfinite()")
    public var isinf: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the tensor's method is isFinite()")
    public var isfinite: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "there is none; what is added at repeated rows is the gradient of rows(_:)")
    public var scatter_add: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "there is none; what is added at repeated rows is the gradient of rows(_:)")
    public var index_add: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "elements are 32-bit floating-point numbers; integers of them are IntTensor(x)")
    public var astype: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "integers of whole numbers are IntTensor(x)")
    public var long: ForeignName<IntTensor> { fatalError() }

    @available(*, unavailable, message: "integers of whole numbers are IntTensor(x)")
    public var int: ForeignName<IntTensor> { fatalError() }

    @available(*, unavailable, message: "elements are 32-bit floating-point numbers already: leave it out")
    public var float: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "elements are 32-bit floating-point numbers; there are no others")
    public var double: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the axis is named along:, as in softmax(along: 0)")
    public func softmax(dim: Int) -> Tensor { fatalError() }

    @available(*, unavailable, message: "the axis is named along:, as in softmax(along: 0)")
    public func softmax(axis: Int) -> Tensor { fatalError() }

    @available(*, unavailable, message: "the axis is named along:, as in softmax(along: 0)")
    public func softmax(_ axis: Int) -> Tensor { fatalError() }

    @available(*, unavailable, message: "the axis is named along:, as in norm(along: 0)")
    public func norm(dim: Int) -> Tensor { fatalError() }

    @available(*, unavailable, message: "the axis is named along:, as in norm(along: 0)")
    public func norm(axis: Int) -> Tensor { fatalError() }

    @available(*, unavailable, message: "the axis is named along:, as in norm(along: 0)")
    public func norm(_ axis: Int) -> Tensor { fatalError() }

    @available(*, unavailable, message: "the axis is named along:, as in any(along: 0)")
    public func any(dim: Int) -> Tensor { fatalError() }

    @available(*, unavailable, message: "the axis is named along:, as in any(along: 0)")
    public func any(axis: Int) -> Tensor { fatalError() }

    @available(*, unavailable, message: "the axis is named along:, as in all(along: 0)")
    public func all(dim: Int) -> Tensor { fatalError() }

    @available(*, unavailable, message: "the axis is named along:, as in all(along: 0)")
    public func all(axis: Int) -> Tensor { fatalError() }
  }

  extension IntTensor {
    @available(*, unavailable, message: "the operator is %, which drops the fraction as Swift's does")
    public var fmod: ForeignName<IntTensor> { fatalError() }

    @available(*, unavailable, message: "the integers' method is counts(below:)")
    public var bincount: ForeignName<IntTensor> { fatalError() }

    @available(*, unavailable, message: "integers as floating-point numbers are Tensor(x)")
    public var float: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "integers as floating-point numbers are Tensor(x)")
    public var astype: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "integers have 32 bits; there are no others")
    public var long: ForeignName<IntTensor> { fatalError() }

    @available(*, unavailable, message: "there is none; as floating-point numbers it is Tensor(x).product()")
    public var prod: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "there is none; as floating-point numbers it is Tensor(x).standardDeviation()")
    public var std: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "there is none; as floating-point numbers it is Tensor(x).variance()")
    public var `var`: ForeignName<Tensor> { fatalError() }
  }

  @available(*, unavailable, message: "of a tensor x it is x.magnitude()")
  public func abs(_ x: Tensor) -> Tensor { fatalError() }

  @available(*, unavailable, message: "of a tensor x it is x.squareRoot()")
  public func sqrt(_ x: Tensor) -> Tensor { fatalError() }

  @available(*, unavailable, message: "of a tensor x it is x.exp()")
  public func exp(_ x: Tensor) -> Tensor { fatalError() }

  @available(*, unavailable, message: "of a tensor x it is x.log()")
  public func log(_ x: Tensor) -> Tensor { fatalError() }

  @available(*, unavailable, message: "of a tensor x it is x.power(2)")
  public func pow(_ x: Tensor, _ exponent: Tensor) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the product of vectors is dotProduct(a, b), that of matrices matmul(a, b)")
  public func dot(_ a: Tensor, _ b: Tensor) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the function is outerProduct(a, b)")
  public func outer(_ a: Tensor, _ b: Tensor) -> Tensor { fatalError() }

#endif
