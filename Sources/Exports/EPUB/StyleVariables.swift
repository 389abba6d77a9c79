/// Custom properties of style sheets, which the programs of many readers do not know.
enum StyleVariables {
  /// A value with what it names for a property that is not there in the place of each: `var(--ink,#1c1e21)` becomes `#1c1e21`.
  static func resolved(_ value: String) -> String {
    guard value.contains("var(--") else { return value }
    var result = ""
    var rest = value[...]
    while let start = rest.firstRange(of: "var(--") {
      result += rest[..<start.lowerBound]
      rest = rest[start.upperBound...]
      var depth = 1
      let end = rest.firstIndex { character in
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        return depth == 0
      }
      let inner = rest[..<(end ?? rest.endIndex)]
      if let comma = inner.firstIndex(of: ",") {
        result += resolved(String(inner[inner.index(after: comma)...].drop { $0 == " " }))
      }
      rest = end.map { rest[rest.index(after: $0)...] } ?? ""
    }
    return result + rest
  }
}
