import TestSupport
import Testing

@testable import Book

@Suite("Drift: single lines")
struct ComparisonTests {
  struct Pair: Sendable, CustomTestStringConvertible {
    var documented: String
    var fresh: String
    init(_ documented: String, _ fresh: String) { (self.documented, self.fresh) = (documented, fresh) }
    var testDescription: String { "'\(documented)' and '\(fresh)'" }
  }

  static func nearMisses(_ pair: Pair, _ comparison: Comparison = Comparison()) -> Int? {
    let comparison = comparison.compare([pair.documented], [pair.fresh])
    guard comparison.agrees else { return nil }
    return comparison.alignedLines.reduce(0) { if case .same(_, _, let misses) = $1 { $0 + misses.count } else { $0 } }
  }

  @Test(
    "Lines that agree",
    arguments: [
      Pair("loss 0.072", "loss 0.072"), Pair("loss 0.072", "loss 0.07204"), Pair("0.07", "0.0719"),
      Pair("a  b\tc", "a b   c"), Pair("a", "a  "), Pair("a ", "a"),
      Pair("[[0.00, 1.00]]", "[[-0.00,  1.00]]"), Pair("[ 0.50]", "[0.50]"), Pair(" 0.0", "-0.0"),
      Pair("1e-05", "1.4e-05"), Pair("0.1", "0.12"), Pair("0.00", "0.003"), Pair("0.0", "-0.0"), Pair("0.0", "0.00"),
      Pair("0e+00", "0.0"), Pair("nan", "-nan"), Pair("NaN", "nan"), Pair("-inf", "-inf"),
      Pair("1.0", "1.00"), Pair("epoch 3 Conv2D x1", "epoch 3 Conv2D x1"),
      Pair("0.30000000000000004", "0.30000000000000004"), Pair("0.3", "0.30000000000000004"),
      Pair("1.2.3", "1.2.3"), Pair("-0", "0"), Pair("+0.50", "0.50"), Pair("2.5", "2.45"), Pair("", ""),
      Pair("100000000000000000000000.5", "100000000000000000000000.5"), Pair("#1e500", "#1e500"),
    ])
  func agree(_ pair: Pair) {
    #expect(Self.nearMisses(pair) == 0)
    #expect(Self.nearMisses(pair, Comparison(numbers: .rounded)) == 0)
  }

  @Test(
    "Lines that agree only by one unit of a last digit",
    arguments: [
      Pair("loss 0.072", "loss 0.073"), Pair("0.10", "0.11"), Pair("0.072", "0.0728"), Pair("-0.0010", "-0.0009"),
      Pair("1.5e-3", "1.6e-3"), Pair("9.99", "10.00"), Pair("1.0", "1.1"),
    ])
  func agreeByLastDigit(_ pair: Pair) {
    #expect(Self.nearMisses(pair) == 1)
    #expect(Self.nearMisses(pair, Comparison(numbers: .rounded)) == nil)
  }

  @Test(
    "Lines that differ",
    arguments: [
      Pair("loss 0.072", "loss 0.074"), Pair("0.1", "0.21"), Pair("0.1", "0.2"), Pair("1e-05", "2e-05"),
      Pair("1e-05", "0.0"), Pair("0.0", "1e-05"), Pair("0.00", "0.01"), Pair("-0.001", "0.000"), Pair("0.07", "0.0785"),
      Pair("0.1", "-0.1"), Pair("0.5", "0.56"), Pair("3", "4"), Pair("3", "3.0"), Pair("3.0", "3"),
      Pair("2.9 of 999.9", "3 of 1000"),
      Pair("3e0", "3"), Pair("0.0", "0"), Pair("x1", "x2"),
      Pair("Conv2D", "Conv3D"), Pair("nan", "1.0"), Pair("1.0", "nan"), Pair("inf", "-inf"), Pair("a b", "ab"),
      Pair("  a", "a"), Pair("1.2.3", "1.2.4"), Pair("0.1", "0.1 s"), Pair("a", "A"), Pair("\u{2212}1.5", "-1.5"),
      Pair("0.072", "0.0731"), Pair("3-2", "3 -2"), Pair("#1e5001", "#1e5002"), Pair("(1, 2)", "(1, 3)"),
      Pair("3,000", "3000"), Pair("", "x"), Pair("v1.0", "v1.1"), Pair("v1.2.3", "v1.2.4"),
    ])
  func differ(_ pair: Pair) {
    #expect(Self.nearMisses(pair) == nil)
  }

