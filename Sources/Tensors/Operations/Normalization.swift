extension Tensor {
  /// Each channel of a batch brought to mean 0 and variance 1, then scaled and shifted: batch normalisation while training
  /// (Ioffe and Szegedy, 2015).
  ///
  /// - Parameters:
  ///   - scale: One number for each channel, the last axis. All other axes are averaged over.
  ///   - shift: One number for each channel.
  ///   - epsilon: Added to the variance, so that its root may be divided by.
  public func batchNormalized(scale: Tensor, shift: Tensor, epsilon: Float = 1e-5) -> Tensor {
    standardized(along: Array(0..<Swift.max(rank - 1, 0)), epsilon: epsilon) * scale + shift
  }

  /// The last axis of each example brought to mean 0 and variance 1, then scaled and shifted (Ba, Kiros and Hinton, 2016).
  public func layerNormalized(scale: Tensor, shift: Tensor, epsilon: Float = 1e-5) -> Tensor {
    standardized(along: [-1], epsilon: epsilon) * scale + shift
  }

  private func standardized(along axes: [Int], epsilon: Float) -> Tensor {
    let centred = self - mean(along: axes, keepingAxes: true)
    return centred / (centred.squared().mean(along: axes, keepingAxes: true) + epsilon).squareRoot()
  }
}
