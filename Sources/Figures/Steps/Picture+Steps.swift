extension Picture {
  /// The numbers of a picture of several states: those of each, or once those that all have; none where one has none.
  static func values(ofSteps states: [Picture]) -> [PictureValues] {
    let values = states.flatMap { $0.values }
    guard values.count == states.count else { return [] }
    return values.allSatisfy { $0 == values[0] } ? [values[0]] : values
  }
}
