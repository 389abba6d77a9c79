import DataSets
import Figures
import Networks
import Tensors
import Testing

/// What stops the program really does, at the public door, with the sentence that belongs to it.
@Suite("Misuse")
struct MisuseTests {
  struct Misuse: Sendable {
    let sentence: String
    let action: @Sendable () -> Void

    init(_ sentence: String, _ action: @escaping @Sendable () -> Void) {
      self.sentence = sentence
      self.action = action
    }
  }

  private static var matrix: Tensor { Tensor(ones: [2, 3]) }
  private static var image: Tensor { Tensor(ones: [1, 4, 4, 3]) }

  static let tensors: [Misuse] = [
    Misuse("matmul: shapes [2, 3] and [2, 3] do not multiply") { _ = matmul(matrix, matrix) },
    Misuse("+=: a tensor of shape [3] keeps its shape, to which a value of shape [2, 3] does not broadcast;") {
      var row: Tensor = [1, 2, 3]
      row += [[1, 1, 1], [2, 2, 2]]
    },
    Misuse("/=: a tensor of shape [2, 3] keeps its shape, to which a value of shape [2, 1, 3] does not broadcast;") {
      var all = matrix
      all /= Tensor(ones: [2, 1, 3])
    },
    Misuse("Tensor literal: all rows need one shape, but row 0 has shape [2] and row 1 has shape [1].") {
      _ = Tensor([[1, 2], [3]])
    },
    Misuse(
      "valueWithGradient(at:outputGradient:of:): an output gradient of shape [3] for a result of shape [2, 3]; expected one number "
        + "for each element of the result."
    ) {
      _ = valueWithGradient(at: matrix, outputGradient: [1, 1, 1]) { $0 * 2 }
    },
    Misuse("matmul: shapes [3] and [2, 3] do not multiply") { _ = matmul([1, 2, 3], matrix) },
    Misuse("reshaped(to:): the 6 elements of shape [2, 3] cannot be divided evenly into shape [4, -1].") {
      _ = matrix.reshaped(to: [4, -1])
    },
    Misuse("transposed(to:): axes [0, 0] were given for shape [2, 3], which needs each of its 2 axes once.") {
      _ = matrix.transposed(to: [0, 0])
    },
    Misuse("sum(along:): axis 2 is out of range for shape [2, 3]") { _ = matrix.sum(along: 2) },
    Misuse("mean: a tensor of shape [0, 3] has no elements along these axes, but a mean needs at least 1.") {
      _ = Tensor(zeros: [0, 3]).mean()
    },
    Misuse("subscript: index 2 is out of range along axis 0 of shape [2, 3]") { _ = matrix[2, ...] },
    Misuse("subscript: range 0..<3 does not fit axis 0 of shape [2, 3]") { _ = matrix[0..<3, ...] },
    Misuse("subscript: the element [0] of shape [2] was read as a Float in a differentiated closure,") {
      _ = gradient(at: [1, 2]) { x in
        var y = x
        y[0] *= 2
        return y
      }
    },
    Misuse(
      "subscript: a mask of shape [3] has the element 2, but a mask holds 0 and 1 only, as comparisons give them; numbers that are "
        + "indices are an IntTensor: `x[IntTensor(numbers)]`."
    ) {
      _ = Tensor([5, 6, 7])[Tensor([2.0, 0, 1])]
    },
    Misuse(
      "conv2d: filters of shape [0, 3, 3, 4] for an input of shape [1, 4, 4, 3] have no elements; expected a height and a width of at "
        + "least 1."
    ) { _ = conv2d(image, filters: Tensor(zeros: [0, 3, 3, 4])) },
    Misuse(
      "Tensor(from:to:by:): the list from 0 to 1e15 by 0.001 would have 1e18 numbers; expected at most 2147483647."
    ) { _ = Tensor(from: 0, to: 1e15, by: 1e-3) },
    Misuse("argmax: a tensor of shape [0, 4] has no elements, but at least 1 was expected.") {
      _ = Tensor(zeros: [0, 4]).argmax()
    },
    Misuse("maxPool1d: a window of 9 with stride 9 and padding 1 does not fit shape [1, 4, 1]") {
      _ = maxPool1d(Tensor(ones: [1, 4, 1]), size: 9, padding: 1)
    },
    Misuse("subscript: a mask of shape [2] has the element nan,") { _ = Tensor([5, 6])[Tensor([1, Float.nan])] },
    Misuse("subscript: a mask of shape [2] has the element -1") {
      var x: Tensor = [5, 6, 7]
      x[Tensor([-1.0, 0])] = 0
    },
    Misuse("subscript: a mask of shape [1] has the element 2") { _ = IntTensor([5, 6])[Tensor([2.0])] },
    Misuse(
      "subscript: the element [1] of shape [2] was read as a Float in a differentiated closure, where it would lose its derivative; "
        + "take the part x[1..<2], which may also be changed, or the constant x.detached()[1]."
    ) {
      _ = gradient(at: [1, 2]) { x in
        var y = x
        y[0] = y[1]
        return y
      }
    },
    Misuse(
      "subscript: the element [-1, 2] of shape [2, 3] was read as a Float in a differentiated closure, where it would lose its "
        + "derivative; take the part x[1..<2, 2], which may also be changed, or the constant x.detached()[-1, 2]."
    ) {
      _ = gradient(at: matrix) { x in
        let last = x[-1, 2]
        return last * x
      }
    },
    Misuse(
      "subscript: the element [] of shape [] was read as a Float in a differentiated closure, where it would lose its derivative; "
        + "take the tensor itself, which may also be changed, or the constant x.detached()[]."
    ) {
      _ = gradient(at: 2) { x in
        let number: Float = x[]
        return number * x
      }
    },
    Misuse("subscript: 3 indices were given for shape [2, 3], which has 2 axes.") { _ = matrix[0, 1, 2] as Tensor },
    Misuse("subscript: a value of shape [2] cannot be assigned to a slice of shape [1, 3]") {
      var image = matrix
      image[0..<1, ...] = [1, 2]
    },
    Misuse("concatenating: shapes [2, 3] and [2, 2] cannot be joined along axis 0") {
      _ = Tensor(concatenating: [matrix, Tensor(ones: [2, 2])], along: 0)
    },
    Misuse("stacking: shapes [2, 3] and [2, 2] differ; expected tensors of one shape.") {
      _ = Tensor(stacking: [matrix, Tensor(ones: [2, 2])], along: 0)
    },
    Misuse("split: lengths [1, 3] do not add up to axis 1 of shape [2, 3]") { _ = matrix.split([1, 3], along: 1) },
    Misuse("rows: index 2 is out of range along axis 0 of shape [2, 3]") { _ = matrix.rows([0, 2]) },
    Misuse("rows: index -3 is out of range along axis 0 of shape [2, 3]; it must be from 0 to 1, or from -1, the last,")
    {
      _ = matrix.rows([0, -3])
    },
    Misuse("einsum: \"...ij,jk->ik\" does not fit shapes [2, 2, 3] and [3, 2];") {
      _ = einsum("...ij,jk->ik", Tensor(ones: [2, 2, 3]), Tensor(ones: [3, 2]))
    },
    Misuse("einsum: axis -1 of `...` of \"...i,...i\" has two lengths in shapes [2, 3] and [4, 3]; expected one.") {
      _ = einsum("...i,...i", Tensor(ones: [2, 3]), Tensor(ones: [4, 3]))
    },
    Misuse("maxPool1d: a window of 4 with stride 4 and padding 0 does not fit shape [1, 3, 2];") {
      _ = maxPool1d(Tensor(ones: [1, 3, 2]), size: 4)
    },
    Misuse("avgPool1d: a window of 2 with stride 2 and padding 2 does not fit shape [1, 3, 2];") {
      _ = avgPool1d(Tensor(ones: [1, 3, 2]), size: 2, padding: 2)
    },
    Misuse("accuracy: all 2 labels are -1, which is ignored; expected at least 1 other.") {
      _ = matrix.accuracy(labels: [-1, -1], ignoring: -1)
    },
    Misuse("Tensor literal: all rows need one shape, but row 0 has shape [1, 2] and row 1 has shape [2, 2].") {
      let blocks: [[[Double]]] = [[[1, 2]], [[3, 4], [5, 6]]]
      _ = Tensor(blocks)
    },
    Misuse("IntTensor: all blocks need as many rows, but block 0 has 1 and block 1 has 2.") {
      let blocks = [[[1, 2]], [[3, 4], [5, 6]]]
      _ = IntTensor(blocks)
    },
    Misuse("IntTensor mean: integers of shape [0] have none along these axes, but at least 1 was expected.") {
      _ = IntTensor([] as [Int]).mean()
    },
    Misuse("greatest(_:along:): 4 elements were asked for along axis 0 of shape [3]; expected a number from 0 to 3.") {
      _ = ([1, 2, 3] as IntTensor).greatest(4)
    },
    Misuse("IntTensor: 3000000000 does not fit in 32 bits") {
      _ = ([2_000_000_000, 1_000_000_000] as IntTensor).cumulativeSum(along: 0)
    },
    Misuse("picked(at:along:): index 3 is out of range along axis 1 of shape [2, 3]") {
      _ = matrix.picked(at: [0, 3])
    },
    Misuse("squeezed: axis 0 of shape [2, 3] has length 2") { _ = matrix.squeezed(0) },
    Misuse("scalar: a tensor of shape [2, 3] has 6 elements, but exactly 1 was expected") { _ = matrix.scalar },
    Misuse("Tensor(shape:): shape [2, 3] needs 6 numbers, but 1 were given.") { _ = Tensor(shape: [2, 3], [1]) },
    Misuse("Tensor: shape [2, -1] has a negative length") { _ = Tensor(zeros: [2, -1]) },
    Misuse("IntTensor: 1099511627776 does not fit in 32 bits") { _ = IntTensor([1 << 40]) },
    Misuse("oneHot(classes:): index 3 is out of range along axis 1 of shape [2, 3]") {
      _ = ([0, 3] as IntTensor).oneHot(classes: 3)
    },
    Misuse("padded: amounts [[1, 1]] do not fit shape [2, 3]") { _ = matrix.padded([(1, 1)]) },
    Misuse("softmaxCrossEntropy: label 3 of example 1 is not among the 3 classes of shape [2, 3]") {
      _ = matrix.softmaxCrossEntropy(labels: [0, 3])
    },
    Misuse("accuracy: labels of shape [1] do not fit outputs of shape [2, 3]") { _ = matrix.accuracy(labels: [0]) },
    Misuse("conv2d: input of shape [1, 4, 4, 3] has 3 channels, but filters of shape [2, 2, 4, 1] expect 4.") {
      _ = conv2d(image, filters: Tensor(ones: [2, 2, 4, 1]))
    },
    Misuse(
      "conv2d: stride (0, 1) for an input of shape [1, 4, 4, 3] and filters of shape [2, 2, 3, 1] must be from 1 to 2147483647 along both axes."
    ) { _ = conv2d(image, filters: Tensor(ones: [2, 2, 3, 1]), stride: (0, 1)) },
    Misuse("convTranspose2d: input of shape [1, 4, 4, 3] and filters of shape [2, 2, 1, 4] do not fit") {
      _ = convTranspose2d(image, filters: Tensor(ones: [2, 2, 1, 4]))
    },
    Misuse("maxPool2d: a window of (2, 2)") { _ = maxPool2d([1, 2, 3], size: (2, 2)) },
    Misuse("avgPool2d: a window of (5, 5)") { _ = avgPool2d(image, size: (5, 5)) },
    Misuse("checkingFinite: loss of shape [] is nan, but finite numbers were expected.") {
      _ = Tensor(Float.nan).checkingFinite("loss")
    },
  ]

