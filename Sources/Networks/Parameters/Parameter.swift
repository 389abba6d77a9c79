import Compute
import Tensors

/// A tensor that a network learns, or remembers: an object, which its layer, its model, gradients and optimisers all mean.
///
/// A layer declares its parameters once, as constants, and is done:
///
///     struct Perceptron: Layer {
///       let weights = Parameter(Tensor(randomNormal: [2]), name: "weights")
///       let bias = Parameter(0, name: "bias")
///
///       func callAsFunction(_ x: Tensor) -> Tensor { (x * weights.value).sum() + bias.value }
///     }
///     let model = Model(Perceptron())
///
/// Unchecked, because the compiler cannot see the rule that makes it safe: while a parameter is changed, no other thread uses
/// it. Assignments, optimisers, loading and freezing change parameters, and so does batch normalisation in training mode, which
/// remembers statistics. To call a model and to differentiate it only reads them, so several tasks may do that at once.
public final class Parameter: @unchecked Sendable {
  /// Its role in its layer, such as "kernel" or "bias"; nil for none.
  public let name: String?
  /// Whether it is learned. Running statistics are parameters that are not.
  ///
  /// Set to false, it is *frozen*: no gradient is taken, and optimisers leave it as it is.
  public var isTrainable: Bool
  /// What it was before anybody froze it.
  let isLearned: Bool
  /// Whose parameter it is.
  let layer: LayerLabel?
  private var plain: Tensor
  /// Whether a `Model` has it. What no model has and somebody reads while another module is differentiated was forgotten.
  private(set) var belongsToModel = false

  /// A parameter that begins with the given value. Inside `Model(...)` the model takes note of it.
  ///
  /// - Parameters:
  ///   - value: What it begins with. Stops with a message when it is being differentiated: a parameter keeps the numbers only, so what is
  ///     computed with it would have lost its derivative. Compute with the tensor itself, or give its constant, `detached()`.
  ///   - name: Its role, part of its name in files. Without one it is called by its number.
  ///   - isTrainable: Whether it is learned; false for what a layer only remembers.
  ///   - layer: The layer whose part it is, for its full name.
  public init(_ value: Tensor, name: String? = nil, isTrainable: Bool = true, of layer: LayerLabel? = nil) {
    if value.isBeingDifferentiated {
      fail(Parameter.withoutDerivative(Parameter.label(name, layer), value.shape))
    }
    plain = value.detached()
    self.name = name
    self.isTrainable = isTrainable
    isLearned = isTrainable
    self.layer = layer
    LayerContext.current.registry?.add(self)
  }

  /// What layers compute with: the parameter's tensor, and while its module is differentiated, that tensor as a variable.
  ///
  /// Stops with a message when the shape would change, when the parameter is being differentiated, when it is set to a tensor that is
  /// being differentiated, whose derivative it could not keep, and when a trainable parameter that belongs to no `Model` is read by a
  /// closure that differentiates another module.
  public var value: Tensor {
    get {
      guard let differentiation = LayerContext.current.differentiation else { return plain }
      if let variable = differentiation.variable(of: self) { return variable }
      if isTrainable, !belongsToModel { fail(Parameter.foreign(label, shape)) }
      return plain
    }
    set { replace(with: newValue) }
    _modify {
      checkChangeable()
      let shape = plain.shape
      yield &plain
      guard plain.shape == shape else { fail(Parameter.changedShape(label, from: shape, to: plain.shape)) }
      checkConstant(plain)
      plain = plain.detached()
    }
  }

  /// The lengths of its axes, which never change.
  public var shape: [Int] { plain.shape }

  /// How many numbers it has.
  public var count: Int { plain.count }

  /// Where to differentiate: inside an enclosing differentiation its variable.
  var current: Tensor { variable ?? plain }

  /// What stands for it while it is differentiated.
  private var variable: Tensor? { LayerContext.current.differentiation?.variable(of: self) }

  /// Notes that a model has it.
  func join() {
    // Read first: a model may be made of layers that others are using.
    if !belongsToModel { belongsToModel = true }
  }

  /// Changes the numbers where they are.
  func change(_ body: (inout Tensor) -> Void) {
    checkChangeable()
    body(&plain)
  }

  private func replace(with tensor: Tensor) {
    checkChangeable()
    guard tensor.shape == plain.shape else { fail(Parameter.changedShape(label, from: plain.shape, to: tensor.shape)) }
    checkConstant(tensor)
    plain = tensor.detached()
  }

  /// Stops with a message when numbers that are to be kept would lose a derivative.
  func checkConstant(_ tensor: Tensor) {
    if tensor.isBeingDifferentiated { fail(Parameter.withoutDerivative(label, shape)) }
  }

  private func checkChangeable() {
    guard variable == nil else { fail(Parameter.changedInside(label)) }
  }

  /// How messages call it.
  var label: String { Parameter.label(name, layer) }

  private static func label(_ name: String?, _ layer: LayerLabel?) -> String {
    let role = name.map { "\"\($0)\"" } ?? "without a name"
    return layer.map { "\(role) of a layer \($0.kind)" } ?? role
  }
}

extension Parameter {
  /// Adds to the value.
  public static func += (parameter: Parameter, tensor: Tensor) { parameter.value += tensor }

  /// Subtracts from the value: `layer.kernel -= 0.03 * gradients[layer.kernel]`.
  public static func -= (parameter: Parameter, tensor: Tensor) { parameter.value -= tensor }

  /// Multiplies the value, element by element.
  public static func *= (parameter: Parameter, tensor: Tensor) { parameter.value *= tensor }
}

extension Parameter: CustomStringConvertible {
  /// Its tensor, as text.
  public var description: String { plain.description }
}

extension Parameter {
  static func changedShape(_ label: String, from shape: [Int], to other: [Int]) -> String {
    "Parameter.value: parameter \(label) has shape \(shape), but a tensor of shape \(other) was assigned; a parameter keeps "
      + "its shape."
  }

  static func changedInside(_ label: String) -> String {
    "Parameter.value: parameter \(label) is being differentiated and cannot be changed; change it after "
      + "valueWithGradient(at:) has returned."
  }

  static func withoutDerivative(_ label: String, _ shape: [Int]) -> String {
    "Parameter: parameter \(label) of shape \(shape) was given a tensor that is being differentiated, and would lose its derivative; "
      + "compute with the tensor itself, or give the constant, detached(). Parameters are differentiated by "
      + "valueWithGradient(at: module)."
  }

  static func foreign(_ label: String, _ shape: [Int]) -> String {
    "valueWithGradient(at:): the trainable parameter \(label) of shape \(shape) is used, but belongs neither to the module "
      + "nor to any model, so it would never be learned; create it inside Model(...), or set its isTrainable to false."
  }
}
