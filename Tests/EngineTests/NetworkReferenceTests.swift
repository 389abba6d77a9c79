import OperationCases
import Tensors
import Testing

/// What networks are made of besides convolutions, against the formulas.
@Suite("Losses, normalisation and transposed convolution agree with their definitions")
struct NetworkReferenceTests {
  @Test("Transposed convolution, whose definition is the gradient of a convolution", arguments: 0..<150)
  func transposedConvolution(seed: Int) {
    var random = RandomCases(seed: seed)
    var geometry: ReferenceConvolution
    var more = (0, 0)
    repeat {
      geometry = random.convolution(products: 30_000)
      // The output's size is chosen so that the given part of a stride is left over.
      more = (random.int(0...geometry.stride.0 - 1), random.int(0...geometry.stride.1 - 1))
      geometry.size.height =
        (random.int(1...5) - 1) * geometry.stride.0 + geometry.dilation.0 * (geometry.kernel.height - 1) + 1
        - 2 * geometry.padding.0 + more.0
      geometry.size.width =
        (random.int(1...5) - 1) * geometry.stride.1 + geometry.dilation.1 * (geometry.kernel.width - 1) + 1
        - 2 * geometry.padding.1 + more.1
    } while geometry.size.height < 1 || geometry.size.width < 1 || geometry.products > 30_000
    let (x, w) = (random.tensor(geometry.outputShape), random.tensor(geometry.filterShape))
    let (bias, upstream) = (random.tensor([geometry.channels]), random.tensor(geometry.inputShape))
    func convolve(_ x: Tensor, _ w: Tensor) -> Tensor {
      convTranspose2d(
        x, filters: w, bias: bias, stride: geometry.stride, padding: geometry.padding, outputPadding: more,
        dilation: geometry.dilation, groups: geometry.groups)
    }
    let (input, filters, slopes) = (Numbers(x), Numbers(w), Numbers(upstream))
    let value = Numbers(geometry.inputShape) {
      geometry.inputGradient(input, filters, at: $0) + Double(bias[$0 % geometry.channels])
    }
    #expect(value.disagreement(with: convolve(x, w)) == nil, "seed \(seed): transposed \(geometry)")
    let (_, (dx, dw)) = valueWithGradient(at: x, w) { convolve($0, $1) * upstream }
    let inputGradient = Numbers(geometry.outputShape) { geometry.output(slopes, filters, at: $0) }
    #expect(inputGradient.disagreement(with: dx) == nil, "seed \(seed): input gradient, transposed \(geometry)")
    let filterGradient = Numbers(geometry.filterShape) { geometry.filterGradient(slopes, input, at: $0) }
    #expect(filterGradient.disagreement(with: dw) == nil, "seed \(seed): filter gradient, transposed \(geometry)")
  }

  @Test("Softmax cross-entropy for any number of classes", arguments: 1...70)
  func crossEntropy(classes: Int) {
    var random = RandomCases(seed: classes)
    let examples = random.int(1...9)
    let scale = random.pick([0.01, 1, 30])
    let x = random.tensor([examples, classes]) * scale
    let labels = (0..<examples).map { _ in random.int(0...classes - 1) }
    let (loss, gradient) = valueWithGradient(at: x) { $0.softmaxCrossEntropy(labels: labels) }
    let expected = ReferenceNetwork.softmaxCrossEntropy(Numbers(x), labels: labels)
    #expect(
      Numbers([]) { _ in expected.loss }.disagreement(with: loss, absolute: 1e-6) == nil, "\(x.shape) by \(scale)")
    #expect(expected.gradient.disagreement(with: gradient, absolute: 1e-6) == nil, "\(x.shape) by \(scale)")
    // Not to be recorded is no other way to the same number.
    #expect(x.softmaxCrossEntropy(labels: labels) == loss)
  }

  @Test("Softmax and its logarithm along any axis", arguments: 0..<60)
  func softmax(seed: Int) {
    var random = RandomCases(seed: seed)
    let shape = [random.int(1...5), random.int(1...40), random.int(1...20)]
    let x = random.tensor(shape) * 5
    let axis = random.int(0...2)
    let (probabilities, logarithm) = (x.softmax(along: axis), x.logSoftmax(along: axis - 3))
    var order = [0, 1, 2].filter { $0 != axis }
    order.append(axis)
    let length = shape[axis]
    let rows = Numbers(x.transposed(to: order))
    var expected = rows
    for row in 0..<rows.values.count / length {
      let position = row * length..<(row + 1) * length
      expected.values.replaceSubrange(position, with: ReferenceNetwork.softmax(Array(rows.values[position])))
    }
    #expect(
      expected.disagreement(with: probabilities.transposed(to: order)) == nil, "seed \(seed): \(shape) along \(axis)")
    let back = logarithm.exp()
    #expect(expected.disagreement(with: back.transposed(to: order)) == nil, "seed \(seed): \(shape) along \(axis)")
  }

  @Test("Batch and layer normalisation of any shape", arguments: 0..<80)
  func normalisation(seed: Int) {
    var random = RandomCases(seed: seed)
    let shape = (0..<random.int(2...4)).map { _ in random.int(1...6) } + [random.int(1...33)]
    let columns = shape[shape.count - 1]
    let rows = shape.dropLast().reduce(1, *)
    let x = random.tensor(shape) * 3 + 7
    let (scale, shift) = (random.tensor([columns]), random.tensor([columns]))
    for byColumn in [true, false] {
      let ours =
        byColumn
        ? x.batchNormalized(scale: scale, shift: shift, epsilon: 1e-3)
        : x.layerNormalized(scale: scale, shift: shift, epsilon: 1e-3)
      let expected = ReferenceNetwork.normalized(
        Numbers(x), rows: rows, columns: columns, byColumn: byColumn, scale: Numbers(scale), shift: Numbers(shift),
        epsilon: Double(1e-3 as Float))
      let name = byColumn ? "batch" : "layer"
      #expect(
        expected.disagreement(with: ours, absolute: 1e-4) == nil, "seed \(seed): \(name) normalisation of \(shape)")
    }
  }
}
