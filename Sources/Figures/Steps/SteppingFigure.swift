import Compute

/// One figure with a state for each step: a page's reader goes from one to the next, paper shows one.
///
///     SteppingFigure(0..<8) { step in
///         LineChart(Array(losses[0...step]), name: "loss", xLabel: "step")
///     }
///
/// The states lie on each other in one picture, in which what they have in common stands once. They are drawn in one frame, as wide and
/// as high as the largest needs, so states that are alike in size and scale are the clearest. Where the picture stands by itself, on
/// paper and where no script runs, the step that `shown` names is seen.
public struct SteppingFigure: Drawable, Sendable {
  /// The states, as pictures of their own.
  public let states: [Picture]
  /// The index, from 0, of the state that is seen first.
  public let shown: Int
  /// Whether the areas of its states lead to steps, in their order.
  private let hasAreas: Bool

  /// A figure of so many states.
  ///
  /// - Parameters:
  ///   - states: What is seen after each step; from 1 to 400. Stops with a message at another number, and where one has steps itself or is
  ///     a picture that was made elsewhere as SVG text.
  ///   - shown: The index, from 0, of the state that is seen first. Stops with a message where there is none of it.
  public init<State: Drawable>(_ states: [State], showing shown: Int = 0) {
    self.init(states.map { $0.picture }, showing: shown, hasAreas: false)
  }

  /// - Parameter hasAreas: Whether the areas of a state are those of all steps.
  init(_ states: [Picture], showing shown: Int, hasAreas: Bool) {
    guard states.indices.contains(shown) else { fail(SteppingFigure.outside(shown, states.count)) }
    guard states.count <= SteppingFigure.mostStates else { fail(SteppingFigure.tooMany(states.count)) }
    self.states = states
    self.shown = shown
    self.hasAreas = hasAreas
    for (index, state) in states.enumerated() {
      guard let drawing = state.drawing else { fail(SteppingFigure.madeElsewhere(index)) }
      if drawing.hasSteps { fail(SteppingFigure.hasSteps(index)) }
    }
  }

  /// As many states as a reader might go through, and a page can hold.
  static let mostStates = 400

  /// A figure with a state for each element of a sequence.
  ///
  /// - Parameters:
  ///   - steps: What the states are made of, in order.
  ///   - shown: The index, from 0, of the state that is seen first.
  ///   - state: What is seen after a step.
  public init<Steps: Sequence, State: Drawable>(
    _ steps: Steps, showing shown: Int = 0, _ state: (Steps.Element) -> State
  ) {
    self.init(steps.map(state), showing: shown)
  }

  /// What the figure shows first, and which of its steps that is.
  public var description: String { description(of: shown) }

  /// What is seen after a step, by its index from 0: `Step 1 of 4: …`.
  package func description(of step: Int) -> String {
    "Step \(step + 1) of \(states.count): \(states[step].description)"
  }

  /// The figure, drawn, with a state for each step.
  public var picture: Picture {
    guard states.count > 1 else { return states[0] }
    let names = states.indices.map { description(of: $0) }
    let isNarrow = states.contains { $0.narrow != nil }
    let wide = states.compactMap { $0.drawing }
    return Picture(
      Drawing(steps: wide, named: names, showing: shown, hasAreas: hasAreas),
      narrow: isNarrow
        ? Drawing(
          steps: states.compactMap { $0.narrow ?? $0.drawing }, named: [], showing: shown, hasAreas: hasAreas) : nil,
      description: description, values: Picture.values(ofSteps: states))
  }

  static func outside(_ shown: Int, _ count: Int) -> String {
    count == 0
      ? "SteppingFigure: no states were given; expected at least one."
      : "SteppingFigure: there is no state \(shown) to show; it has \(counted(count, "state")), counted from 0."
  }

  static func tooMany(_ count: Int) -> String {
    "SteppingFigure: \(count) states were given; expected at most \(mostStates)."
  }

  static func hasSteps(_ state: Int) -> String {
    "SteppingFigure: state \(state) has steps itself; expected figures without."
  }

  static func madeElsewhere(_ state: Int) -> String {
    "SteppingFigure: state \(state) is a picture made elsewhere; expected charts, maps, grids or diagrams, which can be laid on each other."
  }
}
