import Tensors
import Testing

@testable import Networks

@Suite("Messages of networks")
struct NetworkMessageTests {
  private func sentence(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test("A trainable parameter that belongs to no model stops the program with the sentence")
  func foreign() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let extra = Parameter([1, 2], name: "extra")
      let model = Model(Lambda { $0 * extra.value })
      let other = Model(Sequential { Dense(inputs: 1, outputs: 1) })
      _ = valueWithGradient(at: other) { $0([[1]]) + model([[1, 1]]).sum() }
    }
    #expect(sentence(result).contains(Parameter.foreign("\"extra\"", [2])))
    #expect(
      Parameter.foreign("\"kernel\" of a layer conv2d", [1, 2])
        == "valueWithGradient(at:): the trainable parameter \"kernel\" of a layer conv2d of shape [1, 2] is used, but belongs "
        + "neither to the module nor to any model, so it would never be learned; create it inside Model(...), or set its "
        + "isTrainable to false."
    )
  }

  @Test("Shapes that do not fit a layer stop the program with the layer's sentence")
  func denseStops() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Dense(inputs: 4, outputs: 2)([[1, 2, 3]])
    }
    #expect(sentence(result).contains(Dense.wrongInput([1, 3], [4, 2])))
  }

  @Test("A loss that is not a number stops the program when asked to check")
  func notFinite() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = meanSquaredError(Tensor(shape: [2], [1, .nan]), [1, 1], checkingFinite: true)
    }
    #expect(sentence(result).contains(Losses.notFinite("meanSquaredError", .nan, 1, [2])))
    #expect(meanSquaredError(Tensor(shape: [2], [1, .nan]), [1, 1]).scalar.isNaN)
  }

  @Test("Changing a parameter while it is differentiated stops the program")
  func changedInside() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let dense = Dense(weights: [[1]])
      _ = valueWithGradient(at: dense) { dense in
        dense.weights -= 1
        return dense([[1]])
      }
    }
    #expect(sentence(result).contains(Parameter.changedInside("\"weights\" of a layer dense")))
  }

  @Test("A gradient of another module is not followed")
  func otherGradient() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (first, second) = (Dense(weights: [[1]]), Dense(weights: [[1]]))
      var descent = SGD(learningRate: 1)
      descent.update(first, along: gradient(at: second) { $0([[1]]) })
    }
    #expect(sentence(result).contains(OptimiserMemory.foreign("\"weights\" of a layer dense", [1, 1])))
  }

  static let sentences: [(String, String)] = [
    (
      Parameter.changedShape("\"bias\"", from: [2], to: [3]),
      "Parameter.value: parameter \"bias\" has shape [2], but a tensor of shape [3] was assigned; a parameter keeps its shape."
    ),
    (
      Gradients.missing("\"bias\"", [2]),
      "Gradients: there is no gradient for parameter \"bias\" of shape [2]; it was frozen or does not belong to the module "
        + "that was differentiated."
    ),
    (
      Gradients.nothingTrainable(0),
      "valueWithGradient(at:): the module has no trainable parameter among its 0, so there is nothing to differentiate; create "
        + "its layers inside Model(...), or call unfreeze()."
    ),
    (
      BatchNorm.oneSample([1, 4]),
      "BatchNorm: an input of shape [1, 4] has one number or none for each channel; training needs at least 2 to compute a "
        + "variance."
    ),
    (
      Losses.mismatch("meanSquaredError", [4, 1], [4]),
      "meanSquaredError: an output of shape [4, 1] and a target of shape [4] were given; expected the same shape and at least "
        + "1 number."
    ),
    (
      ConvolutionWeights.wrongGroups("Conv2D", 3, 4, 6), "Conv2D: 3 groups must divide 4 input channels and 6 output channels."
    ),
    (
      Residual<Identity, Identity>.mismatch([1, 4], [1, 2]),
      "Residual: the layers make shape [1, 4], but what is added to it has shape [1, 2]; give a projection that makes the same "
        + "shape."
    ),
    (
      Batches.wrongSize(5, 0),
      "Batches: a count of 5 and a size of 0 were given; expected a count of 0 or more and a size of 1 or more."
    ),
    (Dropout.wrongRate(1), "Dropout: a rate of 1.0 was given; expected a probability from 0 to less than 1."),
  ]

  @Test("Every message is one sentence with the operation, the shapes and what was expected", arguments: sentences)
  func messages(_ message: String, _ expected: String) { #expect(message == expected) }
}
