import Networks
import Tensors
import Testing

@Suite("Summaries")
struct SummaryTests {
  @Test("A table of layers, shapes and counts, and the totals")
  func table() {
    let model = Model(
      Sequential {
        Conv2D(inputChannels: 1, outputChannels: 6, kernelSize: (5, 5), padding: (2, 2))
        BatchNorm(channels: 6)
        Sigmoid()
        AvgPool2D(size: (2, 2))
        Conv2D(inputChannels: 6, outputChannels: 16, kernelSize: (5, 5))
        Sigmoid()
        AvgPool2D(size: (2, 2))
        Flatten()
        Dense(inputs: 400, outputs: 10)
      })
    let before = model.parameters.map(\.value)
    #expect(
      "\(model.summary(input: [1, 28, 28, 1]))" == """
        layer       output           parameters
        conv2d1     [1, 28, 28, 6]          156
        batchnorm1  [1, 28, 28, 6]           24
        sigmoid1    [1, 28, 28, 6]            0
        avgpool2d1  [1, 14, 14, 6]            0
        conv2d2     [1, 10, 10, 16]        2416
        sigmoid2    [1, 10, 10, 16]           0
        avgpool2d2  [1, 5, 5, 16]             0
        flatten1    [1, 400]                  0
        dense1      [1, 10]                4010
        6606 parameters, 6594 trainable
        """)
    #expect(model.parameters.map(\.value) == before)
  }

  @Test("A layer that runs twice is counted once, and parameters without a layer have rows of their own")
  func shared() {
    struct Network: Layer {
      let later = Dense(weights: [[1, 0], [0, 1]])
      let first = Dense(weights: [[2, 0], [0, 2]])
      let gain = Parameter([1, 1], name: "gain")

      func callAsFunction(_ x: Tensor) -> Tensor { later(first(first(x))) * gain.value }
    }
    let summary = Model(Network()).summary(input: [3, 2])
    #expect(
      summary.description == """
        layer   output  parameters
        dense2  [3, 2]           4
        dense2  [3, 2]           0
        dense1  [3, 2]           4
        gain    [2]              2
        10 parameters, all trainable
        """)
    #expect(summary.rows.map(\.count) == [4, 0, 4, 2])
  }
}
