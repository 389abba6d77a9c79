import OperationCases
import Tensors
import Testing

/// The engine's convolution and both of its gradients against their definition.
///
/// The geometries are those at which fast code splits: channels around multiples of 4, 8 and 16, windows that the image's
/// border cuts, strides that skip elements, padding larger than the window needs.
@Suite("Convolution agrees with its definition")
struct ConvolutionReferenceTests {
  static let channels = [1, 2, 3, 4, 6, 7, 8, 12, 15, 16, 17, 24, 31, 32, 33, 48, 64, 65, 100]
  static let widths = Array(1...40) + Array(53...59)

  @Test("Any stride, padding, dilation, groups and batch", arguments: 0..<240)
  func anyGeometry(seed: Int) {
    var random = RandomCases(seed: seed)
    check(random.convolution(products: 40_000), "seed \(seed)", using: &random)
  }

  @Test("Every pair of channel counts", arguments: channels)
  func everyPair(count: Int) {
    var random = RandomCases(seed: count)
    for outputs in Self.channels {
      let side = random.pick([1, 3, 3, 5])
      var geometry = ReferenceConvolution(channels: count, kernel: (side, side), outputs: outputs)
      geometry.padding = (side / 2, side / 2)
      geometry.size = (random.int(1...3), random.int(1...9))
      if geometry.products > 60_000 { geometry.size = (1, random.int(1...7)) }
      if geometry.products > 150_000 { geometry.kernel = (1, random.int(1...2)) }
      if geometry.fits { check(geometry, "seed \(count)", using: &random) }
    }
  }

  @Test("Every width, with square and with one-sided kernels", arguments: widths)
  func everyWidth(width: Int) {
    var random = RandomCases(seed: width)
    for kernel in [
      (1, 1), (2, 2), (3, 3), (5, 5), (7, 7), (11, 11), (1, 4), (4, 1), (2, 6), (random.int(1...3), width),
    ] {
      var geometry = ReferenceConvolution(kernel: kernel)
      geometry.channels = random.pick([1, 1, 2, 3])
      geometry.outputs = random.pick([1, 1, 4, 6, 8])
      geometry.size = (random.int(1...3) + kernel.0 / 2, width)
      geometry.padding = random.pick([(0, 0), (kernel.0 / 2, kernel.1 / 2), (kernel.0 / 2, 0), (5, 5)])
      geometry.stride = random.pick([(1, 1), (1, 1), (2, 2), (1, 3)])
      if geometry.products > 30_000 { (geometry.channels, geometry.outputs) = (1, 2) }
      if geometry.fits { check(geometry, "seed \(width)", using: &random) }
    }
  }

  @Test("Depthwise, with one and with two filters a channel", arguments: channels)
  func depthwise(count: Int) {
    var random = RandomCases(seed: count)
    for multiplier in [1, 2] {
      for side in [1, 2, 3, 5] {
        for stride in [(1, 1), (2, 2), (1, 2)] {
          var geometry = ReferenceConvolution(channels: count, kernel: (side, side), outputs: count * multiplier)
          geometry.groups = count
          geometry.stride = stride
          geometry.padding = random.pick([(0, 0), (side / 2, side / 2), (1, 3)])
          geometry.examples = random.int(1...2)
          geometry.size = (random.int(2...5), random.int(2...(count > 30 ? 5 : 12)))
          if geometry.fits { check(geometry, "seed \(count)", using: &random) }
        }
      }
    }
  }

  @Test("A few groups of many channels", arguments: [2, 3, 4, 6, 7, 8, 12, 16, 17])
  func groups(count: Int) {
    var random = RandomCases(seed: count)
    for groups in [2, 3, 5] {
      var geometry = ReferenceConvolution(channels: count * groups, kernel: (3, 2), outputs: random.int(1...9) * groups)
      geometry.groups = groups
      geometry.size = (random.int(2...4), random.int(2...9))
      geometry.padding = (1, random.int(0...2))
      geometry.stride = (random.int(1...2), random.int(1...2))
      if geometry.fits { check(geometry, "seed \(count)", using: &random) }
    }
  }

  @Test("Padding beyond what the window needs, and an image smaller than its kernel")
  func farPadding() {
    var random = RandomCases(seed: 0)
    for kernel in 1...4 {
      for padding in 1...5 {
        for dilation in 1...3 {
          var geometry = ReferenceConvolution(examples: 2, kernel: (kernel, 1), outputs: 3)
          geometry.size = (1, 2)
          geometry.padding = (padding, 5 - padding)
          geometry.dilation = (dilation, 1)
          geometry.stride = (random.int(1...4), random.int(1...4))
          if geometry.fits { check(geometry, "seed 0", using: &random) }
        }
      }
    }
  }

  /// Large enough for blocks that fit the caches and for several threads; compared in a few hundred positions.
  @Test("Large images and many channels", arguments: 0..<8)
  func large(number: Int) {
    var random = RandomCases(seed: number)
    var geometry: ReferenceConvolution
    switch number {
    case 0: geometry = .init(examples: 2, size: (28, 28), channels: 65, kernel: (3, 3), outputs: 72, padding: (1, 1))
    case 1: geometry = .init(examples: 3, size: (57, 56), channels: 17, kernel: (3, 3), outputs: 33, stride: (2, 2))
    case 2: geometry = .init(examples: 2, size: (29, 28), channels: 257, kernel: (1, 1), outputs: 64)
    case 3: geometry = .init(size: (301, 199), kernel: (11, 11))
    case 4: geometry = .init(size: (150, 203), channels: 3, kernel: (3, 3), outputs: 8)
    case 5: geometry = .init(examples: 8, size: (28, 28), channels: 128, kernel: (3, 3), outputs: 128, padding: (1, 1))
    case 6: geometry = .init(examples: 61, size: (28, 28), channels: 1, kernel: (5, 5), outputs: 6, padding: (2, 2))
    default: geometry = .init(examples: 37, size: (14, 14), channels: 6, kernel: (5, 5), outputs: 16)
    }
    if number == 5 { geometry.groups = 128 }
    check(geometry, "seed \(number)", positions: 200, using: &random)
  }

