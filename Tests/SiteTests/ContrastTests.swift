import Foundation
import TestSupport
import Testing

@testable import Site

@Suite("Contrast, by WCAG 2.2")
struct ContrastTests {
  @Test(
    "Text can be read on both papers", arguments: ThemeColours.Theme.allCases,
    ["ink", "soft", "accent", "good", "bad", "keyword", "type", "string", "number", "function", "comment"])
  func text(theme: ThemeColours.Theme, name: String) throws {
    let colours = try ThemeColours()
    for ground in ["paper", "panel"] {
      let contrast = try colours.colour(name, theme).contrast(with: colours.colour(ground, theme))
      #expect(contrast >= 4.5, "\(name) on \(ground), \(theme): \(contrast)")
    }
  }

  @Test(
    "Code can be read on lines that are highlighted, new or gone", arguments: ThemeColours.Theme.allCases,
    ["win", "ker"])
  func lines(theme: ThemeColours.Theme, ground: String) throws {
    let colours = try ThemeColours()
    let panel = try colours.colour("panel", theme)
    let mixed = try colours.colour(ground, theme).mixed(0.7, with: panel)
    for name in ["ink", "soft", "keyword", "type", "string", "number", "function", "comment"] {
      let contrast = try colours.colour(name, theme).contrast(with: mixed)
      #expect(contrast >= 4.5, "\(name) on \(ground), \(theme): \(contrast)")
    }
  }

  @Test(
    "A tensor's value can be read wherever it is on the scale", arguments: ThemeColours.Theme.allCases,
    ["plus", "minus"])
  func scale(theme: ThemeColours.Theme, end: String) throws {
    let colours = try ThemeColours()
    for hundredths in 0...100 {
      let ground = try colours.colour(end, theme).mixed(Double(hundredths) / 100, with: colours.colour("panel", theme))
      let contrast = try colours.colour("ink", theme).contrast(with: ground)
      #expect(contrast >= 4.5, "\(end) at \(hundredths) %, \(theme): \(contrast)")
    }
  }

  @Test(
    "A number can be read in the fullest cell of a heat map", arguments: ThemeColours.Theme.allCases,
    ["accent", "warm"])
  func heatMap(theme: ThemeColours.Theme, end: String) throws {
    let colours = try ThemeColours()
    let ground = try colours.colour(end, theme).mixed(0.45, with: colours.colour("panel", theme))
    let contrast = try colours.colour("ink", theme).contrast(with: ground)
    #expect(contrast >= 4.5, "\(end), \(theme): \(contrast)")
  }

  @Test(
    "Lines, bars and frames of figures stand out from the paper", arguments: ThemeColours.Theme.allCases,
    ["accent", "warm", "ink", "soft"])
  func strokes(theme: ThemeColours.Theme, name: String) throws {
    let colours = try ThemeColours()
    let contrast = try colours.colour(name, theme).contrast(with: colours.colour("paper", theme))
    #expect(contrast >= 3, "\(name), \(theme): \(contrast)")
  }

  @Test("The ends of the scale differ from its middle", arguments: ThemeColours.Theme.allCases, ["plus", "minus"])
  func ends(theme: ThemeColours.Theme, end: String) throws {
    let colours = try ThemeColours()
    let contrast = try colours.colour(end, theme).contrast(with: colours.colour("panel", theme))
    #expect(contrast >= 1.9, "\(end), \(theme): \(contrast)")
  }

  @Test("The colours of terminals can be read on the paper and on each ground", arguments: ThemeColours.Theme.allCases)
  func terminal(theme: ThemeColours.Theme) throws {
    let colours = try ThemeColours()
    let paper = try colours.colour("paper", theme)
    let inks = try (0..<16).map { try colours.colour("ansi-\($0)", theme) } + [colours.colour("ink", theme)]
    let grounds = try (0..<8).map { try colours.colour("ansi-background-\($0)", theme) }
    for (number, ink) in inks.enumerated() {
      #expect(ink.contrast(with: paper) >= 7, "\(number), \(theme): \(ink.contrast(with: paper))")
      for (other, ground) in grounds.enumerated() {
        let contrast = ink.contrast(with: ground)
        #expect(contrast >= 4.5, "\(number) on \(other), \(theme): \(contrast)")
      }
    }
  }

  @Test("So can any other colour that a program chooses")
  func mixed() throws {
    let colours = try ThemeColours()
    for red in stride(from: 0, through: 255, by: 51) {
      for green in stride(from: 0, through: 255, by: 51) {
        for blue in stride(from: 0, through: 255, by: 51) {
          let text = LegibleColour(red: UInt8(red), green: UInt8(green), blue: UInt8(blue), isBackground: false)
          let ground = LegibleColour(red: UInt8(red), green: UInt8(green), blue: UInt8(blue), isBackground: true)
          for (theme, ink, behind) in [
            (ThemeColours.Theme.light, text.light, ground.light), (.dark, text.dark, ground.dark),
          ] {
            let paper = try colours.colour("paper", theme)
            let shown = try #require(ThemeColours.Colour(hexadecimal: ink[...]))
            #expect(shown.contrast(with: paper) >= 7, "\(ink), \(theme)")
            let area = try #require(ThemeColours.Colour(hexadecimal: behind[...]))
            #expect(area.contrast(with: paper) <= 1.5, "\(behind), \(theme)")
          }
        }
      }
    }
    let legible = LegibleColour(red: 0x80, green: 0, blue: 0, isBackground: false)
    #expect(legible.light == "#800000", "a colour that can be read stays as it is")
  }

  @Test("Browsers that do not know two papers have the colours of the light one")
  func fallback() throws {
    let colours = try ThemeColours()
    #expect(colours.fallback == colours.colours(.light))
    #expect(colours.fallback.count == 43)
  }
}

@Suite("What a theme may change")
struct ThemeVariableTests {
  @Test(
    "The README names the variables of the style sheet, all but the colours of terminals and what is the theme's own business"
  )
  func variables() throws {
    let css = try Site.Theme.bundled().assets.text("assets/book.css")
    let root = css.split(separator: "\n:root {", maxSplits: 1)[1].prefix(while: { $0 != "}" })
    let declared = Set(
      root.split(whereSeparator: { "\n;".contains($0) }).compactMap { line -> Substring? in
        let name = line.drop { $0 == " " }.prefix { $0 != ":" }
        return name.hasPrefix("--") && !name.hasPrefix("--ansi") ? name : nil
      })
    let readme = try String(contentsOfFile: packageRoot + "/README.md", encoding: .utf8)
    let table = try #require(readme.components(separatedBy: "| variable | it is |\n").dropFirst().first)
    let rows = table.split(separator: "\n", omittingEmptySubsequences: false).prefix { $0.hasPrefix("|") }
    let named = rows.flatMap { $0.split(separator: "`").filter { $0.hasPrefix("--") && !$0.contains(" ") } }
    #expect(Set(named) == declared.subtracting(["--forward", "--inset"]))
  }
}
