import Testing

@testable import Site

@Suite("Formulas in the search")
struct FormulaTextTests {
  @Test(
    "They are found and shown without the signs of TeX",
    arguments: [
      ("\\sigma(x) = 1 / (1 + e^{-x})", "σ(x) = 1 / (1 + e^-x)"), ("\\ln 10", "ln 10"), ("n^2", "n^2"),
      ("X[i + a,\\ j + b]", "X[i + a, j + b]"), ("\\left\\{ a \\right\\}", "{ a }"), ("\\mathrm{ReLU}", "ReLU"),
      ("a \\\\ b", "a   b"), ("\\", ""), ("", ""),
    ])
  func text(source: String, text: String) { #expect(FormulaText.text(source) == text) }
}
