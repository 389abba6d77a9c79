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

// Comparisons of integers give masks, as those of tensors do: 1 where they hold, else 0.

extension IntTensor {
  /// 1 where the left integer is less, else 0; with broadcasting. Stops with a message when the shapes do not broadcast.
  public static func .< (left: IntTensor, right: IntTensor) -> Tensor { compared(".<", left, right) { $0 < $1 } }

  /// 1 where the left integer is less or equal, else 0; with broadcasting.
  public static func .<= (left: IntTensor, right: IntTensor) -> Tensor { compared(".<=", left, right) { $0 <= $1 } }

  /// 1 where the left integer is greater, else 0; with broadcasting.
  public static func .> (left: IntTensor, right: IntTensor) -> Tensor { compared(".>", left, right) { $0 > $1 } }

  /// 1 where the left integer is greater or equal, else 0; with broadcasting.
  public static func .>= (left: IntTensor, right: IntTensor) -> Tensor { compared(".>=", left, right) { $0 >= $1 } }

  /// 1 where the integers are equal, else 0; with broadcasting. (`==` compares them as wholes.)
  public static func .== (left: IntTensor, right: IntTensor) -> Tensor { compared(".==", left, right) { $0 == $1 } }

  /// 1 where the integers differ, else 0; with broadcasting.
  public static func .!= (left: IntTensor, right: IntTensor) -> Tensor { compared(".!=", left, right) { $0 != $1 } }

  /// 1 where the integer is less than the given one, else 0.
  public static func .< (left: IntTensor, right: Int) -> Tensor { left.mask { $0 < right } }

  /// 1 where the integer is the given one or less, else 0.
  public static func .<= (left: IntTensor, right: Int) -> Tensor { left.mask { $0 <= right } }

  /// 1 where the integer is greater than the given one, else 0.
  public static func .> (left: IntTensor, right: Int) -> Tensor { left.mask { $0 > right } }

  /// 1 where the integer is the given one or greater, else 0.
  public static func .>= (left: IntTensor, right: Int) -> Tensor { left.mask { $0 >= right } }

  /// 1 where the integer is the given one, else 0.
  public static func .== (left: IntTensor, right: Int) -> Tensor { left.mask { $0 == right } }

  /// 1 where the integer is not the given one, else 0.
  public static func .!= (left: IntTensor, right: Int) -> Tensor { left.mask { $0 != right } }

  private func mask(_ holds: (Int) -> Bool) -> Tensor {
    Tensor(shape: shape) { target in
      for (index, value) in scalars.enumerated() { target[index] = holds(Int(value)) ? 1 : 0 }
    }
  }

  private static func compared(
    _ name: StaticString, _ left: IntTensor, _ right: IntTensor, _ holds: (Int32, Int32) -> Bool
  ) -> Tensor {
    guard let shape = left.shape.broadcast(with: right.shape) else {
      fail(ErrorMessage.broadcast("\(name)", left.shape, right.shape))
    }
    Tensor.check(shape, for: "\(name)")
    return Tensor(shape: shape) { target in
      var next = 0
      walk(left.shape, right.shape, over: shape).forEachPair {
        target[next] = holds(left.scalars[$0], right.scalars[$1]) ? 1 : 0
        next += 1
      }
    }
  }
}

extension Tensor {
  /// Whether at least one element is not 0: `(x .< 0).any()`. False for an empty tensor.
  public func any() -> Bool {
    for index in 0..<count where storage.start[index] != 0 { return true }
    return false
  }

  /// Whether no element is 0: `(x .> 0).all()`. True for an empty tensor.
  public func all() -> Bool {
    for index in 0..<count where storage.start[index] == 0 { return false }
    return true
  }

  /// 1 where at least one element along the axes is not 0, else 0. The axes disappear unless `keepingAxes`.
  public func any(along axes: Int..., keepingAxes: Bool = false) -> Tensor {
    (self .!= 0).sum(along: normalized(axes, for: "any(along:)"), keepingAxes: keepingAxes) .> 0
  }

  /// 1 where no element along the axes is 0, else 0. The axes disappear unless `keepingAxes`.
  public func all(along axes: Int..., keepingAxes: Bool = false) -> Tensor {
    (self .== 0).sum(along: normalized(axes, for: "all(along:)"), keepingAxes: keepingAxes) .== 0
  }

  /// This tensor, having made sure that all of its elements are finite.
  ///
  ///     let loss = outputs.softmaxCrossEntropy(labels: labels).checkingFinite("loss")
  ///
  /// Stops with a message that names the tensor, as `name` says, and the first element that is NaN or infinite. Derivatives pass
  /// through.
  public func checkingFinite(_ name: String) -> Tensor {
    guard let first = Finiteness.firstNonFiniteIndex(storage.start, count: count) else { return self }
    let index = zip(shape, shape.rowMajorStrides).map { first / $1 % $0 }
    fail(ErrorMessage.notFinite(name, storage.start[first], at: index, shape))
  }
}

extension ErrorMessage {
  static func notFinite(_ name: String, _ value: Float, at index: [Int], _ shape: [Int]) -> String {
    let index = shape.isEmpty ? "" : " at \(index)"
    return "checkingFinite: \(name) of shape \(shape) is \(formatted(value))\(index), but finite numbers were expected."
  }
}
