extension CompilerMessage {
  /// What to do where the compiler misses a usual name of Foundation, which it does not call by its module; nil where it misses none.
  ///
  /// - Parameter code: what stands at the location of the message, to the end of the line.
  func adviceOnFoundation(_ code: String) -> String? {
    let name: String
    if text.hasPrefix("cannot find"), let match = text.firstMatch(of: /'(\w+)' in scope/),
      Self.names.contains("\(match.1)")
    {
      name = "\(match.1)"
    } else if let match = text.firstMatch(of: /has no member '(\w+)'/), Self.members.contains("\(match.1)") {
      name = "\(match.1)"
    } else if severity == .error, code.hasPrefix("String(format:") {
      name = "String(format:)"
    } else {
      return nil
    }
    return "'\(name)' is declared in Foundation: write 'import Foundation' in this cell, or in one above it."
  }

  private static let names: Set<String> = [
    // Functions
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "ceil", "cos", "cosh", "erf", "erfc", "exp",
    "exp2",
    "expm1", "fabs", "floor", "fmod", "hypot", "lgamma", "log", "log10", "log1p", "log2", "pow", "round", "sin", "sinh",
    "sqrt",
    "tan", "tanh", "tgamma", "trunc", "fflush", "exit", "usleep", "NSLog",
    // Types
    "Bundle", "Calendar", "CharacterSet", "Data", "Date", "DateComponents", "DateFormatter", "DateInterval", "Decimal",
    "FileHandle", "FileManager", "IndexPath", "IndexSet", "ISO8601DateFormatter", "JSONDecoder", "JSONEncoder",
    "JSONSerialization", "Locale", "LocalizedError", "Measurement", "NSLock", "NSNumber", "NSRegularExpression",
    "NSString",
    "NumberFormatter", "Pipe", "Process", "ProcessInfo", "Scanner", "Thread", "TimeInterval", "Timer", "TimeZone",
    "URL",
    "URLComponents", "URLRequest", "URLSession", "UUID",
  ]

  /// Those of types of the standard library.
  private static let members: Set<String> = [
    "capitalized", "components", "data", "padding", "replacingOccurrences", "trimmingCharacters",
  ]
}