  static let networks: [Misuse] = [
    Misuse("Dense: 0 inputs and 2 outputs were given") { _ = Dense(inputs: 0, outputs: 2) },
    Misuse("Dense: weights of shape [2, 3] and a bias of shape [1] do not fit") {
      _ = Dense(weights: matrix, bias: [1])
    },
    Misuse(
      "Conv1D: an input of shape [1, 4, 2] does not fit a kernel of shape [3, 1, 5]; expected [example, length, channel] with 1 channel."
    ) { _ = Conv1D(kernel: Tensor(ones: [3, 1, 5]))(Tensor(ones: [1, 4, 2])) },
    Misuse(
      "Conv1D: an input of shape [4, 1] does not fit a kernel of shape [3, 1, 5]; expected [example, length, channel]"
    ) {
      _ = Conv1D(kernel: Tensor(ones: [3, 1, 5]))(Tensor(ones: [4, 1]))
    },
    Misuse(
      "Conv1D: a kernel of shape [3, 1, 5] reaches over 5 elements, more than the 4 that an input of shape [1, 4, 1] has."
    ) { _ = Conv1D(kernel: Tensor(ones: [3, 1, 5]), dilation: 2)(Tensor(ones: [1, 4, 1])) },
    Misuse(
      "Conv1D: a kernel of shape [9, 1, 5] reaches over 9 elements, more than the 6 that an input of shape [1, 4, 1] has with"
    ) {
      _ = Conv1D(kernel: Tensor(ones: [9, 1, 5]), padding: 1)(Tensor(ones: [1, 4, 1]))
    },
    Misuse("Conv1D: a kernel of shape [0, 1, 5] has no elements") {
      _ = Conv1D(kernel: Tensor(ones: [0, 1, 5]))(Tensor(ones: [1, 4, 1]))
    },
    Misuse(
      "Conv1D: a bias of shape [3] does not fit a kernel of shape [3, 1, 5]; expected one number, or one for each output"
    ) {
      _ = Conv1D(kernel: Tensor(ones: [3, 1, 5]), bias: [1, 2, 3])(Tensor(ones: [1, 4, 1]))
    },
    Misuse("Conv1D: stride 0 and dilation 1 were given; expected numbers from 1") {
      _ = Conv1D(kernel: Tensor(ones: [3, 1, 5]), stride: 0)(Tensor(ones: [1, 4, 1]))
    },
    Misuse("Conv1D: a padding of -1 was given; expected amounts of 0 or more.") {
      _ = Conv1D(kernel: Tensor(ones: [3, 1, 5]), padding: -1)(Tensor(ones: [1, 4, 1]))
    },
    Misuse(
      "Conv1D: 2 groups were given for a kernel of shape [3, 1, 5]; expected at least 1, which divide its output channels."
    ) {
      _ = Conv1D(kernel: Tensor(ones: [3, 1, 5]), groups: 2)(Tensor(ones: [1, 4, 2]))
    },
    Misuse("GlobalAvgPool2D: an input of shape [2, 3] was given; expected [example, height, width, channel].") {
      _ = GlobalAvgPool2D()(matrix)
    },
    Misuse("GlobalMaxPool2D: an input of shape [2, 3] was given") { _ = GlobalMaxPool2D()(matrix) },
    Misuse("UpSampling2D: an input of shape [2, 3] was given") { _ = UpSampling2D(factor: 2)(matrix) },
    Misuse("Embedding: index -1 is out of range along axis 0 of shape [3, 2]; it must be from 0 to 2.") {
      _ = Embedding(count: 3, features: 2)([-1])
    },
    Misuse(
      "Parameter: parameter \"weights\" of a layer dense of shape [3, 1] was given a tensor that is being differentiated, and would lose "
        + "its derivative; compute with the tensor itself, or give the constant, detached(). Parameters are differentiated by "
        + "valueWithGradient(at: module)."
    ) {
      _ = gradient(at: Tensor(ones: [3, 1])) { w in Dense(weights: w)(matrix).sum() + 0.1 * w.sum() }
    },
    Misuse("Parameter: parameter \"kernel\" of a layer conv1d of shape [2, 1, 1] was given a tensor") {
      _ = gradient(at: Tensor(ones: [2, 1, 1])) { k in Conv1D(kernel: 2 * k)(Tensor(ones: [1, 4, 1])) }
    },
    Misuse("Parameter: parameter without a name of shape [2, 3] was given a tensor") {
      _ = gradient(at: matrix) { x in Parameter(x).value + x }
    },
    Misuse("Parameter: parameter \"weights\" of a layer dense of shape [2, 3] was given a tensor") {
      let layer = Dense(weights: matrix)
      _ = gradient(at: matrix) { w in
        layer.weights.value = w
        return layer([1, 1]) + w
      }
    },
    Misuse("Parameter: parameter \"weights\" of a layer dense of shape [2, 3] was given a tensor") {
      let layer = Dense(weights: matrix)
      _ = gradient(at: matrix) { w in
        layer.weights.value[0..<1] *= w[0..<1]
        return layer([1, 1]) + w
      }
    },
    Misuse("update(_:along:): a tensor of shape [2, 3] or its gradient is being differentiated") {
      _ = gradient(at: matrix) { w in
        var (moved, optimiser) = (w.detached(), SGD(learningRate: 0.1))
        optimiser.update(&moved, along: w)
        return moved * w
      }
    },
    Misuse("Conv2D: 3 groups must divide 4 input channels and 6 output channels.") {
      _ = Conv2D(inputChannels: 4, outputChannels: 6, kernelSize: (3, 3), groups: 3)
    },
    Misuse("BatchNorm: an input of shape [2, 3] does not fit 2 channels") { _ = BatchNorm(channels: 2)(matrix) },
    Misuse("BatchNorm: an input of shape [1, 3] has one number or none for each channel") {
      _ = withMode(.training) { BatchNorm(channels: 3)(Tensor(ones: [1, 3])) }
    },
    Misuse("LayerNorm: an input of shape [2, 3] does not fit 2 features") { _ = LayerNorm(features: 2)(matrix) },
    Misuse("Residual: the layers make shape [2, 2], but what is added to it has shape [2, 3]") {
      _ = Residual { Dense(inputs: 3, outputs: 2) }(matrix)
    },
    Misuse("meanSquaredError: an output of shape [2, 3] and a target of shape [3] were given") {
      _ = meanSquaredError(matrix, [1, 2, 3])
    },
    Misuse("binaryCrossEntropy: an output of shape [2, 3] and a target of shape [3] were given") {
      _ = binaryCrossEntropy(matrix, [1, 2, 3])
    },
    Misuse("Batches: a count of 5 and a size of 0 were given") { _ = Batches(count: 5, size: 0) },
    Misuse("LearningRateSchedule: step -1 is before the first one") { _ = LearningRateSchedule.constant(1)(-1) },
    Misuse(
      "Parameter.value: parameter \"weights\" of a layer dense has shape [2, 3], but a tensor of shape [1] was assigned"
    ) { Dense(weights: matrix).weights.value = [1] },
    Misuse("Gradients: there is no gradient for parameter \"weights\" of a layer dense of shape [2, 3]") {
      let (first, second) = (Dense(weights: matrix), Dense(weights: matrix))
      _ = gradient(at: first) { $0([[1, 2]]) }[second.weights]
    },
    Misuse("clipped(toNorm:): the limit 0.0 must be greater than 0.") {
      _ = gradient(at: Dense(weights: matrix)) { $0([[1, 2]]) }.clipped(toNorm: 0)
    },
    Misuse("Gradients.mean(): the list is empty") { _ = ([] as [Gradients]).mean() },
    Misuse(
      "valueWithGradient(at:): the module has no trainable parameter among its 0, so there is nothing to differentiate"
    ) { _ = gradient(at: ReLU()) { $0(matrix) } },
    Misuse("update(_:along:): a gradient of shape [1] does not fit a tensor of shape [2, 3]") {
      var (descent, tensor) = (SGD(learningRate: 1), matrix)
      descent.update(&tensor, along: [1])
    },
    Misuse("SafeTensors: the name \"a\" is given twice") {
      _ = SafeTensors([.init(name: "a", tensor: 1), .init(name: "a", tensor: 2)])
    },
  ]

