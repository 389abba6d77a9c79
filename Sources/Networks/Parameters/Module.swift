import Compute
import Tensors

/// A part of a network: it makes one tensor of another, and is called like a function.
///
/// A layer of your own is a structure that holds its parameters and other layers, and this one function. Nothing else has
/// to list them: `Model` finds every `Parameter`.
///
///     struct Block: Layer {
///       let convolution = Conv2D(inputChannels: 8, outputChannels: 8, kernelSize: (3, 3), padding: (1, 1))
///       let norm = BatchNorm(channels: 8)
///
///       func callAsFunction(_ x: Tensor) -> Tensor { norm(convolution(x)).relu() + x }
///     }
public protocol Layer {
  /// What the layer makes of its input.
  func callAsFunction(_ input: Tensor) -> Tensor
}

/// Something with parameters to learn: a `Model`, or one of the engine's layers.
public protocol Module {
  /// The parameters, each once, always in the same order.
  var parameters: [Parameter] { get }
}

extension Module {
  /// The parameters with their full names, which are unique in the module and the same each time the program runs.
  ///
  /// A layer's parameter is called by the layer's kind, its number among those of its kind, and its role: "conv2d1.kernel",
  /// "dense2.bias". A parameter without a layer is called by its role, or without one by its index: "parameter3".
  public var namedParameters: [(name: String, parameter: Parameter)] { ParameterNames.named(parameters) }

  /// How many numbers are learned.
  public var trainableCount: Int { parameters.reduce(0) { $0 + ($1.isTrainable ? $1.count : 0) } }

  /// Makes all parameters stay as they are: no gradient is taken of them, and optimisers do not move them.
  public func freeze() {
    for parameter in parameters { parameter.isTrainable = false }
  }

  /// Makes those parameters trainable again that were so when they were created.
  public func unfreeze() {
    for parameter in parameters { parameter.isTrainable = parameter.isLearned }
  }
}

enum ParameterNames {
  static func named(_ parameters: [Parameter]) -> [(name: String, parameter: Parameter)] {
    var numbering = LayerNumbering()
    var taken: [String] = []
    return parameters.enumerated().map { index, parameter in
      let role = parameter.name ?? "parameter\(index + 1)"
      let base = parameter.layer.map { "\(numbering.name(of: $0)).\(role)" } ?? role
      var name = base
      var number = 2
      while taken.contains(where: { $0.utf8.elementsEqual(name.utf8) }) {
        name = "\(base)\(number)"
        number += 1
      }
      taken.append(name)
      return (name, parameter)
    }
  }
}

/// Numbers layers of each kind in the order in which they are first met.
struct LayerNumbering {
  private var met: [(label: LayerLabel, name: String)] = []

  mutating func name(of label: LayerLabel) -> String {
    if let known = met.last(where: { $0.label === label }) { return known.name }
    let number = 1 + met.reduce(0) { $0 + ($1.label.kind.utf8.elementsEqual(label.kind.utf8) ? 1 : 0) }
    met.append((label, "\(label.kind)\(number)"))
    return "\(label.kind)\(number)"
  }
}
