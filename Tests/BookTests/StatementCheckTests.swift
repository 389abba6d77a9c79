import TestSupport
import Testing

@testable import Book

@Suite("What an author's words about a picture state")
struct StatementCheckTests {
  static let loss = "Line chart over step: loss is 14.3 at 1 and 0.0719 at 10."
  static let grid = "14 images, 28 × 28: 3 of 12 shoes are marked, 2 mistakes; 66.7 % right."
  static let accuracy = "Confusion matrix of 10 classes and 10000 examples: 0.86 right, 0.125 of class 3."

  /// What is not in the picture's description is marked.
  private func check(_ words: String, _ own: String, language: String = "en") {
    let marked = MarkedText(words)
    let unfounded = StatementCheck.unfounded(in: marked.text, about: own, Comparison(), language: language)
    #expect(marked.texts(of: unfounded) == marked.texts)
  }

  @Test(
    "Numbers in words are numbers",
    arguments: [
      ("Fourteen images, two mistakes, three shoes", grid), ("«Fifteen» images and «four» mistakes", grid),
      ("Ten thousand examples", accuracy), ("«Twenty-three» of them and «two hundred and five»", accuracy),
      ("«One hundred» or «a thousand», «one million two hundred thousand three» in all", accuracy),
      ("Twenty eight by twenty-eight, by twenty\u{2011}eight", grid), ("«twenty\u{2010}nine», «∞», «−∞»", grid),
      ("3-12, 3–12, «4»-«13», «2026»-12-14", grid), ("VGG-16-7, ResNet50-7", grid), ("Ten classes. «Eleven»", accuracy),
    ])
  func words(_ words: String, _ own: String) { check(words, own) }

  @Test(
    "What is no count is not taken for one",
    arguments: [
      "One of the curves falls, the other one too", "A two-dimensional kernel, one-hot, a 3-dimensional one, 0-based",
      "zero-padded, non-zero", "dozens and hundreds of steps", "a third curve", "the second one", "LeNet-five",
      "LeNet-5",
      "a 2D plot of the 3rd step, a 3-D one of the 4-th", "half of it",
      "someone", "tenfold",
    ])
  func noCounts(_ words: String) { check(words, Self.loss) }

  @Test(
    "A number that is joined to a noun is a number",
    arguments: [
      ("«500»-step, «twelve»-layer, «30»\u{2010}epoch", loss),
      ("a 12-layer, twelve-layer network of 14-image steps", grid),
      ("a «three»-by-«four» kernel", loss), ("a three-by-twelve kernel", grid),
    ])
  func compounds(_ words: String, _ own: String) { check(words, own) }

  @Test(
    "So is one without a digit before its point, behind a number sign, lowered or in a circle",
    arguments: [
      ("«.99», «99», «₉₉», «⑨», «㊿», «−.99»", "3 of 12"),
      (".99, #99, ₉₉, ⑨⑩, ❷, x₁, log₁₀ and #112233", "0.99, 99, 9, 10, 2"),
    ])
  func signs(_ words: String, _ own: String) { check(words.replacing("«99»", with: "#«99»"), own) }

  @Test("Zero is a number, and what numbers of both signs lie around")
  func zero() {
    check("«zero» mistakes", "14 images, 2 mistakes")
    check("zero mistakes", "14 images, 0 mistakes")
    check("It falls to «zero», to «0»", Self.loss)
    check("Around zero and 0, «zero» mistakes", "2 mistakes, values from -1.5 to 1.2")
  }

  @Test(
    "A number below zero is another, however its minus is written",
    arguments: [
      "«−0.4» at «−3»", "«− 0.4»", "(«–3» or «‐3»)", "«﹣3», «－３»", "«minus forty»", "«minus 3», «Minus three»",
      "«negative 3»", "«-½»", "between 0.4–3, 3−0.4, 40 – 3, 40 − 3, 40 minus 3, x − 3",
      "0.4, then 40: 3 true negatives",
    ])
  func below(_ words: String) {
    check(words, "0.4 at 3, then 40")
    check(words.filter { $0 != "«" && $0 != "»" }, "0.4 at 3, then 40; -0.4, -3, -40, -0.5")
  }

  @Test(
    "A magnitude belongs to its number",
    arguments: [
      ("«1 million»", ""), ("«2 thousand», «3 million», «2.5 billion», «10k», «2M»", "2 of 3, 2.5, 10"),
      ("2 thousand or 2k, 0.5 million, 500k, half a million", "2000 of 500000"),
      ("1.5 million, 1.51 million, «1.7 million», «1.53 million»", "1512345 steps"),
      ("«a dozen», «two dozen», «half a dozen»", "2 of 3"), ("a dozen, two dozen, half a dozen", "6, 12 and 24"),
      ("a «3-million» step", "3 steps"), ("5 m, 2 kg, 10 K", "5, 2, 10"),
      ("«twelve hundred», «two billion»", "12, 2"), ("zero point five, «one point two five»", "0.5, 1 and 2"),
    ])
  func magnitudes(_ words: String, _ own: String) { check(words, own) }

