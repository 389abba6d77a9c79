import Tensors

/// A network: a layer, or anything else that is made of layers and parameters, together with the list of its parameters.
///
///     let model = Model(
///       Sequential {
///         Conv2D(inputChannels: 1, outputChannels: 6, kernelSize: (5, 5))
///         ReLU()
///         Flatten()
///         Dense(inputs: 3456, outputs: 10)
///       })
///     let scores = model(images)
///
/// What is created between the parentheses belongs to the model, however deep it is nested, in the order of creation. A copy
/// of a model is the same network, not another: both mean the same parameters.
public struct Model<Body>: Module {
  /// What the model was made of: `model.body.weights`.
  public let body: Body
  /// All parameters that were made between the parentheses, each once, in the order in which they were made.
  public let parameters: [Parameter]
  let labels: [LayerLabel]

  /// Creates the body, and takes note of all parameters that are created with it.
  public init(_ body: @autoclosure () -> Body) {
    self.init(creating: body) { _, _ in }
  }

  /// Creates the body, or takes a module that is there already with the parameters that it has.
  public init(_ body: @autoclosure () -> Body) where Body: Module {
    self.init(creating: body) { body, registry in registry.adopt(body.parameters) }
  }

  private init(creating create: () -> Body, _ complete: (Body, Registry) -> Void) {
    let registry = Registry()
    body = LayerContext.with({ $0.registry = registry }, create)
    registry.dropAbandoned()
    complete(body, registry)
    parameters = registry.parameters
    labels = registry.labels
    for parameter in parameters { parameter.join() }
    LayerContext.current.registry?.adopt(parameters, labels)
  }
}

extension Model: Layer where Body: Layer {
  /// The output of the layers. While a module is differentiated they train where they have parameters of that module, else they only
  /// answer.
  public func callAsFunction(_ input: Tensor) -> Tensor { LayerContext.running(parameters) { body(input) } }
}

extension Model: Sendable where Body: Sendable {}
