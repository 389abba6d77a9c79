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
