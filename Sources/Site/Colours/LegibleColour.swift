import Foundation

/// A colour that a program chose for a terminal, as the pages show it: so far from the paper, or so near to it, that text in
/// it and text on it can be read in both themes.
struct LegibleColour {
  /// The least contrast of text with the paper and the greatest of a background with it: text on a background has the quotient
  /// at least, which is more than the 4.5 that WCAG asks for.
  static let textContrast = 7.0
  static let backgroundContrast = 1.5
  /// The theme's papers.
  private static let papers: [[Double]] = [[0xFD, 0xFC, 0xFA], [0x15, 0x17, 0x1B]]

  /// On light and on dark paper.
  let light: String
  let dark: String
  var css: String { "light-dark(\(light),\(dark))" }

  /// A colour of text and lines whose contrast with the paper is within a range.
  init(red: UInt8, green: UInt8, blue: UInt8, textContrast: ClosedRange<Double>) {
    let colour = [red, green, blue].map(Double.init)
    let shown = zip(Self.papers, [0.0, 255]).map { paper, ink in
      let isPale = Self.contrast(colour, paper) < textContrast.lowerBound
      // What stands out too much goes the other way.
      let other = isPale ? ink : 255 - ink
      return Self.mixed(colour, with: [other, other, other]) { textContrast.contains(Self.contrast($0, paper)) }
    }
    (light, dark) = (shown[0], shown[1])
  }

  /// - Parameter isBackground: whether text stands on the colour.
  init(red: UInt8, green: UInt8, blue: UInt8, isBackground: Bool) {
    let colour = [red, green, blue].map(Double.init)
    let shown = zip(Self.papers, [0.0, 255]).map { paper, ink in
      isBackground
        ? Self.mixed(colour, with: paper) { Self.contrast($0, paper) <= Self.backgroundContrast }
        : Self.mixed(colour, with: [ink, ink, ink]) { Self.contrast($0, paper) >= Self.textContrast }
    }
    (light, dark) = (shown[0], shown[1])
  }

  /// The colour with as little of another as makes it fit, in hundredths.
  private static func mixed(_ colour: [Double], with other: [Double], until fits: ([Double]) -> Bool) -> String {
    var result = colour
    var hundredths = 0.0
    while !fits(result), hundredths < 100 {
      hundredths += 1
      result = zip(colour, other).map { (($0 * (100 - hundredths) + $1 * hundredths) / 100).rounded() }
    }
    return "#" + result.map { UInt8($0).hexadecimal() }.joined()
  }

  private static func contrast(_ a: [Double], _ b: [Double]) -> Double {
    let luminances = [luminance(of: a), luminance(of: b)]
    return (luminances.max()! + 0.05) / (luminances.min()! + 0.05)
  }

  /// As WCAG defines it.
  private static func luminance(of colour: [Double]) -> Double {
    let parts = colour.map { part in
      part / 255 <= 0.04045 ? part / 255 / 12.92 : pow((part / 255 + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
  }
}
