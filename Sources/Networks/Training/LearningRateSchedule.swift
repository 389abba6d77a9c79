import Compute
import Tensors

/// A learning rate that changes with the number of the step, or of the epoch, counted from 0.
///
///     let schedule = LearningRateSchedule.warmUp(over: 100, then: .cosine(from: 0.1, to: 0.001, over: 900))
///     optimiser.learningRate = schedule(step)
public indirect enum LearningRateSchedule: Equatable, Sendable {
  /// One rate at all times.
  case constant(Float)
  /// Multiplied with a factor every so many steps.
  case step(from: Float, times: Float, every: Int)
  /// Multiplied with a factor at each step.
  case exponential(from: Float, times: Float)
  /// Half a wave of the cosine down from one rate to another, which then stays (Loshchilov and Hutter, "SGDR: stochastic
  /// gradient descent with warm restarts", 2017, without restarts).
  case cosine(from: Float, to: Float, over: Int)
  /// A straight line up to another schedule's first rate, and then that schedule. Over 4 steps the rates are a quarter, a
  /// half, three quarters and the whole of it.
  case warmUp(over: Int, then: LearningRateSchedule)

  /// The rate at a step. Stops with a message when the step is negative or a length in the schedule is not positive.
  public func callAsFunction(_ step: Int) -> Float {
    guard step >= 0 else { fail(LearningRateSchedule.negative(step)) }
    switch self {
    case .constant(let rate): return rate
    case .step(let start, let factor, let length):
      guard length > 0 else { fail(LearningRateSchedule.length("step", length)) }
      return Float(Double(start) * power(Double(factor), step / length))
    case .exponential(let start, let factor):
      return Float(Double(start) * power(Double(factor), step))
    case .cosine(let start, let end, let length):
      guard length > 0 else { fail(LearningRateSchedule.length("cosine", length)) }
      let turn = Double(min(step, length)) / Double(length) / 2
      let fraction = (1 + sineAndCosine(ofTurn: turn).cosine) / 2
      return Float(Double(end) + (Double(start) - Double(end)) * fraction)
    case .warmUp(let length, let next):
      guard length > 0 else { fail(LearningRateSchedule.length("warmUp", length)) }
      return step < length ? next(0) * Float(step + 1) / Float(length) : next(step - length)
    }
  }

  static func negative(_ step: Int) -> String {
    "LearningRateSchedule: step \(step) is before the first one; steps count from 0."
  }

  static func length(_ name: String, _ length: Int) -> String {
    "LearningRateSchedule.\(name): a length of \(length) steps was given; expected at least 1."
  }
}

/// A number multiplied with itself so often.
func power(_ base: Double, _ exponent: Int) -> Double {
  var result = 1.0
  var square = base
  var rest = exponent
  while rest > 0 {
    if rest & 1 == 1 { result *= square }
    square *= square
    rest >>= 1
  }
  return result
}
