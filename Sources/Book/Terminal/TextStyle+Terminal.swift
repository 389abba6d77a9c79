extension TextStyle {
  /// Applies the parameters of the sequence `ESC [ … m`.
  mutating func apply(_ parameters: [[Int]]) {
    var index = 0
    while index < parameters.count {
      let parameter = parameters[index]
      index += 1
      switch parameter[0] {
      case 0: self = TextStyle()
      case 1: isBold = true
      case 2: isFaint = true
      case 3: isItalic = true
      case 4: isUnderlined = parameter.count < 2 || parameter[1] != 0
      case 7: isInverse = true
      case 9: isStruck = true
      case 21: isUnderlined = true
      case 22: (isBold, isFaint) = (false, false)
      case 23: isItalic = false
      case 24: isUnderlined = false
      case 27: isInverse = false
      case 29: isStruck = false
      case 30...37: colour = .named(parameter[0] - 30)
      case 38: colour = Self.colour(parameter, parameters, &index) ?? colour
      case 39: colour = nil
      case 40...47: background = .named(parameter[0] - 40)
      case 48: background = Self.colour(parameter, parameters, &index) ?? background
      case 49: background = nil
      // The colour of an underline, which pages draw in that of the text.
      case 58: _ = Self.colour(parameter, parameters, &index)
      case 90...97: colour = .named(parameter[0] - 82)
      case 100...107: background = .named(parameter[0] - 92)
      default: break
      }
    }
  }

  /// A colour by number, `5;n`, or by its parts, `2;red;green;blue`: as parameters of their own, or as parts of one, where
  /// the name of a colour space may stand before them.
  private static func colour(_ parameter: [Int], _ parameters: [[Int]], _ index: inout Int) -> Colour? {
    var numbers = Array(parameter.dropFirst())
    if numbers.isEmpty, index < parameters.count {
      let kind = parameters[index][0]
      let end = min(index + (kind == 2 ? 4 : 2), parameters.count)
      numbers = parameters[index..<end].map { $0[0] }
      index = end
    } else if numbers.first == 2, numbers.count > 4 {
      numbers.remove(at: 1)
    }
    guard numbers.allSatisfy({ $0 <= 255 }) else { return nil }
    switch (numbers.first, numbers.count) {
    case (5, 2...): return numbered(numbers[1])
    case (2, 4...): return .rgb(red: UInt8(numbers[1]), green: UInt8(numbers[2]), blue: UInt8(numbers[3]))
    default: return nil
    }
  }

  /// One of 256: the named ones, a cube of six steps a side, and greys.
  private static func numbered(_ number: Int) -> Colour {
    if number < 16 { return .named(number) }
    if number >= 232 {
      let grey = UInt8(8 + 10 * (number - 232))
      return .rgb(red: grey, green: grey, blue: grey)
    }
    func level(_ step: Int) -> UInt8 { step == 0 ? 0 : UInt8(55 + 40 * step) }
    let cube = number - 16
    return .rgb(red: level(cube / 36), green: level(cube / 6 % 6), blue: level(cube % 6))
  }
}
