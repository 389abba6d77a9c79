/// Finds the name that an author most likely meant.
package enum Spelling {
  /// The known name nearest to `name`, the first among equals; nil where none is near enough to be worth naming.
  package static func nearest(_ name: String, among known: [String]) -> String? {
    var index = SpellingIndex(known)
    return index.nearest(name)
  }

  /// "Did you mean 'x'?" where a known name is near, then the list of choices.
  package static func advice(
    for name: String, among known: [String], choices: String, written: (String) -> String = { $0 }
  ) -> String {
    var index = SpellingIndex(known)
    return index.advice(for: name, choices: choices, written: written)
  }

  /// The number of letters that are inserted, removed, replaced or swapped with their neighbour (the restricted
  /// Damerau-Levenshtein distance), by rows; nil where it is greater than `limit`.
  static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int = .max) -> Int? {
    var beforeLast = [Int]()
    var last = Array(0...b.count)
    for i in 0..<a.count {
      var row = [i + 1]
      row.reserveCapacity(b.count + 1)
      for j in 0..<b.count {
        var cost = min(last[j] + (a[i] == b[j] ? 0 : 1), last[j + 1] + 1, row[j] + 1)
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
        row.append(cost)
      }
      // What is swapped looks back two rows.
      if row.min()! > limit, last.min()! > limit { return nil }
      beforeLast = last
      last = row
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }
}

/// Known names, among which the nearest to many a misspelt one is looked for.
///
/// Whoever reports a whole book may ask as often as there are names: what cannot be near is passed over by its length and its letters,
/// and after so many comparisons that nobody would read what comes of them, none is near any more.
package struct SpellingIndex: Sendable {
  /// In the order in which they are shown.
  package private(set) var names: [String] = []
  private var known: Set<String> = []
  private var entries: [(letters: [Unicode.Scalar], signature: UInt64)] = []
  /// Indices of entries, by the number of their letters.
  private var byLength: [Int: [Int]] = [:]
  private var found: [String: Int?] = [:]
  /// How many letters may yet be compared with others.
  private var budget = 20_000_000

  package init(_ names: some Sequence<String> = []) { for name in names { insert(name) } }

  package mutating func insert(_ name: String) {
    names.append(name)
    known.insert(name)
    if !found.isEmpty { found = [:] }
  }

  /// Looks at the letters of the names that came since: most indices are only asked what they contain.
  private mutating func prepare() {
    for index in entries.count..<names.count {
      let letters = Self.letters(names[index])
      byLength[letters.count, default: []].append(index)
      entries.append((letters, Self.signature(letters)))
    }
  }

  package func contains(_ name: String) -> Bool { known.contains(name) }

  /// The known name nearest to `name`, the first among equals; nil where none is near enough to be worth naming.
  package mutating func nearest(_ name: String) -> String? {
    let result = found[name] ?? search(name)
    found[name] = result
    return result.map { names[$0] }
  }

  /// "Did you mean 'x'?" where a known name is near, then the list of choices.
  package mutating func advice(for name: String, choices: String, written: (String) -> String = { $0 }) -> String {
    let shown = names.prefix(24).map(written).joined(separator: ", ")
    let list = "\(choices) \(shown)\(names.count > 24 ? " and \(names.count - 24) more" : "")."
    guard let near = nearest(name) else { return list }
    return "Did you mean '\(written(near))'? " + list
  }

  private mutating func search(_ name: String) -> Int? {
    prepare()
    let letters = Self.letters(name)
    let signature = Self.signature(letters)
    var best: (index: Int, distance: Int)?
    let furthest = max(2, letters.count / 3)
    for length in max(0, letters.count - furthest)...letters.count + furthest {
      let limit = max(1, min(letters.count, length) / 3)
      // Short names that begin alike may differ in two letters.
      let limitOfAlike = min(letters.count, length) < 3 ? limit : max(2, limit)
      guard abs(letters.count - length) <= limitOfAlike else { continue }
      for index in byLength[length] ?? [] {
        let isAlike = letters.prefix(2) == entries[index].letters.prefix(2)
        let limit = isAlike ? limitOfAlike : limit
        // Each change of a letter takes one away and brings another.
        guard (entries[index].signature ^ signature).nonzeroBitCount <= 2 * limit else { continue }
        budget -= letters.count * length + 1
        guard budget > 0 else { return nil }
        guard
          let distance = Spelling.distance(letters, entries[index].letters, limit: min(limit, best?.distance ?? limit))
        else { continue }
        if (distance, index) < (best?.distance ?? .max, best?.index ?? .max) { best = (index, distance) }
      }
    }
    return best?.index
  }

  private static func letters(_ name: String) -> [Unicode.Scalar] { Array(name.lowercased().unicodeScalars) }

  /// Which letters there are, in 64 classes.
  private static func signature(_ letters: [Unicode.Scalar]) -> UInt64 {
    letters.reduce(0) { $0 | 1 << UInt64($1.value & 63) }
  }
}
