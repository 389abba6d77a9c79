import Compute

// Comparisons have no derivative: their results are constants, also in a differentiated closure.

extension Tensor {
  /// 1 where the left element is less, else 0; with broadcasting.
  public static func .< (left: Tensor, right: Tensor) -> Tensor {
    combined(".<", left, right) { $0.mark(.<) }
  }

  /// 1 where the left element is less or equal, else 0; with broadcasting.
  public static func .<= (left: Tensor, right: Tensor) -> Tensor {
    combined(".<=", left, right) { $0.mark(.<=) }
  }

  /// 1 where the left element is greater, else 0; with broadcasting.
  public static func .> (left: Tensor, right: Tensor) -> Tensor {
    combined(".>", left, right) { $0.mark(.>) }
  }

  /// 1 where the left element is greater or equal, else 0; with broadcasting.
  public static func .>= (left: Tensor, right: Tensor) -> Tensor {
    combined(".>=", left, right) { $0.mark(.>=) }
  }

  /// 1 where the elements are equal, else 0; with broadcasting. (`==` compares tensors as wholes.)
  public static func .== (left: Tensor, right: Tensor) -> Tensor {
    combined(".==", left, right) { $0.mark(.==) }
  }

  /// 1 where the elements differ, else 0; with broadcasting. A NaN differs from everything.
  public static func .!= (left: Tensor, right: Tensor) -> Tensor {
    combined(".!=", left, right) { $0.mark(.!=) }
  }

  /// 1 where both elements are not 0, else 0; with broadcasting.
  public static func .& (left: Tensor, right: Tensor) -> Tensor {
    combined(".&", left, right) { $0.mark(areBothTrue) }
  }

  /// 1 where one of the elements or both are not 0, else 0; with broadcasting.
  public static func .| (left: Tensor, right: Tensor) -> Tensor {
    combined(".|", left, right) { $0.mark(isOneTrue) }
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

@inline(__always)
private func areBothTrue(_ x: Lanes, _ y: Lanes) -> SIMDMask<Lanes.MaskStorage> { (x .!= 0) .& (y .!= 0) }

@inline(__always)
private func isOneTrue(_ x: Lanes, _ y: Lanes) -> SIMDMask<Lanes.MaskStorage> { (x .!= 0) .| (y .!= 0) }
