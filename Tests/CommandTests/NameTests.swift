import Foundation
import TestSupport
import Testing

@Suite("Names in code lead somewhere")
struct NameTests {
  private static let chapter = """
    # One

    ```swift
    /// Half of a number. It is exact.
    func half(_ x: Double) -> Double { x / 2 }
    let quarter = half(half(1))
    ```

    ```swift {.volatile}
    let data = Tensor([1, 2])
    print(quarter, data.sum().scalar, Conv2D.self)
    ```
    """

  private func links(_ page: String) -> [String] {
    page.matches(of: /<a[^>]* href="([^"]*)"[^>]*>/).map { String($0.output.1) }
  }

  @Test("To where the chapter defines them, and to the pages of the modules that book.yml names")
  func leads() throws {
    let book = try TemporaryBook(
      ["one": Self.chapter], configuration: "title: Test\nchapters: [one.md]\nreference: [Tensors]\n")
    let result = try book.run()
    #expect(result.exitCode == 0, "\(result.errors)")
    let page = try book.page("one.html")
    let code = page.matches(of: /(?s)<pre[^>]* class="code".*?<\/pre>/).map { String($0.output) }
    #expect(
      code.map(links) == [
        ["#_n-half", "#_n-x", "#_n-x", "#_n-quarter", "#_n-half", "#_n-half"],
        [
          "#_n-data", "reference/tensors.html#Tensor", "#_n-quarter", "#_n-data", "reference/tensors.html#Tensor.sum()",
          "reference/tensors.html#Tensor.scalar",
        ],
      ])
    try #require(code.count == 2)
    #expect(code[0].contains("<a class=\"f\" id=\"_n-half\" href=\"#_n-half\">half</a>"))
    try #require(code.count == 2)
    #expect(code[0].contains("<a class=\"f\" href=\"#_n-half\" tabindex=\"-1\">half</a>"))
    for link in links(page) where link.hasPrefix("#_n-") { #expect(page.contains("id=\"\(link.dropFirst())\"")) }
    let reference = try book.page("reference/tensors.html")
    for anchor in ["Tensor", "Tensor.sum()", "Tensor.scalar"] { #expect(reference.contains("id=\"\(anchor)\"")) }
    for link in Set(links(reference)) where link.hasPrefix("#") && !link.hasPrefix("#_") {
      let anchor = (link.dropFirst().replacing("&amp;", with: "&").removingPercentEncoding ?? "").replacing(
        "&", with: "&amp;"
      )
      .replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      #expect(reference.contains("id=\"\(anchor)\""), "\(link)")
    }
    let own = try book.page("assets/targets/one.js")
    #expect(own.contains("Half of a number.") && !own.contains("It is exact"))
    #expect(own.contains(#"<span class=\"k\">let</span> quarter: <span class=\"t\">Double</span>"#))
    #expect(try book.page("assets/targets/reference/tensors.js").contains("The sum of all elements"))
    #expect(try book.page("assets/contents.js").contains(#"["reference/tensors.html","","Tensors"]"#))
    #expect(try book.page("index.html").contains("reference/tensors.html"))
    #expect(try book.run("check").exitCode == 0)
  }

  @Test("What was built before is what a build from nothing gives")
  func secondBuild() throws {
    let configuration = "title: Test\nchapters: [one.md]\nreference: [Tensors, Networks]\n"
    let book = try TemporaryBook(["one": Self.chapter], configuration: configuration)
    try book.run()
    try book.replace("quarter = half(half(1))", by: "quarter = half(half(half(2)))", in: "one.md")
    try book.run()
    let other = try TemporaryBook(["one": try book.text("one.md")], configuration: configuration)
    try other.run()
    for file in ["one.html", "assets/targets/one.js", "reference/networks.html", "assets/targets/reference/tensors.js"]
    {
      #expect(try book.page(file) == other.page(file), "\(file)")
    }
  }

  @Test("Without a reference only the chapter's own names do, and what a hidden cell defines does not")
  func withoutReference() throws {
    let book = try TemporaryBook([
      "one": "# One\n\n```swift {.hidden}\nlet secret = 1\n```\n\n```swift\nlet own = secret\n```\n"
    ])
    try book.run()
    let code = try book.page("one.html").matches(of: /(?s)<pre[^>]* class="code".*?<\/pre>/).map { String($0.output) }
    #expect(code.map(links) == [["#_n-own"]])
    #expect(!book.exists(book.site + "/reference"))
  }

  @Test("A module that there is not is an error at its place")
  func unknownModule() throws {
    let book = try TemporaryBook(["one": "# One\n"], configuration: "title: Test\nreference: [Tensor]\n")
    let result = try book.run()
    #expect(result.exitCode == 2)
    #expect(result.errors.contains("book.yml:2:13: error: 'Tensor' is not a module that is built into the tool"))
    #expect(result.errors.contains("Tensors"))
  }
}
