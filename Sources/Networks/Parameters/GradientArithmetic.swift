import Compute
import Tensors

// Gradients of several batches make one: `total += gradient` for each, then `total / 8`, or `[first, second].mean()`.
extension Gradients {
  /// All gradients multiplied with one number.
  public static func * (gradients: Gradients, factor: Float) -> Gradients { gradients.mapped { $0 * factor } }

  /// All gradients multiplied with one number.
  public static func * (factor: Float, gradients: Gradients) -> Gradients { gradients * factor }

  /// All gradients divided by one number.
  public static func / (gradients: Gradients, divisor: Float) -> Gradients { gradients.mapped { $0 / divisor } }

  /// The sums, for gradients of one module over several batches. Stops with a message when they are of different modules.
  public static func + (left: Gradients, right: Gradients) -> Gradients {
    guard left.parameters.elementsEqual(right.parameters, by: { $0 === $1 }) else {
      fail(Gradients.differentModules(left.parameters.count, right.parameters.count))
    }
    return Gradients(parameters: left.parameters, tensors: zip(left.tensors, right.tensors).map { $0 + $1 })
  }

  /// Adds the gradients of another batch.
  public static func += (left: inout Gradients, right: Gradients) { left = left + right }

  /// Multiplies all gradients with one number.
  public static func *= (gradients: inout Gradients, factor: Float) { gradients = gradients * factor }

  /// Divides all gradients by one number.
  public static func /= (gradients: inout Gradients, divisor: Float) { gradients = gradients / divisor }
}

extension [Gradients] {
  /// The sums over gradients of one module. Stops with a message when there are none, or of different modules.
  public func sum() -> Gradients {
    guard let first else { fail(Gradients.none("sum")) }
    return dropFirst().reduce(first) { $0 + $1 }
  }

  /// The means over gradients of one module: of parts of a batch that are equally large, the gradient of the whole.
  ///
  ///     optimiser.update(model, along: parts.mean())
  ///
  /// Stops with a message when there are none, or of different modules.
  public func mean() -> Gradients {
    guard !isEmpty else { fail(Gradients.none("mean")) }
    return sum() / Float(count)
  }
}

extension Gradients {
  static func none(_ operation: String) -> String {
    "Gradients.\(operation)(): the list is empty; expected at least 1."
  }
}
