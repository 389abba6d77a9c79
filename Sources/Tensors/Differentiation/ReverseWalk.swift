import Compute

extension Tape {
  /// The gradients of the sum of `result`'s elements with respect to the variables, which are the steps from `first` on, as
  /// many as `shapes`; nil where it depends on none of them.
  ///
  /// The steps between are visited once, from the last to the first. Each has by then received all that later steps
  /// contribute to its gradient, and hands it on to its inputs by its rules. Gradients live in a list beside the tape.
  func gradients(of result: Tensor, at step: Int, variables first: Int, shapes: [[Int]]) -> [Tensor]? {
    // The result may be a variable itself, and not the last one.
    var gradients = [Tensor?](repeating: nil, count: max(step - first + 1, shapes.count))
    gradients[step - first] = Tensor(ones: result.shape)
    var current = step
    while current >= first + shapes.count {
      if let gradient = gradients[current - first] {
        gradients[current - first] = nil
        // Rules are tensor arithmetic: inside an enclosing differentiation they add steps to this very tape.
        for number in steps[current].edges {
          let edge = edges[number]
          guard edge.input >= first else { continue }
          let contribution = edge.pullback(gradient)
          guard let fitting = contribution.unbroadcast(to: edge.inputShape) else {
            fail(Complaint.gradientShape("\(steps[current].operation)", contribution.shape, edge.inputShape))
          }
          let place = edge.input - first
          gradients[place] = gradients[place].map { $0 + fitting } ?? fitting
        }
      }
      current -= 1
    }
    guard gradients[..<shapes.count].contains(where: { $0 != nil }) else { return nil }
    return shapes.indices.map { gradients[$0] ?? Tensor(zeros: shapes[$0]) }
  }
}
