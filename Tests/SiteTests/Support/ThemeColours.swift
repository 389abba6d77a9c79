import Foundation
import Testing

@testable import Site

/// The colours of the theme's style sheet, and what is between them.
struct ThemeColours {
  enum Theme: String, CaseIterable { case light, dark }

  struct Colour: Hashable {
    /// Red, green and blue from 0 to 1, as sRGB encodes them.
    var channels: [Double]

    init(channels: [Double]) { self.channels = channels }

    init?(hexadecimal text: Substring) {
      guard text.first == "#", text.count == 7, let value = Int(text.dropFirst(), radix: 16) else { return nil }
      channels = [value >> 16, value >> 8 & 255, value & 255].map { Double($0) / 255 }
    }

    /// The relative luminance of WCAG 2.2.
    var luminance: Double {
      let linear = channels.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    func contrast(with other: Colour) -> Double {
      let (a, b) = (luminance, other.luminance)
      return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    /// `color-mix(in srgb, self fraction, other)`.
    func mixed(_ fraction: Double, with other: Colour) -> Colour {
      Colour(channels: zip(channels, other.channels).map { fraction * $0 + (1 - fraction) * $1 })
    }
  }

  private var colours: [String: [Theme: Colour]] = [:]
  /// What browsers that do not know `light-dark()` show.
  private(set) var fallback: [String: Colour] = [:]

  /// The colours of one paper.
  func colours(_ theme: Theme) -> [String: Colour] { colours.compactMapValues { $0[theme] } }

  /// Reads every `--name: light-dark(#..., #...)` and every `--name: #...;`.
  init() throws {
    let css = String(
      decoding: try #require(Site.Theme.bundled().assets.first { $0.path == "assets/book.css" }).bytes, as: UTF8.self)
    for line in css.prefix(upTo: css.firstRange(of: "@supports (color: light-dark")?.lowerBound ?? css.endIndex)
      .split(whereSeparator: { "\n;".contains($0) })
    {
      let parts = line.split { " :".contains($0) }
      guard parts.count == 2, parts[0].hasPrefix("--"), let colour = Colour(hexadecimal: parts[1]) else { continue }
      fallback[String(parts[0].dropFirst(2))] = colour
    }
    for line in css.split(separator: "\n") {
      let parts = line.split { " ,();:".contains($0) }
      guard parts.count == 4, parts[0].hasPrefix("--"), parts[1] == "light-dark",
        let light = Colour(hexadecimal: parts[2]), let dark = Colour(hexadecimal: parts[3])
      else { continue }
      colours[String(parts[0].dropFirst(2))] = [.light: light, .dark: dark]
    }
  }

  func colour(_ name: String, _ theme: Theme) throws -> Colour {
    try #require(colours[name]?[theme], "the style sheet has no colour \(name)")
  }
}
