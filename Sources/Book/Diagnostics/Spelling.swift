/// Finds the name that an author most likely meant.
package enum Spelling {
  /// The known name nearest to `name`, the first among equals; nil where none is near enough to be worth naming.
  package static func nearest(_ name: String, among known: [String]) -> String? {
    let letters = Array(name.lowercased().unicodeScalars)
    var best: (name: String, distance: Int)?
    for candidate in known {
      let other = Array(candidate.lowercased().unicodeScalars)
      let limit = max(1, min(letters.count, other.count) / 3)
      guard abs(letters.count - other.count) <= limit else { continue }
      let distance = distance(letters, other)
      if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    return best?.name
  }

  /// "Did you mean 'x'?" where a known name is near, then the list of choices.
  package static func advice(
    for name: String, among known: [String], choices: String, written: (String) -> String = { $0 }
  ) -> String {
    let shown = known.prefix(24).map(written).joined(separator: ", ")
    let list = "\(choices) \(shown)\(known.count > 24 ? " and \(known.count - 24) more" : "")."
    guard let near = nearest(name, among: known) else { return list }
    return "Did you mean '\(written(near))'? " + list
  }

  /// The number of letters that are inserted, removed, replaced or swapped with their neighbour (the restricted
  /// Damerau-Levenshtein distance), by rows.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int]()
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      for j in 0..<b.count {
        var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[b.count]
  }
}
