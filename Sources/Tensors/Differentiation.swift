import Compute

/// The value of a closure at a tensor, and the gradient there.
///
///     let (loss, gradients) = valueWithGradient(at: weights) { w in (w * x - y).squared().sum() }
///
/// - Parameters:
///   - variable: Where to differentiate.
///   - body: What to differentiate: arithmetic on tensors, with any control flow. It is run once.
/// - Returns: What `body` returned, and for each element of `variable` the derivative of that value's *sum* (of the value
///   itself where it is a single number).
///
/// Calls may be nested, for gradients of gradients: see `gradient(at:of:)`. A variable, and what is computed of it, belongs to
/// the thread that runs `body`.
///
/// Takes about three times as long as `body` alone. Until it returns, the inputs of all operations that depend on the variable
/// are kept in memory.
///
/// Stops with a message when the result does not depend on the variable, and when another thread computes with a tensor that
/// is being differentiated.
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

/// The value of a closure at a tensor, and the gradient there of a weighted sum of its elements: the product of a vector with the
/// closure's matrix of derivatives (`grad_outputs` of PyTorch's `autograd.grad`, `vjp` of JAX).
///
///     let (y, gradient) = valueWithGradient(at: x, outputGradient: weights) { x in conv2d(x, filters: kernels) }
///
/// - Parameters:
///   - variable: Where to differentiate.
///   - outputGradient: What each element of the result weighs, in the shape of the result: how much something that is computed of the
///     result changes with that element. It may belong to an enclosing closure that is differentiated.
///   - body: What to differentiate. It is run once.
/// - Returns: What `body` returned, and for each element of `variable` the derivative of `(body(variable) * outputGradient).sum()`.
///
/// Stops with a message when `outputGradient` has another shape than the result, and when `valueWithGradient(at:of:)` would.
public func valueWithGradient(
  at variable: Tensor, outputGradient: Tensor, of body: (Tensor) -> Tensor
) -> (value: Tensor, gradient: Tensor) {
  let (value, gradients) = differentiate(at: [variable], outputGradient: outputGradient) { body($0[0]) }
  return (value, gradients[0])
}

/// The value of a closure at two tensors, and the gradient of a weighted sum of its elements with respect to each. See
/// `valueWithGradient(at:outputGradient:of:)`.
public func valueWithGradient(
  at first: Tensor, _ second: Tensor, outputGradient: Tensor, of body: (Tensor, Tensor) -> Tensor
) -> (value: Tensor, gradient: (Tensor, Tensor)) {
  let (value, gradients) = differentiate(at: [first, second], outputGradient: outputGradient) { body($0[0], $0[1]) }
  return (value, (gradients[0], gradients[1]))
}

/// The gradient of a closure at a tensor. See `valueWithGradient(at:of:)`.
///
/// A gradient within a gradient is a second derivative. The sum over the inner gradient times a direction, say, gives the matrix of
/// second derivatives (the Hessian) times that direction, without ever making the matrix:
///
///     let curvature = gradient(at: x) { x in (gradient(at: x, of: loss) * direction).sum() }
///
/// To the inner call its own variables are variables, and all else is constant. The outer call sees through it: its result
/// depends on whatever the inner closure has used, be it given as a variable, as here, or captured. So a penalty for steep
/// slopes is differentiated with respect to weights that the inner closure only uses:
///
///     let penalty = gradient(at: weights) { w in gradient(at: x) { x in (x * w).tanh() }.squared().sum() }
///
/// The outer call differentiates all that the inner one computes, its way back included: it takes about three times as long as
/// that, nine times as long as the closure alone, and what the inner call keeps in memory is kept until the outer one returns.
public func gradient(at variable: Tensor, of body: (Tensor) -> Tensor) -> Tensor {
  valueWithGradient(at: variable, of: body).gradient
}

/// The value of a closure at three tensors, and the gradient with respect to each. See `valueWithGradient(at:of:)`.
public func valueWithGradient(
  at first: Tensor, _ second: Tensor, _ third: Tensor, of body: (Tensor, Tensor, Tensor) -> Tensor
) -> (value: Tensor, gradient: (Tensor, Tensor, Tensor)) {
  let (value, gradients) = differentiate(at: [first, second, third]) { body($0[0], $0[1], $0[2]) }
  return (value, (gradients[0], gradients[1], gradients[2]))
}

