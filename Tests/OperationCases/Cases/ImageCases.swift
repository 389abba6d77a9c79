import Tensors

extension OperationCase {
  /// Windows over images, whose axes are [example, height, width, channel].
  static let images: [OperationCase] = [
    OperationCase(
      "conv2d", ["conv2d(_:filters:bias:stride:padding:dilation:groups:)"],
      [Input([2, 5, 6, 2]), Input([3, 2, 2, 3]), Input([3])],
      pytorch: "nhwc(F.conv2d(nchw(x), oihw(y), z, stride=2, padding=1))",
      { conv2d($0[0], filters: $0[1], bias: $0[2], stride: 2, padding: 1) },
      reference: { inputs in
        Numbers.indexed(
          [2, 3, 4, 3],
          { i in
            var sum = inputs[2][i[3]]
            for tap in Numbers.indices(of: [3, 2, 2]) {
              let (row, column) = (2 * i[1] + tap[0] - 1, 2 * i[2] + tap[1] - 1)
              guard (0..<5).contains(row), (0..<6).contains(column) else { continue }
              sum += inputs[0][i[0], row, column, tap[2]] * inputs[1][tap[0], tap[1], tap[2], i[3]]
            }
            return sum
          })
      }
    ).inVectors(as: "conv2d") { parameters, inputs in
      guard let x = inputs["x"], let w = inputs["w"] else { return nil }
      return conv2d(
        x, filters: w, bias: inputs["b"], stride: parameters.pair(parameters.stride, 1),
        padding: parameters.pair(parameters.padding, 0), dilation: parameters.pair(parameters.dilation, 1),
        groups: parameters.groups ?? 1)
    },
    OperationCase(
      "convTranspose2d", ["convTranspose2d(_:filters:bias:stride:padding:outputPadding:dilation:groups:)"],
      [Input([2, 3, 4, 2]), Input([2, 3, 3, 2]), Input([3])],
      pytorch: "nhwc(F.conv_transpose2d(nchw(x), y.permute(3, 2, 0, 1), z, stride=2))",
      { convTranspose2d($0[0], filters: $0[1], bias: $0[2], stride: 2) },
      reference: { inputs in
        Numbers.indexed(
          [2, 6, 9, 3],
          { i in
            var sum = inputs[2][i[3]]
            for tap in Numbers.indices(of: [2, 3, 2]) {
              let (row, column) = (i[1] - tap[0], i[2] - tap[1])
              guard row % 2 == 0, column % 2 == 0, (0..<3).contains(row / 2), (0..<4).contains(column / 2), row >= 0,
                column >= 0
              else { continue }
              sum += inputs[0][i[0], row / 2, column / 2, tap[2]] * inputs[1][tap[0], tap[1], i[3], tap[2]]
            }
            return sum
          })
      }
    ).inVectors(as: "conv_transpose2d") { parameters, inputs in
      guard let x = inputs["x"], let w = inputs["w"] else { return nil }
      return convTranspose2d(
        x, filters: w, bias: inputs["b"], stride: parameters.pair(parameters.stride, 1),
        padding: parameters.pair(parameters.padding, 0))
    },
    pooling("maxPool2d", "maxpool", pytorch: "nhwc(F.max_pool2d(nchw(x), 2))", { maxPool2d($0, size: 2) }) { $0.max()! }
      .inVectors(as: "max_pool2d") { parameters, inputs in
        guard let x = inputs["x"], parameters.kernel != nil else { return nil }
        let size = parameters.pair(parameters.kernel, 1)
        return maxPool2d(
          x, size: size, stride: parameters.stride == nil ? size : parameters.pair(parameters.stride, 1),
          padding: parameters.pair(parameters.padding, 0))
      },
    pooling("avgPool2d", "avgpool", pytorch: "nhwc(F.avg_pool2d(nchw(x), 2))", { avgPool2d($0, size: 2) }) {
      $0.reduce(0, +) / 4
    }.inVectors(as: "avg_pool2d") { parameters, inputs in
      guard let x = inputs["x"], parameters.kernel != nil else { return nil }
      let size = parameters.pair(parameters.kernel, 1)
      return avgPool2d(
        x, size: size, stride: parameters.stride == nil ? size : parameters.pair(parameters.stride, 1),
        padding: parameters.pair(parameters.padding, 0))
    },
    sequencePooling("maxPool1d", pytorch: "ncl(F.max_pool1d(ncl(x), 3, 2, 1))") {
      maxPool1d($0, size: 3, stride: 2, padding: 1)
    } _: {
      $0.max()!
    },
    sequencePooling("avgPool1d", pytorch: "ncl(F.avg_pool1d(ncl(x), 3, 2, 1))") {
      avgPool1d($0, size: 3, stride: 2, padding: 1)
    } _: {
      $0.reduce(0, +) / 3
    },
    OperationCase(
      "resized", ["resized(to:)"], [Input([2, 2, 3, 2])],
      pytorch: "nhwc(F.interpolate(nchw(x), size=(4, 6), mode='bilinear', align_corners=False))",
      { $0[0].resized(to: (4, 6)) },
      reference: { inputs in
        // Twice as large: three quarters of the nearer element and a quarter of the next, within the image.
        Numbers.indexed(
          [2, 4, 6, 2],
          { i in
            func parts(_ index: Int, _ length: Int) -> [(Int, Double)] {
              let (near, far) = (index / 2, index / 2 + (index % 2 == 0 ? -1 : 1))
              return [(near, 0.75), (min(max(far, 0), length - 1), 0.25)]
            }
            var sum = 0.0
            for (row, a) in parts(i[1], 2) {
              for (column, b) in parts(i[2], 3) { sum += a * b * inputs[0][i[0], row, column, i[3]] }
            }
            return sum
          })
      }
    ).measured(Benchmark(name: "resized", shapes: [[64, 16, 16, 64]])),
    OperationCase(
      "unfolded", ["unfolded(size:stride:)"], [Input([2, 4, 5, 2])],
      pytorch: "x.unfold(1, 2, 1).unfold(2, 3, 2).permute(0, 1, 2, 4, 5, 3)",
      { $0[0].unfolded(size: (2, 3), stride: (1, 2)) },
      reference: { inputs in
        Numbers.indexed([2, 3, 2, 2, 3, 2], { inputs[0][$0[0], $0[1] + $0[3], 2 * $0[2] + $0[4], $0[5]] })
      }
    ).measured(Benchmark(name: "unfolded", shapes: [[64, 16, 16, 64]])),
  ]

