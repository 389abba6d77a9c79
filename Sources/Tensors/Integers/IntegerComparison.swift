import Compute

// Comparisons give masks, as those of tensors do: 1 where they hold, else 0.

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
