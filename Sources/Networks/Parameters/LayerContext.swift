import Tensors

/// What the code around a layer has decided and the layer has to know, though nobody hands it over: who records new
/// parameters, whether somebody differentiates, and in which mode layers work.
struct LayerContext: Sendable {
  /// Records every parameter that is created, inside `Model(...)`.
  var registry: Registry?
  /// The differentiation of a module that is going on, if one is.
  var differentiation: Differentiation?
  /// The mode that `withMode` asks for.
  var mode: LayerMode?
  /// The mode of the innermost network that runs, while a module is differentiated.
  var networkMode: LayerMode?
  /// Records every layer that runs, while a summary is made.
  var collector: SummaryCollector?

  #if hasFeature(Embedded)
    // One thread is all there is.
    nonisolated(unsafe) private(set) static var current = LayerContext()

    /// Runs a closure in a changed context. The old one is back afterwards, also when it throws.
    static func with<Result, Failure: Error>(
      _ change: (inout LayerContext) -> Void, _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
      let before = current
      change(&current)
      defer { current = before }
      return try body()
    }
  #else
    // Belongs to the task, or to the thread where there is none: what one does is not seen by another.
    @TaskLocal static var current = LayerContext()

    /// Runs a closure in a changed context. The old one is back afterwards, also when it throws.
    static func with<Value, Failure: Error>(
      _ change: (inout LayerContext) -> Void, _ body: () throws(Failure) -> Value
    ) throws(Failure) -> Value {
      var changed = current
      change(&changed)
      // `withValue` knows errors of any kind only, so the outcome travels beside it.
      let outcome = $current.withValue(changed) {
        do throws(Failure) { return Result<Value, Failure>.success(try body()) } catch { return .failure(error) }
      }
      return try outcome.get()
    }
  #endif
}

extension LayerContext {
  /// Runs a network. While a module is differentiated, it is in training mode where it has parameters of that module, and else in
  /// inference mode: what is frozen, or belongs to another model, runs as it was learned.
  ///
  /// - Parameter parameters: The network's; one without any is in the mode of what it is a part of.
  static func running(_ parameters: @autoclosure () -> [Parameter], _ body: () -> Tensor) -> Tensor {
    guard current.mode == nil, let differentiation = current.differentiation else { return body() }
    let parameters = parameters()
    if parameters.isEmpty { return body() }
    let isLearning = parameters.contains { differentiation.variable(of: $0) != nil }
    return with({ $0.networkMode = isLearning ? .training : .inference }, body)
  }
}
