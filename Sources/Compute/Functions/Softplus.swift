/// ln(1 + e^x), exact in relative terms however far to the left.
///
/// With y = e^-|x| it is max(x, 0) + ln(1 + y), and ln(1 + y) = 2 artanh(y / (2 + y)) never forms 1 + y, which would round a small
/// y away. The argument is at most 1/3, so the series is short.
@inline(__always)
func softplus(_ x: DoubleLanes) -> DoubleLanes {
  let y = exponential(x.replacing(with: -x, where: x .> 0))
  let t = y / (2 + y)
  let square = t * t
  var sum = DoubleLanes(repeating: 1.0 / 21)
  sum = sum * square + 1.0 / 19
  sum = sum * square + 1.0 / 17
  sum = sum * square + 1.0 / 15
  sum = sum * square + 1.0 / 13
  sum = sum * square + 1.0 / 11
  sum = sum * square + 1.0 / 9
  sum = sum * square + 1.0 / 7
  sum = sum * square + 1.0 / 5
  sum = sum * square + 1.0 / 3
  sum = sum * square + 1
  return x.replacing(with: 0, where: x .< 0) + 2 * t * sum
}