  @Test(
    "An ellipsis stands for any text, an escaped one for three dots",
    arguments: [
      (Pair("took ... s, loss 0.07", "took 1.25 s, loss 0.071"), true),
      (Pair("took ... s, loss 0.07", "took 1.25 s, loss 0.09"), false),
      (Pair("a...", "a"), true), (Pair("...a", "ba"), true), (Pair("a...c...e", "abcde"), true),
      (Pair("a...c...e", "abde"), false), (Pair("3.14...", "3.14159"), true), (Pair("12...", "123"), true),
      (Pair(#"wait\..."#, "wait..."), true), (Pair(#"wait\..."#, "waits"), false), (Pair("wait...", "wait..."), true),
      (Pair(#"\\...x"#, #"\abcx"#), true), (Pair(#"\\\..."#, #"\..."#), true), (Pair(#"\\\..."#, "..."), false),
      (Pair("text: ...", "text: "), true), (Pair("text: ...", "text:"), true), (Pair("... text", "text"), true),
      (Pair("a ... b", "a b"), true), (Pair("a ... b", "ab"), false), (Pair("a ... b ... c", "a b c"), true),
      (Pair("a ... ...", "a"), true), (Pair("... 5", "5"), true), (Pair("... 5", "15"), false),
      (Pair("....", "x."), true), (Pair("x ... 5", "x 4 5"), true), (Pair("x ... 5", "x 4 6"), false),
    ])
  func ellipses(_ pair: Pair, _ agrees: Bool) {
    #expect((Self.nearMisses(pair) != nil) == agrees)
  }

  @Test(
    "Escaping what is printed makes a line that documents exactly that",
    arguments: ["...", "....", "......", #"\..."#, #"a\\...b"#, "..", ". . .", "x...y....z"])
  func escaping(_ line: String) {
    let documented = OutputText.escapingEllipses(line)
    #expect(Self.nearMisses(Pair(documented, line)) == 0)
    #expect(Self.nearMisses(Pair(documented, line + "x")) == nil)
    #expect(Self.nearMisses(Pair(documented, line.replacing("...", with: "xyz"))) == (line.contains("...") ? nil : 0))
    #expect(OutputText.resolvingEllipses(documented) == line)
  }

  @Test("Numbers of tensors and figures are whole only because they are rounded")
  func roundedIntegers() {
    let rounded = Comparison().withRoundedIntegers
    #expect(Self.nearMisses(Pair("3.0", "3"), rounded) == 0)
    #expect(Self.nearMisses(Pair("2.9", "3"), rounded) == 1)
    #expect(Self.nearMisses(Pair("3", "3.0"), rounded) == nil)
    var kinds = FreshLineKinds()
    kinds.rounded = [0]
    let lines = Comparison().compare(["1.0", "1.0"], ["1", "1"], kinds: kinds)
    #expect(lines.alignedLines == [.same(documented: 0, fresh: 0, nearMisses: []), .changed(documented: 1, fresh: 1)])
  }

  @Test("The rule of a table is as long as its numbers are, and other dashes say what they say")
  func rules() {
    var kinds = FreshLineKinds()
    kinds.rules = [1]
    func compare(_ documented: [String], _ fresh: [String]) -> Bool {
      Comparison(numbers: .within(0.5)).compare(documented, fresh, kinds: kinds).agrees
    }
    #expect(compare(["a  loss", "-  ----", "1  9.99"], ["a   loss", "-  -----", "1  10.01"]))
    #expect(!compare(["a  loss", "-  ----", "1  9.99"], ["a   loss", "-  -----", "1  10.51"]))
    #expect(!compare(["a", "--", "---"], ["a", "---", "--"]), "a line below the rule")
    #expect(!compare(["a", "- -", "1"], ["a", "--", "1"]), "another number of columns")
    #expect(!compare(["a", "-.", "1"], ["a", "-", "1"]))
    #expect(!compare(["a", "", "1"], ["a", "-", "1"]))
    #expect(!Comparison().compare(["--"], ["---"]).agrees)
  }

  @Test("A tolerance takes the place of the last digit, and of the equality of integers")
  func tolerance() {
    let comparison = Comparison(numbers: .within(1e-3))
    #expect(Self.nearMisses(Pair("0.1", "0.101"), comparison) == 0)
    #expect(Self.nearMisses(Pair("0.1", "0.1011"), comparison) == nil)
    #expect(Self.nearMisses(Pair("1", "1.0005"), comparison) == 0)
    #expect(Self.nearMisses(Pair("7", "3"), Comparison(numbers: .within(5))) == 0)
    #expect(Self.nearMisses(Pair("7", "1"), Comparison(numbers: .within(5))) == nil)
    #expect(Self.nearMisses(Pair("7.5", "3"), Comparison(numbers: .within(5))) == 0)
    #expect(Self.nearMisses(Pair("nan", "nan"), comparison) == 0)
  }

  @Test("In figures numbers follow the letters of path commands, and dots are dots")
  func figures() {
    let comparison = Comparison().ofFigures
    let documented = #"<path d="M10.50,20.25L30.1-5.00 C1.0 2.0"/>"#
    #expect(Self.nearMisses(Pair(documented, documented.replacing("30.1", with: "30.13")), comparison) == 0)
    #expect(Self.nearMisses(Pair(documented, documented.replacing("M10.50", with: "M10.51")), comparison) == 1)
    #expect(Self.nearMisses(Pair(documented, documented.replacing("M10.50", with: "M10.53")), comparison) == nil)
    #expect(Self.nearMisses(Pair("<t>...</t>", "<t>abc</t>"), comparison) == nil)
    #expect(Self.nearMisses(Pair(##"fill="#1e5000""##, ##"fill="#1e5001""##), comparison) == nil)
  }

  @Test(
    "What moved is named, and by how much",
    arguments: [
      (Pair("a 0.072 b 1", "a 0.081 b 2"), ["0.072>0.081 +0.009", "1>2 +1"]),
      (Pair("[1.5, 0.1]", "[-1.5, 0.1]"), ["1.5>-1.5 -3.0"]),
      (Pair("x = 1.0", "x = nan"), ["1.0>nan "]),
      (Pair("größer", "größte"), ["größer>größte "]), (Pair("is true", "is false"), ["true>false "]),
      (Pair("a b", "a very b"), [">very  "]), (Pair("1.25 m wide", "1.35 km wide"), ["1.25 m>1.35 km "]),
      (Pair("f(ab, 1)", "f(axb, 1)"), ["ab>axb "]), (Pair("10 cats", "10 dogs, 1 cat"), ["cats>dogs, 1 cat "]),
      (Pair("1e-05", "3e-05"), ["1e-05>3e-05 +2e-05"]),
      (Pair("4.4213838e-13", "8.3282425e-10"), ["4.4213838e-13>8.3282425e-10 +8.3e-10"]),
      (Pair("1.5e+20", "-9.96e+22"), ["1.5e+20>-9.96e+22 -1e+23"]), (Pair("1.5e3", "1.8e3"), ["1.5e3>1.8e3 +3e+02"]),
      (Pair("0.1", "4.4e-13"), ["0.1>4.4e-13 -0.1"]), (Pair("0.0", "4.4213e-13"), ["0.0>4.4213e-13 +4.4e-13"]),
    ])
  func differences(_ pair: Pair, _ expected: [String]) {
    let comparison = Comparison().compare([pair.documented], [pair.fresh])
    let reported = comparison.differences(documented: 0, fresh: 0).map { part in
      let before = String(decoding: Array(pair.documented.utf8)[part.documented], as: UTF8.self)
      let after = String(decoding: Array(pair.fresh.utf8)[part.fresh], as: UTF8.self)
      return "\(before)>\(after) \(part.movement ?? "")"
    }
    #expect(reported == expected)
  }

  @Test("Decimal arithmetic is that of the digits", arguments: [UInt64](1...40))
  func decimals(seed: UInt64) throws {
    // Integers of a thousandth are exact in both worlds.
    var generator = SplitMix(seed: seed)
    let a = Int.random(in: -99_999...99_999, using: &generator)
    let b = Int.random(in: -99_999...99_999, using: &generator)
    func decimal(_ value: Int) -> DecimalNumber {
      DecimalNumber(isNegative: value < 0, digits: "\(abs(value))".utf8.map { $0 - 48 }, exponent: -3)
    }
    #expect((decimal(a) - decimal(b)).description == thousandths(a - b))
    let tens = Int((Double(a) / 10).rounded(.toNearestOrAwayFromZero))
    #expect(decimal(a).rounded(to: -2).description == (tens == 0 ? "0.00" : hundredths(tens)))
    let limit = abs(b)
    #expect(decimal(a).magnitudeIsAtMost(decimal(limit)) == (abs(a) <= limit))
  }

  private func thousandths(_ value: Int) -> String { point(value, 3) }
  private func hundredths(_ value: Int) -> String { point(value, 2) }

  private func point(_ value: Int, _ locations: Int) -> String {
    var digits = "\(abs(value))"
    while digits.count <= locations { digits = "0" + digits }
    return (value < 0 ? "-" : "") + digits.dropLast(locations) + "." + digits.suffix(locations)
  }
}

@Suite("A tolerance of a picture, and the values that it shows")
struct ValueScaleTests {
  private func svg(_ axes: String, _ value: String, _ mark: String) -> String {
    """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 \(mark)"/>
    <metadata class="values" data-keys="1" data-wide="\(axes)">
    <row v="epoch|loss"/>
    <row v="1|\(value)"/>
    </metadata>
    </svg>

    """
  }

  private func agrees(_ axes: String, _ documented: (String, String), _ fresh: (String, String)) -> Bool {
    let file = FigureFile(svg: svg(axes, documented.0, documented.1), description: "", cell: "")
    let picture = FreshPicture(svg: svg(axes, fresh.0, fresh.1), description: "", number: 1)
    return Comparison(numbers: .within(3)).compare(file, picture).agrees
  }

  @Test("Values with more digits than the picture shows stand behind those that are compared, and are not")
  func exactValues() {
    let axes = "linear 0 0 10 0 0 -100"
    #expect(agrees(axes, ("2.50\" x=\"1|2.4999998", "40"), ("2.50\" x=\"1|2.5012", "40")))
    #expect(agrees(axes, ("2.50\" x=\"1|2.4999998", "40"), ("2.50", "40")))
    #expect(!agrees(axes, ("2.50\" x=\"1|2.5", "40"), ("2.60\" x=\"1|2.5", "40")))
  }

  @Test("A value may differ by as much as its mark may be moved: three of a hundred units for one more are 0.03")
  func linear() {
    let axes = "linear 0 0 10 0 0 -100"
    #expect(agrees(axes, ("2.50", "40"), ("2.53", "37")))
    #expect(!agrees(axes, ("2.50", "40"), ("2.54", "40")))
    #expect(!agrees(axes, ("2.50", "40"), ("2.50", "36")))
  }

  @Test("On a logarithmic axis that is a part of the value")
  func logarithmic() {
    let axes = "log 0 0 10 0 0 -30"
    #expect(agrees(axes, ("100", "40"), ("125", "40")))
    #expect(!agrees(axes, ("100", "40"), ("127", "40")))
    #expect(!agrees(axes, ("1.00", "40"), ("3.00", "40")))
  }
}
