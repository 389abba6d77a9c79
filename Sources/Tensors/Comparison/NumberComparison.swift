// Comparisons whose left side is a number. Those with the number at the right are beside the comparisons of two tensors.

extension Tensor {
  /// 1 where the number is less than the element, else 0.
  @inlinable
  public static func .< <Scalar: BinaryFloatingPoint>(left: Scalar, right: Tensor) -> Tensor {
    Tensor(Float(left)) .< right
  }

  /// 1 where the number is less than the element or equal, else 0.
  @inlinable
  public static func .<= <Scalar: BinaryFloatingPoint>(left: Scalar, right: Tensor) -> Tensor {
    Tensor(Float(left)) .<= right
  }

  /// 1 where the number is greater than the element, else 0.
  @inlinable
  public static func .> <Scalar: BinaryFloatingPoint>(left: Scalar, right: Tensor) -> Tensor {
    Tensor(Float(left)) .> right
  }

  /// 1 where the number is greater than the element or equal, else 0.
  @inlinable
  public static func .>= <Scalar: BinaryFloatingPoint>(left: Scalar, right: Tensor) -> Tensor {
    Tensor(Float(left)) .>= right
  }

  /// 1 where the number equals the element, else 0.
  @inlinable
  public static func .== <Scalar: BinaryFloatingPoint>(left: Scalar, right: Tensor) -> Tensor {
    Tensor(Float(left)) .== right
  }

  /// 1 where the number differs from the element, else 0.
  @inlinable
  public static func .!= <Scalar: BinaryFloatingPoint>(left: Scalar, right: Tensor) -> Tensor {
    Tensor(Float(left)) .!= right
  }
}
