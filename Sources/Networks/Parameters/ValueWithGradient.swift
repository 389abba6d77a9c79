import Compute
import Tensors

/// The value of a closure at a module's parameters, and the gradient with respect to each of them.
///
///     let (loss, gradients) = valueWithGradient(at: model) { model in
///       softmaxCrossEntropy(model(images), labels: labels)
///     }
///     optimiser.update(model, along: gradients)
///
/// While the closure runs, layers are in training mode and the module's trainable parameters are variables. Afterwards they
/// are plain tensors again, so that nothing of the computation is kept. Until then the inputs of all operations are: memory
/// grows with the depth of the network and the size of the batch. It takes about three times as long as the closure alone.
///
/// - Parameters:
///   - module: Where to differentiate.
///   - body: What to differentiate, given the module. It is run once.
/// - Returns: What `body` returned, and for each element of every trainable parameter the derivative of that value's *sum*
///   (of the value itself where it is a single number).
///
/// Parameters of other models are constants in the closure: those of a discriminator while its generator learns, or of a
/// network whose features or answers another learns from. Such a network is in inference mode, and so is a frozen one. Several tasks may differentiate one model at once, each for
/// examples of its own, while none changes it; batch normalisation in training mode does.
///
/// Calls may be nested, for gradients of gradients, with each other and with those at tensors: what the inner one gives then
/// depends on all that its closure has used. Stops with a message when the module has no trainable parameter, when the
/// result does not depend on any, and when the closure uses a trainable parameter that belongs neither to the module nor to
/// any `Model`: it was forgotten.
public func valueWithGradient<M: Module>(at module: M, of body: (M) -> Tensor) -> (value: Tensor, gradient: Gradients) {
  let parameters = module.parameters.filter { $0.isTrainable }.withoutRepetitions()
  guard !parameters.isEmpty else { fail(Gradients.nothingTrainable(module.parameters.count)) }
  let outer = LayerContext.current.differentiation
  let (value, gradients) = differentiate(at: parameters.map { $0.current }) { inputs in
    let differentiation = Differentiation(of: parameters, variables: inputs, within: outer)
    return LayerContext.with({
      $0.differentiation = differentiation
      $0.networkMode = nil
    }) { body(module) }
  }
  return (value, Gradients(parameters: parameters, tensors: gradients))
}

/// The gradient of a closure at a module's parameters. See `valueWithGradient(at:of:)`.
public func gradient<M: Module>(at module: M, of body: (M) -> Tensor) -> Gradients {
  valueWithGradient(at: module, of: body).gradient
}