  @Test(
    "More filters than an image has numbers, also where parts of the kernel never lie in it",
    arguments: [(1, 1), (2, 1), (1, 4), (3, 2), (5, 6)], [1, 2])
  func manyFilters(size: (Int, Int), groups: Int) {
    var random = RandomCases(seed: size.0 * 10 + size.1)
    // 73,728 and 73,656 elements, in whole panels of channels and in others.
    for outputs in [128, 132] {
      var geometry = ReferenceConvolution(
        examples: 3, size: size, channels: groups * (outputs == 128 ? 64 : 62), kernel: (3, 3), outputs: outputs,
        padding: (1, 1))
      geometry.groups = groups
      check(geometry, "seed \(size)", positions: 400, using: &random)
    }
  }

  /// Compares the output and both gradients: in all positions, or in some that are drawn.
  private func check(
    _ geometry: ReferenceConvolution, _ seed: String, positions: Int? = nil, using random: inout RandomCases,
    location: SourceLocation = #_sourceLocation
  ) {
    let (x, w) = (random.tensor(geometry.inputShape), random.tensor(geometry.filterShape))
    let (bias, upstream) = (random.tensor([geometry.outputs]), random.tensor(geometry.outputShape))
    let before = (x.scalars, w.scalars, bias.scalars, upstream.scalars)
    func convolve(_ x: Tensor, _ w: Tensor, _ bias: Tensor?) -> Tensor {
      conv2d(
        x, filters: w, bias: bias, stride: geometry.stride, padding: geometry.padding, dilation: geometry.dilation,
        groups: geometry.groups)
    }
    let plain = convolve(x, w, nil)
    let biased = convolve(x, w, bias)
    let (_, (dx, dw)) = valueWithGradient(at: x, w) { convolve($0, $1, nil) * upstream }
    let db = gradient(at: bias) { convolve(x, w, $0) * upstream }

    let (input, filters, slopes) = (Numbers(x), Numbers(w), Numbers(upstream))
    func compare(_ name: String, _ ours: Tensor, _ shape: [Int], _ exact: (Int) -> Double) {
      let problem: String?
      if let positions, ours.shape == shape {
        let drawn = (0..<positions).map { _ in random.int(0...ours.count - 1) }
        let scalars = ours.scalars
        problem = Numbers([positions]) { exact(drawn[$0]) }
          .disagreement(with: Tensor(shape: [positions], drawn.map { scalars[$0] }))
      } else {
        problem = Numbers(shape, exact).disagreement(with: ours)
      }
      #expect(problem == nil, "\(name) of \(geometry), \(seed)", sourceLocation: location)
    }
    compare("output", plain, geometry.outputShape) { geometry.output(input, filters, at: $0) }
    compare("biased output", biased, geometry.outputShape) {
      geometry.output(input, filters, at: $0) + Double(bias[$0 % geometry.outputs])
    }
    compare("input gradient", dx, geometry.inputShape) { geometry.inputGradient(slopes, filters, at: $0) }
    compare("filter gradient", dw, geometry.filterShape) { geometry.filterGradient(input, slopes, at: $0) }
    compare("bias gradient", db, [geometry.outputs]) { channel in
      stride(from: channel, to: slopes.values.count, by: geometry.outputs).reduce(0) { $0 + slopes.values[$1] }
    }
    #expect(
      before == (x.scalars, w.scalars, bias.scalars, upstream.scalars), "inputs of \(geometry), \(seed)",
      sourceLocation: location)
  }
}

extension RandomCases {
  mutating func pick<Element>(_ elements: [Element]) -> Element { elements[int(0...elements.count - 1)] }

  /// A convolution of any geometry that fits and forms at most so many products.
  mutating func convolution(products: Int) -> ReferenceConvolution {
    while true {
      var geometry = ReferenceConvolution()
      geometry.examples = pick([1, 1, 2, 3, 13])
      geometry.groups = pick([1, 1, 1, 2, 3])
      let most = geometry.examples > 3 ? 6 : 17
      let counts = ConvolutionReferenceTests.channels.filter { $0 <= most }
      geometry.channels = pick(counts) * geometry.groups
      geometry.outputs = pick(counts) * geometry.groups
      if int(0...5) == 0 {
        geometry.groups = geometry.channels
        geometry.outputs = geometry.channels * int(1...2)
      }
      geometry.kernel = (pick([1, 2, 3, 3, 5, 7]), pick([1, 2, 3, 3, 5, 7]))
      geometry.size = (int(1...12), int(1...14))
      geometry.stride = (int(1...4), int(1...4))
      geometry.padding = (int(0...5), int(0...5))
      geometry.dilation = (pick([1, 1, 2, 3]), pick([1, 1, 2, 3]))
      if geometry.fits, geometry.products <= products { return geometry }
    }
  }
}
