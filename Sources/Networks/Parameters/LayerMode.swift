/// What layers do that behave differently while a network learns: dropout and batch normalisation.
public enum LayerMode: Equatable, Sendable {
  /// Dropout drops, and batch normalisation uses the batch's statistics and remembers them.
  case training
  /// Nothing is dropped, and batch normalisation uses what it remembers.
  case inference

  /// The mode that layers are in here: training inside `valueWithGradient(at:of:)` of a module, inference outside, unless
  /// `withMode` says otherwise.
  ///
  /// A network that is called there and has no parameter that is differentiated is in inference mode: a frozen one, or one
  /// whose answers another learns from.
  public static var current: LayerMode {
    let context = LayerContext.current
    return context.mode ?? context.networkMode ?? (context.differentiation != nil ? .training : .inference)
  }
}

/// Runs a closure in which layers are in the given mode, whether something is differentiated or not.
///
///     // The loss as training sees it, without learning from it.
///     let loss = withMode(.training) { meanSquaredError(model(x), y) }
public func withMode<Value, Failure: Error>(
  _ mode: LayerMode, _ body: () throws(Failure) -> Value
) throws(Failure) -> Value {
  try LayerContext.with({ $0.mode = mode }, body)
}
