#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The C library's functions in double precision, which are exact for single precision. Where there is no C library, as in
/// WebAssembly, nothing is compared with them.
enum Exact {
  #if canImport(Glibc) || canImport(Darwin)
    static let exponential = { @Sendable (x: Double) in exp(x) }
    static let logarithm = { @Sendable (x: Double) in log(x) }
    static let sine = { @Sendable (x: Double) in sin(x) }
    static let cosine = { @Sendable (x: Double) in cos(x) }
    static let hyperbolicTangent = { @Sendable (x: Double) in tanh(x) }
    static let errorFunction = { @Sendable (x: Double) in erf(x) }
    static let complementaryErrorFunction = { @Sendable (x: Double) in erfc(x) }
    static let logarithmOfOneMore = { @Sendable (x: Double) in log1p(x) }
    static let power = { @Sendable (x: Double, y: Double) in pow(x, y) }
  #else
    static let exponential = unknown
    static let logarithm = unknown
    static let sine = unknown
    static let cosine = unknown
    static let hyperbolicTangent = unknown
    static let errorFunction = unknown
    static let complementaryErrorFunction = unknown
    static let logarithmOfOneMore = unknown
    static let power = { @Sendable (x: Double, y: Double) in Double.nan }
    private static let unknown = { @Sendable (x: Double) in Double.nan }
  #endif

  static let logistic = { @Sendable (x: Double) in 1 / (1 + exponential(-x)) }
}
