import Compute

// Comparisons have no derivative: their results are constants, also in a differentiated closure.

extension Tensor {
  /// 1 where the left element is less, else 0; with broadcasting.
  public static func .< (left: Tensor, right: Tensor) -> Tensor { compared(".<", .less, left, right) }

  /// 1 where the left element is less or equal, else 0; with broadcasting.
  public static func .<= (left: Tensor, right: Tensor) -> Tensor { compared(".<=", .lessOrEqual, left, right) }

  /// 1 where the left element is greater, else 0; with broadcasting.
  public static func .> (left: Tensor, right: Tensor) -> Tensor { compared(".>", .less, right, left) }

  /// 1 where the left element is greater or equal, else 0; with broadcasting.
  public static func .>= (left: Tensor, right: Tensor) -> Tensor { compared(".>=", .lessOrEqual, right, left) }

  /// 1 where the elements are equal, else 0; with broadcasting. (`==` compares tensors as wholes.)
  public static func .== (left: Tensor, right: Tensor) -> Tensor { compared(".==", .equal, left, right) }

  /// 1 where the elements differ, else 0; with broadcasting. A NaN differs from everything.
  public static func .!= (left: Tensor, right: Tensor) -> Tensor { compared(".!=", .unequal, left, right) }

  /// 1 where both elements are not 0, else 0; with broadcasting.
  public static func .& (left: Tensor, right: Tensor) -> Tensor {
    paired(".&", left .!= 0, right) { SelectionOperation.leftWhereTrue.apply($0, $1, into: $2, $3) }
  }

  /// 1 where one of the elements or both are not 0, else 0; with broadcasting.
  public static func .| (left: Tensor, right: Tensor) -> Tensor {
    paired(".|", left .!= 0, right .!= 0) { SelectionOperation.greater.apply($0, $1, into: $2, $3) }
  }

  /// 1 where the element is 0, else 0: the other side of a mask.
  public static prefix func .! (mask: Tensor) -> Tensor { mask .== 0 }
}

extension Tensor {
  /// 1 where the element is less than the number, else 0.
  @inlinable
  public static func .< <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Tensor {
    left .< Tensor(Float(right))
  }

  /// 1 where the element is less than the number or equal, else 0.
  @inlinable
  public static func .<= <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Tensor {
    left .<= Tensor(Float(right))
  }

  /// 1 where the element is greater than the number, else 0.
  @inlinable
  public static func .> <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Tensor {
    left .> Tensor(Float(right))
  }

  /// 1 where the element is greater than the number or equal, else 0.
  @inlinable
  public static func .>= <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Tensor {
    left .>= Tensor(Float(right))
  }

  /// 1 where the element equals the number, else 0.
  @inlinable
  public static func .== <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Tensor {
    left .== Tensor(Float(right))
  }

  /// 1 where the element differs from the number, else 0.
  @inlinable
  public static func .!= <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Tensor {
    left .!= Tensor(Float(right))
  }
}

extension Tensor {
  private static func compared(
    _ name: StaticString, _ comparison: ComparisonOperation, _ left: Tensor, _ right: Tensor
  ) -> Tensor {
    paired(name, left, right) { comparison.apply($0, $1, into: $2, $3) }
  }

  /// A result with one element for each pair of elements, by a loop that walks over both tensors with broadcasting.
  static func paired(
    _ name: StaticString, _ left: Tensor, _ right: Tensor,
    _ loop: (UnsafePointer<Float>, UnsafePointer<Float>, UnsafeMutablePointer<Float>, StridedPair) -> Void
  ) -> Tensor {
    guard let shape = left.shape.broadcast(with: right.shape) else {
      fail(ErrorMessage.broadcast("\(name)", left.shape, right.shape))
    }
    let pair = StridedPair(
      shape: shape, left: left.shape.strides(broadcastTo: shape), right: right.shape.strides(broadcastTo: shape))
    return Tensor(shape: shape) { loop(left.storage.start, right.storage.start, $0, pair) }
  }
}
