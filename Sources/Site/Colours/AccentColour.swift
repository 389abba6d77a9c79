import Foundation

/// The colour of a book's links and marks, on light and on dark paper: the author's, made darker or lighter until it can be read, and
/// until what is drawn in it is no obstacle to the text beside it.
struct AccentColour: Hashable {
  let light: String
  let dark: String

  /// The theme's own.
  static let usual = AccentColour(light: "#1f5fae", dark: "#7db2f2")

  private init(light: String, dark: String) {
    self.light = light
    self.dark = dark
  }

  /// - Parameter hexadecimal: as in `#8b2c72`.
  init?(_ hexadecimal: String) {
    guard let value = Int(hexadecimal.dropFirst(), radix: 16) else { return nil }
    let parts = [value >> 16, value >> 8 & 255, value & 255].map { UInt8($0) }
    let legible = LegibleColour(red: parts[0], green: parts[1], blue: parts[2], textContrast: 5...8.5)
    (light, dark) = (legible.light, legible.dark)
  }

  /// The rules of a style sheet; a browser that does not know both papers has the light one's.
  var rules: String {
    """

    :root { --accent: \(light) }
    @supports (color: light-dark(red, red)) { :root { --accent: light-dark(\(light), \(dark)) } }

    """
  }
}
