import Testing

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
}
