/// What the engine says about derivatives that cannot be taken.
extension ErrorMessage {
  static func independent(_ shape: [Int]) -> String {
    "valueWithGradient(at:): the result of shape \(shape) does not depend on the variables, so there is nothing to "
      + "differentiate; neither a constant nor a Float that is read out of a tensor carries a derivative."
  }

  static func twoTapes(_ operation: String) -> String {
    "\(operation): tensors of two separate valueWithGradient(at:) calls meet, neither of which runs within the other; use "
      + "detached() on those of one."
  }

  static func otherThread(_ operation: String) -> String {
    "\(operation): a tensor that is being differentiated is used on another thread than that of valueWithGradient(at:); "
      + "detached() makes a constant of it, which any thread may use."
  }

  static func gradientShape(_ operation: String, _ gradient: [Int], _ input: [Int]) -> String {
    "\(operation): its derivative has shape \(gradient), which does not reduce to the input's shape \(input); "
      + "this is a mistake in the engine."
  }
}
