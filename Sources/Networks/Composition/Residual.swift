import Compute
import Tensors

/// Layers whose output is added to their input, so that they learn what to change (He et al., "Deep residual learning for
/// image recognition", 2016).
///
///     Residual {
///       Conv2D(inputChannels: 8, outputChannels: 8, kernelSize: (3, 3), padding: (1, 1))
///       BatchNorm(channels: 8)
///     }
///
/// Where the layers change the shape, a projection brings the input to it:
///
///     Residual {
///       Conv2D(inputChannels: 8, outputChannels: 16, kernelSize: (3, 3), stride: (2, 2), padding: (1, 1))
///     } projection: {
///       Conv2D(inputChannels: 8, outputChannels: 16, kernelSize: (1, 1), stride: (2, 2))
///     }
public struct Residual<Branch: Layer, Projection: Layer>: Layer {
  /// What computes the change.
  public let branch: Branch
  /// What the input goes through before the change is added; `Identity()` where nothing was given.
  public let projection: Projection

  /// A block whose input goes through `projection` before the branch's output is added: for a branch that changes the shape.
  public init(@LayerBuilder _ branch: () -> Branch, @LayerBuilder projection: () -> Projection) {
    self.branch = branch()
    self.projection = projection()
  }

  /// A block whose input is added to the branch's output as it is. The branch keeps the shape.
  public init(@LayerBuilder _ branch: () -> Branch) where Projection == Identity {
    self.init(branch, projection: {})
  }

  /// The sum of both, for an input of a shape that the layers take.
  /// Stops with a message when the two outputs differ in shape.
  public func callAsFunction(_ input: Tensor) -> Tensor {
    let (output, shortcut) = (branch(input), projection(input))
    guard output.shape == shortcut.shape else {
      fail(Residual<Identity, Identity>.mismatch(output.shape, shortcut.shape))
    }
    return output + shortcut
  }

  static func mismatch(_ output: [Int], _ shortcut: [Int]) -> String {
    "Residual: the layers make shape \(output), but what is added to it has shape \(shortcut); give a projection that makes "
      + "the same shape."
  }
}

extension Residual: Module where Branch: Module, Projection: Module {
  /// Those of the branch and of the projection; one that both have is there once.
  public var parameters: [Parameter] { (branch.parameters + projection.parameters).withoutRepetitions() }
}

extension Residual: Sendable where Branch: Sendable, Projection: Sendable {}
