/// Where each parameter of a list stands in it, found by the parameter's identity.
///
/// Nothing is noted on the parameters themselves, so that several tasks may go through one model at once.
struct ParameterIndices: Sendable {
  /// In the order of the identities; of a parameter that stands in the list twice, only the first index.
  private var sorted: [(identity: ObjectIdentifier, index: Int)] = []

  init(_ parameters: [Parameter]) {
    let all = parameters.enumerated().map { (identity: ObjectIdentifier($1), index: $0) }
    for entry in all.sorted(by: { ($0.identity, $0.index) < ($1.identity, $1.index) })
    where sorted.last?.identity != entry.identity {
      sorted.append(entry)
    }
  }

  /// Nil when the parameter is not in the list.
  subscript(parameter: Parameter) -> Int? {
    let identity = ObjectIdentifier(parameter)
    var (low, high) = (0, sorted.count)
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle].identity < identity { low = middle + 1 } else { high = middle }
    }
    return low < sorted.count && sorted[low].identity == identity ? sorted[low].index : nil
  }

  /// The first index of each parameter, ascending.
  var all: [Int] { sorted.map { $0.index }.sorted() }
}

extension [Parameter] {
  /// Each parameter once, where it stands first.
  func withoutRepetitions() -> [Parameter] { ParameterIndices(self).all.map { self[$0] } }
}
