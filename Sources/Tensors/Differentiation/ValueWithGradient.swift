import Compute

/// The value of a closure at a tensor, and the gradient there.
///
///     let (loss, gradient) = valueWithGradient(at: weights) { w in (w * x - y).squared().sum() }
///
/// - Parameters:
///   - variable: Where to differentiate.
///   - body: What to differentiate: arithmetic on tensors, with any control flow. It is run once.
/// - Returns: What `body` returned, and for each element of `variable` the derivative of that value's *sum* (of the value
///   itself where it is a single number).
///
/// Stops with a message when the result does not depend on the variable. Calls may be nested, for gradients of gradients.
public func valueWithGradient(at variable: Tensor, of body: (Tensor) -> Tensor) -> (value: Tensor, gradient: Tensor) {
  let (value, gradients) = differentiate(at: [variable]) { body($0[0]) }
  return (value, gradients[0])
}

/// The value of a closure at two tensors, and the gradient with respect to each. See `valueWithGradient(at:of:)`.
public func valueWithGradient(
  at first: Tensor, _ second: Tensor, of body: (Tensor, Tensor) -> Tensor
) -> (value: Tensor, gradient: (Tensor, Tensor)) {
  let (value, gradients) = differentiate(at: [first, second]) { body($0[0], $0[1]) }
  return (value, (gradients[0], gradients[1]))
}

/// The gradient of a closure at a tensor. See `valueWithGradient(at:of:)`.
///
/// A gradient within a gradient is a second derivative. The sum over the inner gradient times a direction, say, gives the matrix of
/// second derivatives (the Hessian) times that direction, without ever making the matrix:
///
///     let curvature = gradient(at: x) { x in (gradient(at: x, of: loss) * direction).sum() }
///
/// The inner call must be given the outer closure's variable, as here; a tensor that it merely captures is a constant to it.
public func gradient(at variable: Tensor, of body: (Tensor) -> Tensor) -> Tensor {
  valueWithGradient(at: variable, of: body).gradient
}

/// What all of the above are: the value of a closure of any number of tensors, and a gradient for each.
package func differentiate(
  at variables: [Tensor], of body: ([Tensor]) -> Tensor
) -> (value: Tensor, gradients: [Tensor]) {
  // Inside another differentiated closure, its tape continues: what happens here is a part of what happens there.
  let enclosing = variables.lazy.compactMap { $0.openTape }.first
  let tape = enclosing ?? Tape()
  let first = tape.steps.count
  let inputs = variables.map { $0.asVariable(on: tape) }
  let result = body(inputs)
  guard let trace = result.trace, trace.tape === tape, trace.step >= first else {
    fail(Complaint.independent(result.shape))
  }
  if enclosing == nil { tape.close() }
  let gradients = tape.gradients(of: result, at: trace.step, variables: first, shapes: variables.map { $0.shape })
  if enclosing != nil { return (result, gradients) }
  tape.clear()
  return (result.detached(), gradients)
}

extension Tensor {
  /// The same numbers as a step of their own, with a way back to this tensor where it is recorded on the tape already.
  fileprivate func asVariable(on tape: Tape) -> Tensor {
    var variable = detached()
    let outer = trace.map { trace in
      trace.tape === tape ? [Tape.Edge(input: trace.step, inputShape: shape, pullback: { $0 })] : []
    }
    variable.trace = Trace(tape: tape, step: tape.append("variable", outer ?? []))
    return variable
  }
}
