import Networks
import Tensors
import Testing

@Suite("Loading what fits")
struct PartialLoadingTests {
  struct Classifier: Layer {
    let convolution = Conv2D(inputChannels: 1, outputChannels: 2, kernelSize: (3, 3))
    let head: Dense
    init(classes: Int) { head = Dense(inputs: 2, outputs: classes) }
    func callAsFunction(_ x: Tensor) -> Tensor { head(convolution(x)) }
  }

  @Test("Parameters of the same name and shape are set, the others stay, and the report names them")
  func partly() {
    let (learned, model) = (Model(Classifier(classes: 10)), Model(Classifier(classes: 3)))
    let entries = SafeTensors(learned).entries.filter { $0.name != "conv2d1.bias" }
    let file = SafeTensors(entries + [.init(name: "dense2.bias", tensor: [1])])
    let before = model.body.head.weights.value
    let report = model.load(fitting: file)
    #expect(model.body.convolution.kernel.value == learned.body.convolution.kernel.value)
    #expect(model.body.head.weights.value == before)
    #expect(report.loaded == ["conv2d1.kernel"])
    #expect(report.missing == ["conv2d1.bias"])
    #expect(report.unexpected == ["dense2.bias"])
    #expect(report.differentlyShaped == ["dense1.weights", "dense1.bias"])
    #expect(!report.isComplete)
    #expect(
      report.description == """
        loaded 1 of 4 parameters:
        "conv2d1.bias" is not in the file
        "dense1.weights" has shape [2, 10] in the file and [2, 3] in the module
        "dense1.bias" has shape [10] in the file and [3] in the module
        "dense2.bias" is not in the module
        """)
    #expect(throws: SafeTensorsError.differences(report.differences)) { try model.load(file) }
  }

  @Test("A file that fits is loaded whole")
  func whole() {
    let (learned, model) = (Model(Classifier(classes: 3)), Model(Classifier(classes: 3)))
    let report = model.load(fitting: SafeTensors(learned))
    #expect(report.isComplete && report.loaded.count == 4)
    #expect(report.description == "loaded 4 of 4 parameters")
    #expect(model.parameters.map(\.value) == learned.parameters.map(\.value))
  }
}
