import Compute

extension Tape {
  /// The gradients of the sum of `result`'s elements, each times its element of `outputGradient`, with respect to the variables,
  /// which are the entries from `first` on, as many as `shapes`; nil where it depends on none of them.
  ///
  /// The entries between are visited once, from the last to the first. Each has by then received all that later entries
  /// contribute to its gradient, and hands it on to its inputs by its rules. Gradients live in a list beside the tape.
  func gradients(
    of result: Tensor, at entry: Int, outputGradient: Tensor?, variables first: Int, shapes: [[Int]]
  ) -> [Tensor]? {
    // The result may be a variable itself, and not the last one.
    var gradients = [Tensor?](repeating: nil, count: max(entry - first + 1, shapes.count))
    gradients[entry - first] = outputGradient ?? Tensor(ones: result.shape)
    var current = entry
    while current >= first + shapes.count {
      if let gradient = gradients[current - first] {
        gradients[current - first] = nil
        // Rules are tensor arithmetic: inside an enclosing differentiation they add entries to this very tape.
        for number in entries[current].edges {
          let edge = edges[number]
          guard edge.input >= first else { continue }
          let contribution = edge.pullback(gradient)
          guard let fitting = contribution.unbroadcast(to: edge.inputShape) else {
            fail(ErrorMessage.gradientShape("\(entries[current].operation)", contribution.shape, edge.inputShape))
          }
          let index = edge.input - first
          gradients[index] = gradients[index].map { $0 + fitting } ?? fitting
        }
      }
      current -= 1
    }
    guard gradients[..<shapes.count].contains(where: { $0 != nil }) else { return nil }
    return shapes.indices.map { gradients[$0] ?? Tensor(zeros: shapes[$0]) }
  }
}
