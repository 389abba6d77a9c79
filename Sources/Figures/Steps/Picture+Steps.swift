extension Picture {
  /// Of a diagram nobody asked to have its steps: its picture is not to be many times as large.
  static let mostPointedAt = 64

  /// The numbers of a picture of several states: those of each, or once those that all have; none where one has none.
  static func values(ofSteps states: [Picture]) -> [PictureValues] {
    let values = states.flatMap { $0.values }
    guard values.count == states.count else { return [] }
    return values.allSatisfy { $0 == values[0] } ? [values[0]] : values
  }

  /// A diagram that shows another of its states while an area of it is pointed at. Beside or within other figures it is the one state.
  ///
  /// - Parameters:
  ///   - states: one for each area.
  ///   - shown: the index of the one that is seen first.
  init(pointingAt states: [Picture], showing shown: Int) {
    let own = states[shown]
    guard states.count > 1 else {
      self = own
      return
    }
    func drawing(_ part: (Picture) -> Drawing?, _ names: [String]) -> Drawing {
      Drawing(steps: states.compactMap(part), named: names, showing: shown, hasAreas: true, isPlain: true)
    }
    let together = Picture(
      drawing({ $0.drawing }, states.map { $0.description }),
      narrow: own.narrow == nil ? nil : drawing({ $0.narrow }, []),
      description: own.description, values: Picture.values(ofSteps: states))
    self.init(
      svg: together.svg, description: own.description, drawing: own.drawing, narrow: own.narrow, half: own.half,
      values: own.values)
  }
}
