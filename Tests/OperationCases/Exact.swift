#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The C library's functions in double precision, which are exact for single precision. Where there is no C library, as in
/// WebAssembly, nothing is compared with them.
package enum Exact {
  #if canImport(Glibc) || canImport(Darwin)
    package static let exponential = { @Sendable (x: Double) in exp(x) }
    package static let logarithm = { @Sendable (x: Double) in log(x) }
    package static let sine = { @Sendable (x: Double) in sin(x) }
    package static let cosine = { @Sendable (x: Double) in cos(x) }
    package static let hyperbolicTangent = { @Sendable (x: Double) in tanh(x) }
    package static let errorFunction = { @Sendable (x: Double) in erf(x) }
    package static let complementaryErrorFunction = { @Sendable (x: Double) in erfc(x) }
    package static let logarithmOfOneMore = { @Sendable (x: Double) in log1p(x) }
    package static let power = { @Sendable (x: Double, y: Double) in pow(x, y) }
  #else
    package static let exponential = unknown
    package static let logarithm = unknown
    package static let sine = unknown
    package static let cosine = unknown
    package static let hyperbolicTangent = unknown
    package static let errorFunction = unknown
    package static let complementaryErrorFunction = unknown
    package static let logarithmOfOneMore = unknown
    package static let power = { @Sendable (x: Double, y: Double) in Double.nan }
    private static let unknown = { @Sendable (x: Double) in Double.nan }
  #endif

  package static let logistic = { @Sendable (x: Double) in 1 / (1 + exponential(-x)) }
}
