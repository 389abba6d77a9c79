import Compute

/// A number that a layer or an optimiser is made with, and that makes sense within bounds only. NaN is within none.
enum Hyperparameter {
  /// Stops with a message unless the number is finite and not negative.
  static func requireNotNegative(_ value: Float, _ name: String, of owner: String) {
    guard value >= 0, value.isFinite else { fail(sentence(value, name, owner, "a finite number of 0 or more")) }
  }

  /// Stops with a message unless the number is from 0 to less than 1.
  static func requireFraction(_ value: Float, _ name: String, of owner: String) {
    guard value >= 0, value < 1 else { fail(sentence(value, name, owner, "a number from 0 to less than 1")) }
  }

  /// Stops with a message unless the number is from 0 to 1.
  static func requireShare(_ value: Float, _ name: String, of owner: String) {
    guard value >= 0, value <= 1 else { fail(sentence(value, name, owner, "a number from 0 to 1")) }
  }

  static func sentence(_ value: Float, _ name: String, _ owner: String, _ expected: String) -> String {
    "\(owner): \(name) of \(value) was given; expected \(expected)."
  }
}
