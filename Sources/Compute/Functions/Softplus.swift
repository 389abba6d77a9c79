/// ln(1 + e^x), exact in relative terms however far to the left.
///
/// There 1 + e^x rounds the small term away. What was rounded is undone by the quotient in Kahan's formula
/// ln(1 + y) = y ln(u) / (u - 1) with u = 1 + y as rounded ("Mathematics written in sand", 1983).
package func softplus(_ x: Double) -> Double {
  let power = exponential(-x.magnitude)
  let sum = 1 + power
  let rest = sum == 1 ? power : logarithm(sum) * (power / (sum - 1))
  return x > 0 ? x + rest : rest
}