  static let figures: [Misuse] = [
    Misuse("LineChart: the line \"value\" has 3 positions and 2 values; expected as many of both.") {
      _ = LineChart(x: [1, 2, 3], y: [1, 2] as [Float])
    },
    Misuse("BarChart: 1 label and 2 values were given") { _ = BarChart(["a"], [1, 2] as Tensor) },
    Misuse("Histogram: 0 bins were asked for 6 values") { _ = Histogram(matrix, bins: 0) },
    Misuse("HeatMap: a tensor of shape [1, 4, 4, 3] has more than two axes longer than 1") { _ = HeatMap(image) },
    Misuse("KernelGrid: filters of shape [5, 5, 6] were given") { _ = KernelGrid(Tensor(ones: [5, 5, 6])) },
    Misuse("FeatureMapGrid: maps of shape [2, 3, 3, 4] were given") { _ = FeatureMapGrid(Tensor(ones: [2, 3, 3, 4])) },
    Misuse("ImageGrid: an image of shape [] was given") { _ = ImageGrid([1, 2]) },
    Misuse("ConfusionMatrix: predicted classes of shape [2] and actual ones of shape [1] were given") {
      _ = ConfusionMatrix(predicted: [0, 1], actual: [0], classes: ["a", "b"])
    },
    Misuse(
      "conv2d: filters of shape [3, 3] reach over 3 x 3 elements, more than the 2 x 3 that an input of shape [2, 3] has."
    ) { _ = CorrelationDiagram(input: matrix, kernel: Tensor(ones: [3, 3])) },
    Misuse("ImageSet: images of shape [1, 4, 4, 3] and labels of shape [2] do not fit") {
      _ = ImageSet(images: image, labels: [0, 1], classNames: ["a", "b"])
    },
    Misuse("ImageSet: label 2 of image 0 is not among the 2 classes that are named") {
      _ = ImageSet(images: image, labels: [2], classNames: ["a", "b"])
    },
    Misuse("batch: image 1 was asked for, but the set has 1 image, counted from 0.") {
      _ = ImageSet(images: image, labels: [0], classNames: ["a"]).batch([1])
    },
  ]

  @Test("Operations on tensors", arguments: tensors.indices)
  func misusedTensors(number: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [number] in
      Self.tensors[number].action()
    }
    check(result, Self.tensors[number])
  }

  @Test("Networks and how they learn", arguments: networks.indices)
  func misusedNetworks(number: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [number] in
      Self.networks[number].action()
    }
    check(result, Self.networks[number])
  }

  @Test("Figures and data sets", arguments: figures.indices)
  func misusedFigures(number: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [number] in
      Self.figures[number].action()
    }
    check(result, Self.figures[number])
  }

  private func check(_ result: ExitTest.Result?, _ misuse: Misuse) {
    let words = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(words.contains("Fatal error: \(misuse.sentence)"))
  }
}
