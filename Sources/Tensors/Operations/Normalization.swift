import Compute

extension Tensor {
  /// Each channel of a batch brought to mean 0 and variance 1, then scaled and shifted: batch normalisation while training
  /// (Ioffe and Szegedy, 2015).
  ///
  /// - Parameters:
  ///   - scale: One number for each channel, the last axis. All other axes are averaged over.
  ///   - shift: One number for each channel.
  ///   - epsilon: Added to the variance, so that its root may be divided by.
  ///
  /// A scale or shift that is one number is meant for all channels. Stops with a message when they do not fit, and when there is
  /// nothing to average over.
  public func batchNormalized(scale: Tensor, shift: Tensor, epsilon: Float = 1e-5) -> Tensor {
    normalized(byColumn: true, scale, shift, epsilon).value
  }

  /// The last axis of each example brought to mean 0 and variance 1, then scaled and shifted (Ba, Kiros and Hinton, 2016).
  ///
  /// Scale and shift are one number, or one for each element along that axis. Stops with a message when they do not fit.
  public func layerNormalized(scale: Tensor, shift: Tensor, epsilon: Float = 1e-5) -> Tensor {
    normalized(byColumn: false, scale, shift, epsilon).value
  }

  /// `batchNormalized(scale:shift:epsilon:)` with the mean and the variance of each channel, which are constants.
  package func batchNormalizedWithStatistics(
    scale: Tensor, shift: Tensor, epsilon: Float
  ) -> (value: Tensor, mean: Tensor, variance: Tensor) {
    normalized(byColumn: true, scale, shift, epsilon)
  }
}

extension Tensor {
  private func normalized(
    byColumn: Bool, _ scale: Tensor, _ shift: Tensor, _ epsilon: Float
  ) -> (value: Tensor, mean: Tensor, variance: Tensor) {
    let isFitting = [scale, shift].allSatisfy { $0.shape == shape.suffix(1) || ($0.count == 1 && $0.rank < 2) }
    guard isFitting else {
      fail(
        ErrorMessage.normalization(byColumn ? "batchNormalized" : "layerNormalized", shape, scale.shape, shift.shape))
    }
    guard rank > 0, count > 0, scale.shape == [shape[rank - 1]], shift.shape == scale.shape else {
      // Single numbers are broadcast, and what is empty is reported, by the single operations.
      let axes = byColumn ? Array(0..<Swift.max(rank - 1, 0)) : [-1]
      return (
        standardized(along: axes, epsilon) * scale + shift, detached().mean(along: axes),
        detached().variance(along: axes)
      )
    }
    let columns = shape[rank - 1]
    let standardization = Standardization(rows: count / columns, columns: columns, byColumn: byColumn)
    let plain = Tensor(storage: Storage(uninitialized: count), shape: shape)
    let statistics = standardization.forward(
      storage.numbers, scale: scale.storage.numbers, shift: shift.storage.numbers, epsilon: epsilon,
      into: plain.storage.start)
    let rules = NormalizationRules(self, scale, epsilon, standardization, statistics)
    let value = plain.recorded(
      "normalized", (self, rules.inputGradient), (scale, rules.scaleGradient), (shift, rules.shiftGradient))
    let kept = [byColumn ? columns : count / columns]
    return (value, Tensor(shape: kept, statistics.means), Tensor(shape: kept, statistics.variances))
  }

  fileprivate func standardized(along axes: [Int], _ epsilon: Float) -> Tensor {
    let centred = centred(along: axes)
    return centred / (centred.squared().mean(along: axes, keepingAxes: true) + epsilon).squareRoot()
  }
}

/// The gradients of a normalisation. As long as nobody differentiates them again they are loops of their own, which share the
/// sums over the rows; else they are tensor arithmetic.
///
/// Unchecked, because it is used by the reverse walk alone, on one thread.
private final class NormalizationRules: @unchecked Sendable {
  private let input: Tensor
  private let scale: Tensor
  private let epsilon: Float
  private let standardization: Standardization
  private let statistics: Standardization.Statistics
  private var latest: (gradient: Storage, sums: Standardization.Sums)?

  init(
    _ input: Tensor, _ scale: Tensor, _ epsilon: Float, _ standardization: Standardization,
    _ statistics: Standardization.Statistics
  ) {
    self.input = input
    self.scale = scale
    self.epsilon = epsilon
    self.standardization = standardization
    self.statistics = statistics
  }

  private func isFollowed(by gradient: Tensor) -> Bool { input.followed(by: gradient) || scale.openTape != nil }

  private func sums(_ gradient: Tensor) -> Standardization.Sums {
    if let latest, latest.gradient === gradient.storage { return latest.sums }
    let sums = standardization.sums(input.storage.numbers, gradient: gradient.storage.numbers, statistics)
    latest = (gradient.storage, sums)
    return sums
  }

  func inputGradient(_ gradient: Tensor) -> Tensor {
    guard isFollowed(by: gradient) else {
      return Tensor(shape: input.shape) {
        standardization.gradient(
          input.storage.numbers, gradient: gradient.storage.numbers, scale: scale.storage.numbers, statistics,
          sums(gradient), into: $0)
      }
    }
    let axes = standardization.byColumn ? Array(0..<input.rank - 1) : [-1]
    let centred = input.centred(along: axes)
    let deviation = (centred.squared().mean(along: axes, keepingAxes: true) + epsilon).squareRoot()
    let z = centred / deviation
    let slope = gradient * scale
    return (slope - slope.mean(along: axes, keepingAxes: true) - z * (slope * z).mean(along: axes, keepingAxes: true))
      / deviation
  }

  func scaleGradient(_ gradient: Tensor) -> Tensor {
    guard isFollowed(by: gradient) else { return Tensor(shape: scale.shape, sums(gradient).scale) }
    return gradient * input.standardized(along: standardization.byColumn ? Array(0..<input.rank - 1) : [-1], epsilon)
  }

  func shiftGradient(_ gradient: Tensor) -> Tensor {
    guard isFollowed(by: gradient) else { return Tensor(shape: scale.shape, sums(gradient).shift) }
    return gradient
  }
}

extension ErrorMessage {
  static func normalization(_ operation: String, _ shape: [Int], _ scale: [Int], _ shift: [Int]) -> String {
    "\(operation): a scale of shape \(scale) and a shift of shape \(shift) do not fit shape \(shape); expected one number, or "
      + "one for each element along the last axis: \([Int](shape.suffix(1)))."
  }
}
