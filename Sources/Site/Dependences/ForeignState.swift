import Book

/// What of other modules outlasts a call of it, so that one cell may change what another sees.
enum ForeignState {
  /// Layers whose weights begin with random numbers.
  private static let layers: Set = [
    "Dense", "Conv1D", "Conv2D", "ConvTranspose2D", "Embedding", "Dropout", "Initialiser",
  ]

  /// What declarations say that draw by the default generator.
  private static let drawing = ["random", "shuffl", "permutation", "initialiser", ".split(validation"]

  /// Whether something of the engine may take numbers of its default generator, or begin its sequence anew.
  ///
  /// - Parameter written: the name as it stands in the code.
  static func usesGenerator(_ name: CodeName, written: String) -> Bool {
    guard !name.symbol.isEmpty, !name.symbol.hasPrefix("s:S"), !name.symbol.hasPrefix("s:s"),
      !name.symbol.hasPrefix("c:")
    else { return false }
    let text = name.declaration.lowercased()
    if text.contains("randomgenerator") || text.contains("inout") { return false }
    return written == "seed" || drawing.contains { text.contains($0) } || layers.contains(written)
      || layers.contains { name.declaration.hasPrefix($0 + ".init(") }
  }

  /// Functions of C by which all that follows may be computed otherwise, or find other files.
  private static let farReaching: Set = [
    "fesetround", "fesetenv", "feupdateenv", "feholdexcept", "fesetmode", "chdir", "fchdir", "setlocale", "tzset",
  ]

  /// Whether all that follows may be another where something is called, or a variable given another value.
  static func reachesFar(_ name: CodeName, isChange: Bool) -> Bool {
    if name.symbol.hasPrefix("c:@F@") { return farReaching.contains(String(function(of: name))) }
    guard name.symbol.hasPrefix("s:10Foundation") || name.symbol.hasPrefix("s:20FoundationEssentials") else {
      return false
    }
    return isChange && name.symbol.contains("NSTimeZoneC7default") || name.symbol.contains("resetSystemTimeZone")
      || name.symbol.contains("changeCurrentDirectoryPath")
  }

  private static func function(of name: CodeName) -> Substring {
    name.symbol.dropFirst(5).prefix { $0 != "#" && $0 != "@" }
  }

  /// Functions of C that keep nothing.
  private static let functions: Set = [
    "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp",
    "exp2",
    "expm1", "log", "log2", "log10", "log1p", "pow", "sqrt", "cbrt", "hypot", "floor", "ceil", "round", "trunc", "rint",
    "nearbyint", "fabs", "fmod", "remainder", "fma", "fmax", "fmin", "fdim", "copysign", "ldexp", "scalbn", "erf",
    "erfc",
    "tgamma", "lgamma", "abs", "labs", "strlen", "strcmp", "memcmp", "memcpy", "memset", "isnan", "isinf", "puts",
    "fputs", "putchar",
    "fputc", "putc", "fflush", "fwrite", "write", "stdout", "stderr",
  ]

  /// The name of what a name of another module reads or changes; nil where that is nothing.
  static func state(of name: CodeName) -> String? {
    if name.symbol.hasPrefix("c:@F@") {
      let function = function(of: name)
      // What C's functions keep is not known: it may be the same.
      return functions.contains(String(function)) || functions.contains(String(function.dropLast())) ? nil : "c:"
    }
    guard name.isVariable, !name.symbol.isEmpty else { return nil }
    // C's functions set variables of the environment.
    if name.symbol.contains("ProcessInfoC11environment") { return "c:" }
    if name.symbol.hasPrefix("c:") { return ["c:@stdout", "c:@stderr"].contains(name.symbol) ? nil : name.symbol }
    let isShared =
      name.keyword == "static var" || name.keyword == "class var"
      || !name.declaration.prefix { $0 != ":" }.contains(".")
    return isShared ? name.symbol : nil
  }
}