/// The value of a closure at a list of tensors, however many, and a list of the gradients with respect to each.
///
///     let parameters = [weights, bias]
///     let (loss, gradients) = valueWithGradient(at: parameters) { p in (x * p[0] + p[1] - y).squared().mean() }
///
/// A list that is written out at the call, as in `at: [1, 2]`, is taken for one tensor; give it a name, as here, or say
/// `as [Tensor]`. See `valueWithGradient(at:of:)`.
// Disfavoured, as an array literal would otherwise be taken for a list before it is taken for a tensor.
@_disfavoredOverload
public func valueWithGradient(
  at variables: [Tensor], of body: ([Tensor]) -> Tensor
) -> (value: Tensor, gradient: [Tensor]) {
  let (value, gradients) = differentiate(at: variables, of: body)
  return (value, gradients)
}

/// The value of a closure at a list of tensors, and the gradient of a weighted sum of its elements with respect to each. See
/// `valueWithGradient(at:outputGradient:of:)`.
@_disfavoredOverload
public func valueWithGradient(
  at variables: [Tensor], outputGradient: Tensor, of body: ([Tensor]) -> Tensor
) -> (value: Tensor, gradient: [Tensor]) {
  let (value, gradients) = differentiate(at: variables, outputGradient: outputGradient, of: body)
  return (value, gradients)
}

/// The gradients of a closure with respect to two tensors. See `valueWithGradient(at:of:)`.
public func gradient(
  at first: Tensor, _ second: Tensor, of body: (Tensor, Tensor) -> Tensor
) -> (Tensor, Tensor) {
  valueWithGradient(at: first, second, of: body).gradient
}

/// The gradients of a closure with respect to three tensors. See `valueWithGradient(at:of:)`.
public func gradient(
  at first: Tensor, _ second: Tensor, _ third: Tensor, of body: (Tensor, Tensor, Tensor) -> Tensor
) -> (Tensor, Tensor, Tensor) {
  valueWithGradient(at: first, second, third, of: body).gradient
}

/// The gradients of a closure with respect to a list of tensors. See `valueWithGradient(at:of:)`.
@_disfavoredOverload
public func gradient(at variables: [Tensor], of body: ([Tensor]) -> Tensor) -> [Tensor] {
  differentiate(at: variables, of: body).gradients
}

/// What all of these are: the value of a closure of any number of tensors, and a gradient for each.
package func differentiate(
  at variables: [Tensor], outputGradient: Tensor? = nil, of body: ([Tensor]) -> Tensor
) -> (value: Tensor, gradients: [Tensor]) {
  // Inside another differentiated closure its tape continues, as what happens here is a part of what happens there.
  let enclosing = Tape.current
  let tape = enclosing ?? Tape()
  let (first, firstEdge) = (tape.entries.count, tape.edges.count)
  let inputs = variables.map { $0.asVariable(on: tape) }
  let result = enclosing == nil ? Tape.with(tape) { body(inputs) } : body(inputs)
  guard let trace = result.trace, trace.tape === tape, trace.entry >= first else {
    fail(ErrorMessage.independent(result.shape))
  }
  if let outputGradient, outputGradient.shape != result.shape {
    fail(ErrorMessage.outputGradient(outputGradient.shape, result.shape))
  }
  if let other = outputGradient?.openTape, other !== tape || enclosing == nil {
    let function = "valueWithGradient(at:outputGradient:of:)"
    fail(other.isOfThisThread ? ErrorMessage.twoTapes(function) : ErrorMessage.otherThread(function))
  }
  // Where nothing of the closure depends on an enclosing one's variables, neither do the gradients, nor does their weight.
  let isConstant = !tape.refers(before: first, from: firstEdge) && outputGradient?.openTape == nil
  if isConstant { tape.close() }
  let gradients = tape.gradients(
    of: result, at: trace.entry, outputGradient: outputGradient, variables: first, shapes: variables.map { $0.shape })
  guard let gradients else { fail(ErrorMessage.independent(result.shape)) }
  guard isConstant else {
    let outer = tape.edges(leadingBefore: first, from: firstEdge)
    return (result, gradients.map { $0.dependingWithoutEffect(on: outer) })
  }
  if enclosing == nil { tape.clear() } else { tape.forget(from: first, edges: firstEdge) }
  if enclosing != nil { tape.reopen() }
  return (result.detached(), gradients)
}

