extension Drawing {
  /// The states of a stepping figure on each other.
  ///
  /// What differs stands in groups of the class `steps`, each of which has a group for each state, in their order; all but those of the
  /// state shown are not displayed. So a page shows another step by displaying the children of one index in all groups of the class.
  /// Areas that lead to steps stand last, in a group of the class `step-areas`. Groups of a diagram that is no stepping figure have the class
  /// `plain` besides: its page shows nothing that moves it.
  ///
  /// - Parameters:
  ///   - states: At least one.
  ///   - names: What each state shows, which the first group has as descriptions of its states; empty for none.
  ///   - hasAreas: Whether the areas of a state are those of all steps.
  ///   - isPlain: Whether it is a diagram that shows another state only where one of the areas is pointed at.
  init(steps states: [Drawing], named names: [String], showing shown: Int, hasAreas: Bool, isPlain: Bool = false) {
    var pieces = StepPieces(states.map { $0.elements }).pieces
    // States that are the same are as many steps.
    if !pieces.contains(where: { if case .alternatives = $0 { true } else { false } }) {
      pieces.append(.alternatives(states.map { _ in [] }))
    }
    var elements: [String] = []
    var isNamed = names.isEmpty
    for piece in pieces {
      switch piece {
      case .common(let element): elements.append(element)
      case .alternatives(let parts):
        elements.append("<g class=\"\(isPlain ? "steps plain" : "steps")\">")
        for (index, part) in parts.enumerated() {
          let name = isNamed ? "" : "<desc>\(xmlText(names[index]))</desc>"
          elements.append("<g\(index == shown ? "" : " display=\"none\"")>\(name)")
          elements += part
          elements.append("</g>")
        }
        elements.append("</g>")
        isNamed = true
      }
    }
    if hasAreas, states[0].stepAreas.count == states.count {
      elements += ["<g class=\"step-areas\">"] + states[0].stepAreas + ["</g>"]
    }
    self.init(
      width: states.map { $0.width }.max() ?? 0, height: states.map { $0.height }.max() ?? 0, elements: elements,
      hasSteps: true)
  }
}

/// What several lists of elements have in common, in order, and between that what each of them has.
private struct StepPieces {
  enum Piece {
    case common(String)
    /// The elements of each list.
    case alternatives([[String]])
  }

  var pieces: [Piece] = []

  /// Of each list the index up to which it is in `pieces`.
  private var ends: [Int]

  /// Each element of the first list that all others have behind what was found before is common: the lists are as alike as
  /// drawings of one kind are, for which that finds what there is.
  init(_ lists: [[String]]) {
    ends = lists.map { _ in 0 }
    for (index, element) in lists[0].enumerated() {
      var found = [index]
      for (list, end) in zip(lists, ends).dropFirst() {
        guard let position = list[end...].firstIndex(of: element) else { break }
        found.append(position)
      }
      guard found.count == lists.count else { continue }
      append(lists, upTo: found)
      pieces.append(.common(element))
      ends = found.map { $0 + 1 }
    }
    append(lists, upTo: lists.map { $0.count })
  }

  private mutating func append(_ lists: [[String]], upTo positions: [Int]) {
    var parts: [[String]] = []
    for (index, list) in lists.enumerated() { parts.append(Array(list[ends[index]..<positions[index]])) }
    if parts.contains(where: { !$0.isEmpty }) { pieces.append(.alternatives(parts)) }
  }
}
