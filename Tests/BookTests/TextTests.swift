import Testing
import Text

@Suite("Bytes and words")
struct TextTests {
  @Test("A number of things is in words, the plural where it is not one")
  func numbers() {
    #expect([0, 1, 2].map { counted($0, "cell") } == ["0 cells", "1 cell", "2 cells"])
    #expect(
      [1, 2].map { counted($0, "line differs", plural: "lines differ") } == ["1 line differs", "2 lines differ"])
  }

  @Test(
    "Percent-encoded bytes are resolved once",
    arguments: [
      ("a%20b", "a b"), ("%2520", "%20"), ("100%", "100%"), ("%4", "%4"), ("%zz%41", "%zzA"), ("%C3%a9", "é"),
      ("%+1", "%+1"), ("%2e%2E%2f", "../"), ("%ff", "\u{FFFD}"), ("é", "é"), ("", ""),
    ])
  func decoded(text: String, expected: String) {
    #expect(PercentEncoding.decoded(text) == expected)
  }

  @Test(
    "A path is encoded so that nothing in it is taken for something else",
    arguments: [
      ("R&D.html", "R%26D.html"), ("C#.html", "C%23.html"), ("50%.html", "50%25.html"), ("a/b c.md", "a/b%20c.md"),
      ("10:30.svg", "10%3A30.svg"), ("Bayes' rule.html", "Bayes%27%20rule.html"), ("é.html", "%C3%A9.html"),
      ("what?.html", "what%3F.html"), ("a-b_c.d~e/f", "a-b_c.d~e/f"),
    ])
  func encoded(path: String, expected: String) {
    #expect(PercentEncoding.encoded(path: path) == expected)
    #expect(PercentEncoding.decoded(expected) == path)
  }

  @Test(
    "A text with control characters becomes a line, and comes back", arguments: ["a\nb", "50%", "%0A", "\u{1B}[m", "é"])
  func lines(text: String) {
    let line = PercentEncoding.encoded(line: text)
    #expect(!line.utf8.contains { $0.isControl })
    #expect(PercentEncoding.decoded(line) == text)
  }

  @Test("A number in base 16 has all of its digits")
  func hexadecimal() {
    #expect([UInt8(0), 10, 255].map { $0.hexadecimal(uppercase: true) } == ["00", "0A", "FF"])
    #expect(UInt64(255).hexadecimal() == "00000000000000ff")
  }

  @Test("A byte is in the classes that ASCII has for it, and no other byte is in any")
  func classes() {
    let bytes = UInt8.min...UInt8.max
    func text(_ isIn: (UInt8) -> Bool) -> String { String(decoding: bytes.filter(isIn), as: UTF8.self) }
    #expect(text(\.isDigit) == "0123456789")
    #expect(text(\.isLetter) == "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
    #expect(text(\.isWord) == "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz")
    #expect(text(\.isPunctuation) == "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
    #expect(text(\.isBlank) == "\t ")
    #expect(text(\.isWhitespace) == "\t\n\u{B}\u{C}\r ")
    #expect(bytes.filter(\.isControl).count == 33)
  }
}