  private static func pooling(
    _ name: String, _ benchmark: String, pytorch: String, _ call: @escaping @Sendable (Tensor) -> Tensor,
    _ definition: @escaping @Sendable ([Double]) -> Double
  ) -> OperationCase {
    OperationCase(
      name, ["\(name)(_:size:stride:padding:)"], [Input([2, 4, 6, 3], .apart)], pytorch: pytorch, { call($0[0]) },
      reference: { inputs in
        Numbers.indexed(
          [2, 2, 3, 3],
          { i in
            definition(Numbers.indices(of: [2, 2]).map { inputs[0][i[0], 2 * i[1] + $0[0], 2 * i[2] + $0[1], i[3]] })
          })
      }
    ).measured(Benchmark(name: benchmark, shapes: [[256, 28, 28, 6]], differentiates: true))
  }

  /// Pooling of sequences, in windows of three elements, two apart, with one more at both ends.
  private static func sequencePooling(
    _ name: String, pytorch: String, _ call: @escaping @Sendable (Tensor) -> Tensor,
    _ pool: @escaping @Sendable ([Double]) -> Double
  ) -> OperationCase {
    OperationCase(
      name, ["\(name)(_:size:stride:padding:)"], [Input([2, 7, 3], .apart)], pytorch: pytorch, { call($0[0]) },
      reference: { inputs in
        Numbers.indexed(
          [2, 4, 3],
          { i in
            let window = (0..<3).map { i[1] * 2 + $0 - 1 }.filter { (0..<7).contains($0) }
            return pool(window.map { inputs[0][i[0], $0, i[2]] })
          })
      })
  }
}

extension Numbers {
  /// The index of every element of a shape, in row-major order.
  static func indices(of shape: [Int]) -> [[Int]] { (0..<shape.reduce(1, *)).map { index($0, in: shape) } }
}