  @Test(
    "A fraction of one sign, a mixed number and a power are one number",
    arguments: [
      ("«½» and «¾»", "1 of 3, 4"), ("½, ¼ and 3⁄4", "0.5, 25 %, 6 of 8"), ("«1½», «2 ½», «two and a half»", "1, 2"),
      ("1½, 1 ½, one and two and a half", "1.5 and 2.5"),
      ("«seven-and-a-half», «one and a quarter», «two and three quarters»", "7, 1, 2, 0.5, 0.25, 0.75"),
      ("seven-and-a-half, one and a quarter, two and three quarters, 7 and a half", "7.5, 1.25, 2.75"), ("«−½»", "0.5"),
      ("-½", "-0.5"),
      ("«one third», «a quarter» of it", "1, 3, 4"), ("one third, a quarter of it, a quarter", "4 of 12, 0.25"),
      ("«10⁴», «10⁻³», «10^4»", "10, 4, 3"),
      ("10⁴ steps of 10⁻³, 1.5 × 10⁻³, 2·10^3, 28²", "10000, 0.001, 0.0015, 2000, 784"),
      ("«1.5 × 10⁻³»", "1.5, 10 and 3"), ("x² in m², R^2", ""),
    ])
  func composed(_ words: String, _ own: String) { check(words, own) }

  @Test("What no machine counts is none of the picture's, and stops nobody")
  func enormous() {
    check("«1.5» × «10»^«999999999999», «-9223372036854775808» and a half", "1")
    check("«1.5 million million million»" + String(repeating: " million", count: 3_000), "1")
    check("«2»^«4000», «10^4000», «1e4000 thousand», «9223372036854775807» million", "1")
  }

  @Test("Digits of every script are digits")
  func scripts() {
    let own = "3 of 12 at 0.07"
    for words in ["٣ of ١٢ at ٠٫٠٧", "３ of １２ at ０．０７", "३ of १२", "𝟑 of 𝟏𝟐"] {
      check(words, own)
      check(words, own, language: "ar")
    }
    check("«٤», «４», «४»; «٥٠٪», «５０％»", own)
    check("5٪, ５％, «6‰»", "5 %, 0.5 %")
  }

  @Test("German has its own words, and other languages none that are known")
  func languages() {
    check("Vierzehn Bilder, zwei Fehler, achtundzwanzig mal achtundzwanzig, drei davon", Self.grid, language: "de-CH")
    check("«Fünfzehn» Bilder, «zweihundertfünf», «dreissig», «tausendundeins»; ein Fehler", Self.grid, language: "de")
    check("Two thousand", Self.grid, language: "nl")
    #expect(NumberWords(language: "nl") == nil)
    check("«Eine Million», «2 Millionen», «ein Dutzend», «3 Tsd»., «minus drei»", "1, 2, 3", language: "de")
    check("Eine Million, 2 Mio., ein Dutzend, 1,5 Millionen", "1000000, 2000000, 12, 1500000", language: "de")
    check("Von 14,3 auf 0,07, auch 14.3; «0,08», «3.000», «2,0»", Self.loss, language: "de")
    check("10.000 Beispiele, 0,86 richtig, «10,501»", Self.accuracy, language: "de")
  }

  @Test(
    "A percentage is one of the picture's, or one of its ratios",
    arguments: [
      ("66.7 %, 67 percent, 67 per cent, a 67-percent share", grid), ("«68\u{202F}%», «sixty-eight per cent»", grid),
      ("«68 %» right", grid), ("«14 %» of the images", accuracy),
      ("25 % are marked", grid),
      ("86 % right", accuracy), ("«87 %», «87 percent» right", accuracy), ("12.5 %", accuracy), ("«12.6 %»", accuracy),
      ("eighty-six percent", accuracy), ("«eighty-five percent»", accuracy), ("0.667 right", grid),
      ("«0.67» and «0.66»", accuracy),
      ("«10 %» of the classes", accuracy), ("«10000 percent»", accuracy),
    ])
  func percentages(_ words: String, _ own: String) { check(words, own) }

  @Test(
    "A fraction is a part of a whole, or a ratio",
    arguments: [
      ("3/12 are marked", grid), ("1/4 is marked", grid), ("«1/2» is marked", grid), ("«2/12» are", grid),
      ("two thirds right", grid), ("three-quarters", "0.75"), ("«three quarters»", "0.76"), ("1/8, «3/8»", accuracy),
      ("2/16", "16 images; 2 of them marked"), ("«2/14»", "16 images; 2 of them marked"),
    ])
  func fractions(_ words: String, _ own: String) { check(words, own) }

  @Test(
    "Numbers that belong together are not exchanged",
    arguments: [
      ("3 of the 12 shoes", grid), ("«12 of 3»", grid), ("«twelve out of three» shoes", grid),
      ("«14 of 2» images", grid),
      ("14.3 at 1, then 0.07 at 10", loss), ("«14.3 at 10»", loss), ("«0.07 after step 1»", loss),
      ("«1 at 14.3»", loss),
      ("From 14.3 to 0.07", loss), ("0.5 to 2", "values from 0.5 to 2.0"), ("«2.0 to 0.5»", "values from 0.5 to 2.0"),
      ("«3 × 2» input", "a 2 × 3 input"), ("2 by 3", "a 2 × 3 input"),
      ("2x3, «3x2», 3x«5», 10x2", "a 2 × 3 input, 10 of it"),
    ])
  func exchanged(_ words: String, _ own: String) { check(words, own) }

  @Test(
    "There are not more of a thing than the picture has, where it has that many of another",
    arguments: [
      ("14 images and 2 mistakes", grid), ("2 images and «14 mistakes»", grid), ("two images are wrong", grid),
      ("«28 mistakes»", "28 images, 2 mistakes"), ("28 values", "6 maps, 28 × 28, each cell the mean of 2 × 2 values"),
      ("A 3 × «3 kernel»", "a 3 × 3 input with a 2 × 2 kernel"), ("3 shoes, 12 shoes", grid),
      ("«14 mistake»", grid),
    ])
  func counted(_ words: String, _ own: String) { check(words, own) }

  @Test("Authors may group digits")
  func groups() { check("10,000 and 10\u{202F}000 examples, «10,001»", Self.accuracy) }
}
