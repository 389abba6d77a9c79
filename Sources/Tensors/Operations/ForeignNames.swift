// Names by which users of PyTorch and NumPy look for an operation. None of them can be called: the compiler says in one sentence
// what it is called here.

extension Tensor {
  @available(*, unavailable, message: "the tensor's method is magnitude()")
  public func abs() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is squareRoot()")
  public func sqrt() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is power(_:)")
  public func pow(_ exponent: Tensor) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is squared()")
  public func square() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is standardDeviation()")
  public func std() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is variance()")
  public func `var`() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is product()")
  public func prod() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is reshaped(to: [2, 3])")
  public func view(_ shape: Int...) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is reshaped(to: [2, 3])")
  public func reshape(_ shape: Int...) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is transposed(to: [0, 2, 1])")
  public func permute(_ axes: Int...) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is transposed()")
  public func transpose() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is transposed()")
  public func t() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is expanded(at:)")
  public func unsqueeze(_ axis: Int) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is squeezed()")
  public func squeeze() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is flattened()")
  public func flatten() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is flattened()")
  public func ravel() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is broadcast(to:)")
  public func expand(_ shape: Int...) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is broadcast(to:)")
  public func expand_as(_ other: Tensor) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is clamped(to:)")
  public func clamp(min: Float, max: Float) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is clamped(to:)")
  public func clip(_ lower: Float, _ upper: Float) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is softmax(along:)")
  public func softmax(dim: Int) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is detached()")
  public func detach() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is split(into:along:)")
  public func chunk(_ parts: Int) -> [Tensor] { fatalError() }

  @available(*, unavailable, message: "the tensor's method is repeated(_:along:)")
  public func repeat_interleave(_ times: Int) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the number of a tensor of one element is its property scalar")
  public func item() -> Float { fatalError() }

  @available(*, unavailable, message: "the numbers of a tensor are its property scalars")
  public func numpy() -> [Float] { fatalError() }

  @available(*, unavailable, message: "the numbers of a tensor are its property scalars")
  public func tolist() -> [Float] { fatalError() }

  @available(*, unavailable, message: "the product of vectors is dotProduct(a, b), that of matrices matmul(a, b)")
  public func dot(_ other: Tensor) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the product of matrices is matmul(a, b)")
  public func matmul(_ other: Tensor) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the lengths of the axes are the property shape")
  public func size() -> [Int] { fatalError() }

  @available(*, unavailable, message: "the number of axes is the property rank")
  public func dim() -> Int { fatalError() }

  @available(*, unavailable, message: "the number of elements is the property count")
  public func numel() -> Int { fatalError() }

  @available(*, unavailable, message: "a tensor is a value: let copy = x is a copy")
  public func clone() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the gradient at x is gradient(at: x) { x in ... }")
  public func backward() { fatalError() }

  @available(*, unavailable, message: "the tensor's method is flipped(along: 0)")
  public func flip(_ axes: Int...) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is rolled(by:along:)")
  public func roll(_ positions: Int, _ axis: Int) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is rotated(quarterTurns:axes:)")
  public func rot90(_ turns: Int) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is lowerTriangle()")
  public func tril() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is upperTriangle()")
  public func triu() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is rounded(.down)")
  public func floor() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is rounded(.up)")
  public func ceil() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is rounded()")
  public func round() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is rounded(.towardZero)")
  public func trunc() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is cumulativeSum(along:)")
  public func cumsum(_ axis: Int) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is sorted(along:)")
  public func sort() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is sortedIndices(along:)")
  public func argsort() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is greatest(_:along:)")
  public func topk(_ count: Int) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is logSumExp(along:)")
  public func logsumexp(_ axis: Int) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is unfolded(size:stride:)")
  public func unfold(_ size: Int) -> Tensor { fatalError() }

  @available(
    *, unavailable, message: "the rows of some indices are x[indices], those along another axis x[along: 1, indices]"
  )
  public func index_select(_ axis: Int, _ indices: IntTensor) -> Tensor { fatalError() }

  @available(
    *, unavailable, message: "the rows of some indices are x[indices], those along another axis x[along: 1, indices]"
  )
  public func take(_ indices: [Int], axis: Int = 0) -> Tensor { fatalError() }

  @available(*, unavailable, message: "a part along an axis is x[along: 1, 0..<3]")
  public func narrow(_ axis: Int, _ start: Int, _ length: Int) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the tensor's method is picked(at:along:)")
  public func gather(_ axis: Int, _ indices: IntTensor) -> Tensor { fatalError() }

  @available(*, unavailable, message: "the elements where a mask is not 0 are x[mask]")
  public func masked_select(_ mask: Tensor) -> Tensor { fatalError() }

  @available(*, unavailable, message: "elements are set by x[mask] = 0, or in a copy by replacing(with:where:)")
  public func masked_fill(_ mask: Tensor, _ value: Float) -> Tensor { fatalError() }
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

extension IntTensor {
  @available(*, unavailable, message: "the integers' method is counts(below:)")
  public func bincount(_ length: Int = 0) -> IntTensor { fatalError() }

  @available(*, unavailable, message: "the integers' method is magnitude()")
  public func abs() -> IntTensor { fatalError() }

  @available(*, unavailable, message: "the integers' method is reshaped(to: [2, 3])")
  public func reshape(_ shape: Int...) -> IntTensor { fatalError() }

  @available(*, unavailable, message: "integers as floating-point numbers are Tensor(x)")
  public func float() -> Tensor { fatalError() }

  @available(*, unavailable, message: "the number of one integer is its property scalar")
  public func item() -> Int { fatalError() }

  @available(*, unavailable, message: "the integers are the property scalars")
  public func tolist() -> [Int] { fatalError() }
}
