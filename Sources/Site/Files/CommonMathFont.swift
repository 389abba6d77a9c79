/// Fonts of KaTeX of which the theme has the signs that most formulas use in a smaller file; browsers load the whole one where a page
/// uses another sign.
enum CommonMathFont: String, CaseIterable {
  case main = "KaTeX_Main-Regular"
  case italic = "KaTeX_Math-Italic"

  var file: String { rawValue + "-common.woff2" }

  /// The signs of the smaller file, as a style sheet has them; `Theme/fonts/make.py` prints them.
  var signs: String {
    switch self {
    case .main:
      """
      U+20-7E, U+A0, U+B1, U+B7, U+D7, U+F7, U+2C6, U+2C9, U+2D9, U+393-394, U+398, U+39B, U+39E, U+3A0, \
      U+3A3, U+3A6, U+3A8-3A9, U+200B, U+2026, U+2032, U+2190, U+2192, U+21A6, U+2202, U+2207-2208, \
      U+2211-2212, U+2217-2218, U+221A, U+221E, U+2223, U+2225, U+223C, U+2248, U+2260-2261, U+2264-2265, \
      U+2295, U+2297, U+2299, U+22C5, U+22EF, U+27E8-27E9
      """
    case .italic: "U+20-7E, U+A0, U+3B1-3C9, U+3D1, U+3D5-3D6, U+3F1, U+3F5, U+200B"
    }
  }

  /// The other signs of the font. What no font has is in neither list, so that nothing is loaded for it.
  var otherSigns: String {
    switch self {
    case .main:
      """
      U+A3, U+A7-A8, U+AC, U+B0, U+B6, U+B8, U+C6, U+D8, U+DF, U+E6, U+F8, U+131, U+152-153, U+237, U+2C7, \
      U+2CA-2CB, U+2D8, U+2DA, U+2DC-2DD, U+3A5, U+2002-2006, U+2009-200A, U+2013-2014, U+2018-2019, \
      U+201C-201D, U+2020-2021, U+20D7, U+210F, U+2111, U+2113, U+2118, U+211C, U+2135, U+2191, \
      U+2193-2199, U+21A9-21AA, U+21BC-21BD, U+21C0-21C1, U+21CC, U+21D0-21D5, U+2200, U+2203, U+2205, \
      U+220B, U+2213, U+2215-2216, U+2219, U+221D, U+2220, U+2227-222B, U+2240, U+2243, U+2245, U+224D, \
      U+2250, U+226A-226B, U+227A-227B, U+2282-2283, U+2286-2287, U+228E, U+2291-2294, U+2296, U+2298, \
      U+22A2-22A5, U+22A8, U+22C4, U+22C6, U+22C8, U+22EE, U+22F1, U+2308-230B, U+2322-2323, U+23B0-23B1, \
      U+25B3, U+25B9, U+25BD, U+25C3, U+25EF, U+2660-2663, U+266D-266F, U+27EE-27EF, U+27F5-27FA, U+27FC, \
      U+2A3F, U+2AAF-2AB0, U+E020
      """
    case .italic: "U+393-394, U+398, U+39B, U+39E, U+3A0, U+3A3, U+3A5-3A6, U+3A8-3A9, U+E131, U+E237"
    }
  }
}
