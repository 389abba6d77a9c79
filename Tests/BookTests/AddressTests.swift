import Book
import TestSupport
import Testing

@Suite("Addresses of memory in outputs")
struct AddressTests {
  static let addresses = ["0x00007f3a12345678", "0x7ffc12ab34cd", "0x000055d0c0ffee10", "0x7ec012345678"]

  private func warnings(_ diagnostics: [Diagnostic]) -> [Diagnostic] { diagnostics.filter { $0.severity == .warning } }

  @Test("One that is documented is a warning at its line, and accept says so too", arguments: addresses)
  func documented(_ address: String) throws {
    let marked = MarkedText("```swift\n1\n```\n\n```output\na\n«ObjectIdentifier(\(address))»\n```\n")
    let fixture = Fixture(marked.text, [.text("a\nObjectIdentifier(\(address))\n")])
    let diagnostics = fixture.report().diagnostics
    #expect(diagnostics.map(\.severity) == [.warning])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(
      diagnostics.first?.summary.contains("the output of 'a#cell-1' has an address of memory, \(address),") == true)
    #expect(diagnostics.first?.explanation?.contains("mark the cell '.volatile'") == true)
    #expect(warnings(fixture.acceptance().changes).map(\.location?.range) == marked.ranges)
  }

  @Test("One that drifted, or is not documented yet, is one as well")
  func fresh() throws {
    let cell = "```swift\n1\n```\n"
    let drifted = Fixture(cell + "\n```output\n0x00007f3a12345678\n```\n", [.text("0x00007f3a12345679\n")])
    #expect(warnings(drifted.report().diagnostics).map { $0.location?.start.line } == [6])
    let new = Fixture(cell, [.text("\\S.<computed 0x00007ffff6ffcd90 (Int)>\n")])
    #expect(warnings(new.report().diagnostics).map { $0.location?.start.line } == [1])
    #expect(warnings(new.acceptance().changes).map { $0.location?.start.line } == [1])
    let gone = Fixture(cell + "\n```output\n0x00007f3a12345678\n```\n", [.text("3\n")])
    #expect(warnings(gone.report().diagnostics) == [])
  }

  @Test("So it is in comments and checked values")
  func elsewhere() {
    let comment = Fixture("```swift\nf()  // Prints \"0x00007f3a12345678\"\n```\n", [.text("0x00007f3a12345678\n")])
    #expect(warnings(comment.report().diagnostics).map { $0.location?.start.line } == [2])
    let value = Fixture("[0x00007f3a12345678](<=p>)\n", values: [.value("0x00007f3a12345678")])
    #expect(warnings(value.report().diagnostics).map { $0.location?.start.line } == [1])
  }

  @Test("What stands in the cell's code is no address", arguments: ["0x7f3a_1234_5678", "140000000000000"])
  func literals(_ literal: String) {
    let address = literal == "140000000000000" ? "0x7f544a44c000" : "0x7f3a12345678"
    let cell = Fixture(
      "```swift\nf(\(literal))\n```\n\n```output\n\(address)\n```\n", [.text(address + "\n")])
    #expect(cell.report().diagnostics == [])
    let value = Fixture("[\(address)](<=f(\(literal))>)\n", values: [.value(address)])
    #expect(value.report().diagnostics == [])
  }

  @Test("Where it is not compared it is none")
  func notCompared() {
    let fresh = CellResult.text("at 0x00007f3a12345678\n")
    let fixtures = [
      Fixture("```swift {.volatile}\n1\n```\n\n```output\nat 0x00007f3a12345678\n```\n", [fresh]),
      Fixture("```swift\n1\n```\n\n```output\nat 0x...\n```\n", [fresh]),
      Fixture("```swift\n1\n```\n\n```output\n...\n```\n", [fresh]),
      Fixture("[0x00007f3a12345678](<=p> \"volatile\")\n", values: [.value("0x00007f3a12345678")]),
    ]
    for fixture in fixtures {
      #expect(fixture.report().diagnostics == [])
      #expect(warnings(fixture.acceptance().changes) == [])
    }
  }

  @Test(
    "What authors write is no address",
    arguments: [
      "0xDEADBEEF", "0xdeadbeefcafe", "0x7fffffffffff", "0x7f0000000000", "0x7FFC12AB34CD", "0x7fc0000000000000",
      "0x55aa", "0x7f7f7f7f7f7f", "0x555555555555", "0x7f007f007f00", "0x3f800000", "x0x00007f3a12345678",
      "0x00007f3a12345678Z", "7f3a12345678", "0x",
    ])
  func others(_ text: String) {
    let fixture = Fixture("```swift\n1\n```\n\n```output\n\(text)\n```\n", [.text(text + "\n")])
    #expect(fixture.report().diagnostics == [])
  }
}
