// Names by which users of PyTorch and NumPy look for an operation. With the prefixes that Python programs give them. None of them can be called: the compiler says in one sentence
// what it is called here. A test holds them to the tables of the articles, Operations.md and FromPyTorch.md.

#if !hasFeature(Embedded)

  @available(*, unavailable, message: "what NumPy has is made of tensors here: the article Operations has both names")
  public typealias np = ForeignFunctions

  @available(*, unavailable, message: "what PyTorch has is made of tensors here: the article Operations has both names")
  public typealias torch = ForeignFunctions

  @available(
    *, unavailable,
    message: "what torch.nn.functional has are methods and functions here: the article Operations has both names"
  )
  public typealias F = ForeignFunctions

  /// The functions of NumPy and of PyTorch.
  @available(*, unavailable)
  public enum ForeignFunctions {
    @available(*, unavailable, message: "of a tensor x it is the property x.count")
    public static var numel: ForeignName<Int> { fatalError() }

    @available(*, unavailable, message: "of all windows it has x.unfolded(size: (3, 3))")
    public static var lib: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor([[1, 2], [3, 4]]), of labels and indices IntTensor([3, 0])")
    public static var array: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor([[1, 2], [3, 4]]), of labels and indices IntTensor([3, 0])")
    public static var tensor: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor([[1, 2], [3, 4]]), of labels and indices IntTensor([3, 0])")
    public static var asarray: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(list), or Tensor(shape: [2, 3], list)")
    public static var from_numpy: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(zeros: [2, 3])")
    public static var zeros: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(ones: [2, 3])")
    public static var ones: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(repeating: 7, shape: [2, 3])")
    public static var full: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(zeros: [2, 3])")
    public static var empty: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(zeros: x.shape)")
    public static var zeros_like: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(ones: x.shape)")
    public static var ones_like: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(repeating: 7, shape: x.shape)")
    public static var full_like: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(zeros: x.shape)")
    public static var empty_like: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(randomUniform: x.shape)")
    public static var rand_like: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(randomNormal: x.shape)")
    public static var randn_like: ForeignName<Tensor> { fatalError() }

    @available(
      *, unavailable, message: "it is Tensor(0..<4), or Tensor(from: 0, to: 1, by: 0.25), of integers IntTensor(0..<4)"
    )
    public static var arange: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(from: 0, through: 1, count: 5)")
    public static var linspace: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(identity: 3)")
    public static var eye: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(identity: 3)")
    public static var identity: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(randomUniform: [2, 3])")
    public static var rand: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(randomNormal: [2, 3])")
    public static var randn: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is IntTensor(randomIn: 0..<10, shape: [5])")
    public static var randint: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is IntTensor(permutationOf: 10)")
    public static var randperm: ForeignName<Tensor> { fatalError() }

    @available(
      *, unavailable,
      message:
        "it is Tensor(randomUniform: [2, 3]), Tensor(randomNormal: [2, 3]), IntTensor(randomIn: 0..<10, shape: [5]) or IntTensor(permutationOf: 10); seed(1) begins anew"
    )
    public static var random: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is seed(1)")
    public static var manual_seed: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor.select(mask, x, y), or x.replacing(with: 0, where: mask)")
    public static var `where`: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(concatenating: parts, along: 0)")
    public static var cat: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(concatenating: parts, along: 0)")
    public static var concatenate: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(concatenating: parts, along: 0)")
    public static var concat: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(concatenating: parts, along: 1)")
    public static var hstack: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(concatenating: parts, along: 0)")
    public static var vstack: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor(stacking: parts, along: 0)")
    public static var stack: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.split(into: 2, along: 0), or by lengths x.split([1, 3])")
    public static var split: ForeignName<[Tensor]> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.split(into: 2, along: 0)")
    public static var chunk: ForeignName<[Tensor]> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.unstacked(along: 0)")
    public static var unbind: ForeignName<[Tensor]> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.unstacked(along: 0)")
    public static var unstack: ForeignName<[Tensor]> { fatalError() }

    @available(*, unavailable, message: "it is matmul(a, b)")
    public static var matmul: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is matmul(a, b)")
    public static var mm: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is matmul(a, b)")
    public static var bmm: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of vectors it is dotProduct(a, b), of matrices matmul(a, b)")
    public static var dot: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is outerProduct(a, b)")
    public static var outer: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is einsum(\"ij,jk->ik\", a, b)")
    public static var einsum: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.exp()")
    public static var exp: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.log()")
    public static var log: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.sin()")
    public static var sin: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.cos()")
    public static var cos: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.tanh()")
    public static var tanh: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.magnitude()")
    public static var abs: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.squareRoot()")
    public static var sqrt: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.squared()")
    public static var square: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.power(2)")
    public static var pow: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.power(2)")
    public static var power: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.reciprocal()")
    public static var reciprocal: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.sign()")
    public static var sign: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.erf()")
    public static var erf: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.rounded(.down)")
    public static var floor: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.rounded(.up)")
    public static var ceil: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.rounded()")
    public static var round: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.rounded(.towardZero)")
    public static var trunc: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of integers it is i / j, of a tensor x it is x.rounded(.towardZero)")
    public static var fix: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of integers it is i % j; there is none of tensors")
    public static var fmod: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is x / y")
    public static var div: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.clamped(to: 0...1)")
    public static var clip: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.clamped(to: 0...1)")
    public static var clamp: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor.maximum(x, y)")
    public static var maximum: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is Tensor.minimum(x, y)")
    public static var minimum: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.sum(along: 0)")
    public static var sum: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.product()")
    public static var prod: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.mean(along: 0)")
    public static var mean: ForeignName<Tensor> { fatalError() }

    @available(
      *, unavailable,
      message: "of a tensor x it is x.standardDeviation(along: 0), with unbiased: true as PyTorch has it"
    )
    public static var std: ForeignName<Tensor> { fatalError() }

    @available(
      *, unavailable, message: "of a tensor x it is x.variance(along: 0), with unbiased: true as PyTorch has it"
    )
    public static var `var`: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.max(along: 0)")
    public static var max: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.min(along: 0)")
    public static var min: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.max(along: 0)")
    public static var amax: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.min(along: 0)")
    public static var amin: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.argmax(along: 0)")
    public static var argmax: ForeignName<IntTensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.argmin(along: 0)")
    public static var argmin: ForeignName<IntTensor> { fatalError() }

    @available(*, unavailable, message: "of a mask it is mask.any()")
    public static var any: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a mask it is mask.all()")
    public static var all: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.norm()")
    public static var norm: ForeignName<Tensor> { fatalError() }

    @available(
      *, unavailable, message: "the norm is x.norm(), the product of matrices matmul(a, b); there are no decompositions"
    )
    public static var linalg: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.logSumExp(along: 0)")
    public static var logsumexp: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.cumulativeSum(along: 0)")
    public static var cumsum: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.sorted(along: 0)")
    public static var sort: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.sortedIndices(along: 0)")
    public static var argsort: ForeignName<IntTensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.greatest(5)")
    public static var topk: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of integers it is i.counts(below: 10)")
    public static var bincount: ForeignName<IntTensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.reshaped(to: [2, 3])")
    public static var reshape: ForeignName<Tensor> { fatalError() }

    @available(
      *, unavailable,
      message: "of a tensor x it is x.transposed(), or with the order of all axes x.transposed(to: [0, 2, 1])"
    )
    public static var transpose: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.transposed(to: [0, 2, 1])")
    public static var permute: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.transposed(to: [0, 2, 1])")
    public static var swapaxes: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.expanded(at: 0)")
    public static var unsqueeze: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.expanded(at: 0)")
    public static var expand_dims: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.squeezed()")
    public static var squeeze: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.flattened()")
    public static var flatten: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.flattened()")
    public static var ravel: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.broadcast(to: [2, 3])")
    public static var broadcast_to: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.tiled([2, 1])")
    public static var tile: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.repeated(2, along: 0)")
    public static var `repeat`: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.repeated(2, along: 0)")
    public static var repeat_interleave: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.flipped(along: 0)")
    public static var flip: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.rolled(by: 1, along: 0)")
    public static var roll: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.rotated(quarterTurns: 1)")
    public static var rot90: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.lowerTriangle()")
    public static var tril: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.upperTriangle()")
    public static var triu: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.padded([(1, 1), (0, 2)])")
    public static var pad: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.resized(to: (32, 32))")
    public static var interpolate: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.unfolded(size: (3, 3))")
    public static var unfold: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.unfolded(size: (3, 3))")
    public static var sliding_window_view: ForeignName<Tensor> { fatalError() }

    @available(
      *, unavailable, message: "the rows of some indices are x[indices], those along another axis x[along: 1, indices]"
    )
    public static var take: ForeignName<Tensor> { fatalError() }

    @available(
      *, unavailable, message: "the rows of some indices are x[indices], those along another axis x[along: 1, indices]"
    )
    public static var index_select: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.picked(at: indices)")
    public static var take_along_axis: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.picked(at: indices)")
    public static var gather: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "elements are set by their indices: x[rows, columns] = values")
    public static var scatter: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "the elements where a mask is 1 are x[mask]")
    public static var masked_select: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.isNaN()")
    public static var isnan: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.isInfinite()")
    public static var isinf: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.isFinite()")
    public static var isfinite: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "two tensors are compared as wholes by x == y")
    public static var equal: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "two tensors are compared as wholes by x == y")
    public static var array_equal: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is ((x - y).magnitude() .< 1e-5).all()")
    public static var allclose: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is (x - y).magnitude() .< 1e-5")
    public static var isclose: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of masks it is a .& b")
    public static var logical_and: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of masks it is a .| b")
    public static var logical_or: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a mask it is .!mask")
    public static var logical_not: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is .newAxis in a subscript: x[.newAxis, ...]")
    public static var newaxis: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "elements are 32-bit floating-point numbers already: leave it out")
    public static var float32: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "elements are 32-bit floating-point numbers; there are no others")
    public static var float64: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "integers are IntTensor, of 32 bits")
    public static var int64: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "integers are IntTensor, of 32 bits")
    public static var int32: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "a mask is a tensor of zeros and ones")
    public static var bool: ForeignName<Tensor> { fatalError() }

    @available(
      *, unavailable, message: "outside of gradient(at:) nothing is recorded; within it x.detached() is a constant"
    )
    public static var no_grad: ForeignName<Tensor> { fatalError() }

    @available(
      *, unavailable, message: "outside of gradient(at:) nothing is recorded; within it x.detached() is a constant"
    )
    public static var inference_mode: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is gradient(at: x) { x in ... }")
    public static var autograd: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "there is no other device than the processor: leave it out")
    public static var device: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "there is no other device than the processor: leave it out")
    public static var cuda: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "a model is saved by model.save(to: path)")
    public static var save: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "a model's parameters are loaded by model.load(from: path)")
    public static var load: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.relu()")
    public static var relu: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.leakyReLU()")
    public static var leaky_relu: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.sigmoid()")
    public static var sigmoid: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.silu()")
    public static var silu: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.gelu()")
    public static var gelu: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.softplus()")
    public static var softplus: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.softmax(along: 0)")
    public static var softmax: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.logSoftmax(along: 0)")
    public static var log_softmax: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of labels it is labels.oneHot(classes: 10)")
    public static var one_hot: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.rows(indices)")
    public static var embedding: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is the layer Dropout(0.5)")
    public static var dropout: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.batchNormalized(scale:shift:)")
    public static var batch_norm: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "of a tensor x it is x.layerNormalized(scale:shift:)")
    public static var layer_norm: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is the layer GroupNorm(groups: 4, channels: 8)")
    public static var group_norm: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is matmul(x, weights) + bias, or the layer Dense(inputs: 2, outputs: 3)")
    public static var linear: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is the layer Conv1D, whose input is [example, length, channel]")
    public static var conv1d: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is conv2d(images, filters: kernels), with channels last")
    public static var conv2d: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is convTranspose2d(images, filters: kernels), with channels last")
    public static var conv_transpose2d: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is maxPool1d(x, size: 2), with channels last")
    public static var max_pool1d: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is avgPool1d(x, size: 2), with channels last")
    public static var avg_pool1d: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is maxPool2d(images, size: 2), with channels last")
    public static var max_pool2d: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is avgPool2d(images, size: 2), with channels last")
    public static var avg_pool2d: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "to one number of each channel it is the layer GlobalAvgPool2D()")
    public static var adaptive_avg_pool2d: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is softmaxCrossEntropy(outputs, labels: labels)")
    public static var cross_entropy: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "with the softmax in it, it is softmaxCrossEntropy(outputs, labels: labels)")
    public static var nll_loss: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is meanSquaredError(outputs, targets)")
    public static var mse_loss: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is meanAbsoluteError(outputs, targets)")
    public static var l1_loss: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is huberLoss(outputs, targets)")
    public static var huber_loss: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is huberLoss(outputs, targets)")
    public static var smooth_l1_loss: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "with the sigmoid in it, it is binaryCrossEntropy(outputs, targets)")
    public static var binary_cross_entropy: ForeignName<Tensor> { fatalError() }

    @available(*, unavailable, message: "it is binaryCrossEntropy(outputs, targets)")
    public static var binary_cross_entropy_with_logits: ForeignName<Tensor> { fatalError() }
  }

#endif
