import Compute
import Tensors

/// Enlarges images by a whole factor: `[example, height, width, channel]` becomes `[example, factor * height, factor * width, channel]`.
public struct UpSampling2D: Layer, Module, Sendable {
  /// How the new elements come about.
  public enum Interpolation: Sendable {
    /// Each element becomes a square of equal ones.
    case nearest
    /// Each new element lies between those around it; see `Tensor.resized(to:)`.
    case bilinear
  }

  /// The factor of `(height, width)`.
  public let factor: (Int, Int)
  /// How the elements between the input's are made.
  public let interpolation: Interpolation
  private let label = LayerLabel("upsampling2d")

  /// A layer that makes images larger by a vertical and a horizontal factor.
  /// Stops with a message when a factor is less than 1.
  public init(factor: (Int, Int), interpolation: Interpolation = .nearest) {
    guard factor.0 > 0, factor.1 > 0 else { fail(UpSampling2D.wrongFactor(factor)) }
    self.factor = factor
    self.interpolation = interpolation
  }

  /// A layer that makes images larger by one factor for both axes.
  public init(factor: Int, interpolation: Interpolation = .nearest) {
    self.init(factor: (factor, factor), interpolation: interpolation)
  }

  /// None.
  public var parameters: [Parameter] { [] }

  /// The input with its images enlarged.
  /// Stops with a message when the input has fewer than three axes.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    guard input.rank >= 3 else { fail(UpSampling2D.wrongInput(input.shape)) }
    return label.noting {
      switch interpolation {
      case .nearest: return input.repeated(factor.0, along: -3).repeated(factor.1, along: -2)
      case .bilinear:
        let (height, width) = (input.shape[input.rank - 3], input.shape[input.rank - 2])
        return input.resized(
          to: (height.multipliedSaturating(by: factor.0), width.multipliedSaturating(by: factor.1)))
      }
    }
  }

  static func wrongFactor(_ factor: (Int, Int)) -> String {
    "UpSampling2D: a factor of \(factor) was given; expected at least 1 along both axes."
  }

  static func wrongInput(_ shape: [Int]) -> String {
    "UpSampling2D: an input of shape \(shape) was given; expected [example, height, width, channel]."
  }
}