extension Tensor {
  /// This tensor where it is recorded; a constant as the result of what the edges lead to, with derivatives of 0. Such is the
  /// derivative of a linear function, which may be differentiated again.
  fileprivate func dependingWithoutEffect(on edges: [Tape.Edge]) -> Tensor {
    guard trace == nil, let tape = Tape.current, !edges.isEmpty else { return self }
    let zeros = edges.map { edge in
      Tape.Edge(input: edge.input, inputShape: edge.inputShape, pullback: { _ in Tensor(zeros: edge.inputShape) })
    }
    var result = self
    result.trace = Trace(tape: tape, entry: tape.append("constant derivative", zeros))
    return result
  }

  /// The same numbers as an entry of their own, with a way back to this tensor where it is recorded on the tape already.
  fileprivate func asVariable(on tape: Tape) -> Tensor {
    var variable = detached()
    var outer: [Tape.Edge] = []
    if let trace, trace.tape === tape {
      outer = [Tape.Edge(input: trace.entry, inputShape: shape, pullback: { $0 })]
    } else if let other = openTape {
      fail(
        other.isOfThisThread ? ErrorMessage.twoTapes("variable") : ErrorMessage.otherThread("valueWithGradient(at:)"))
    }
    variable.trace = Trace(tape: tape, entry: tape.append("variable", outer))
    return variable
  }
}

extension Tape {
  /// The gradients of the sum of `result`'s elements, each times its element of `outputGradient`, with respect to the variables,
  /// which are the entries from `first` on, as many as `shapes`; nil where it depends on none of them.
  ///
  /// The entries between are visited once, from the last to the first. Each has by then received all that later entries
  /// contribute to its gradient, and hands it on to its inputs by its rules. Gradients live in a list beside the tape.
  func gradients(
    of result: Tensor, at entry: Int, outputGradient: Tensor?, variables first: Int, shapes: [[Int]]
  ) -> [Tensor]? {
    // The result may be a variable itself, and not the last one.
    var gradients = [Tensor?](repeating: nil, count: max(entry - first + 1, shapes.count))
    gradients[entry - first] = outputGradient ?? Tensor(ones: result.shape)
    var current = entry
    while current >= first + shapes.count {
      if let gradient = gradients[current - first] {
        gradients[current - first] = nil
        // Rules are tensor arithmetic: inside an enclosing differentiation they add entries to this very tape.
        for number in entries[current].edges {
          let edge = edges[number]
          guard edge.input >= first else { continue }
          let contribution = edge.pullback(gradient)
          guard let fitting = contribution.unbroadcast(to: edge.inputShape) else {
            fail(ErrorMessage.gradientShape("\(entries[current].operation)", contribution.shape, edge.inputShape))
          }
          let index = edge.input - first
          gradients[index] = gradients[index].map { $0 + fitting } ?? fitting
        }
      }
      current -= 1
    }
    guard gradients[..<shapes.count].contains(where: { $0 != nil }) else { return nil }
    return shapes.indices.map { gradients[$0] ?? Tensor(zeros: shapes[$0]) }
  }
}

extension ErrorMessage {
  static func independent(_ shape: [Int]) -> String {
    "valueWithGradient(at:): the result of shape \(shape) does not depend on the variables, so there is nothing to "
      + "differentiate; neither a constant nor a Float that is read out of a tensor carries a derivative."
  }

  static func outputGradient(_ gradient: [Int], _ result: [Int]) -> String {
    "valueWithGradient(at:outputGradient:of:): an output gradient of shape \(gradient) for a result of shape \(result); expected "
      + "one number for each element of the result."
  }

  static func gradientShape(_ operation: String, _ gradient: [Int], _ input: [Int]) -> String {
    "\(operation): its derivative has shape \(gradient), which does not reduce to the input's shape \(input); "
      + "this is a mistake in the engine."
  }
}
