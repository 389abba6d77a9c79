import Foundation
import FoundationXML
import Markdown
import TestSupport
import Testing

@Suite("Reports for machines")
struct FormatTests {
  /// A book in which everything differs that can: lines, a checked value, a comment, a picture, a last digit, an undocumented output,
  /// a cell that fails and one that is not run because of it.
  static func book() throws -> TemporaryBook {
    let book = try TemporaryBook([
      "curves": """
      # Curves

      ```swift {#curve}
      LineChart([1.0, 2.0, 1.5], name: "loss")
      ```

      ```swift {#loss}
      print("loss 0.25 & <more>")
      print("100 %, é: x")
      ```

      ```output
      loss 0.25 & <more>
      100 %, é: x
      old
      ```

      It ends at [0.33](<=0.5>).

      ```swift {.volatile}
      print("about now")
      ```

      ```output
      about then
      ```

      """,
      "other": """
      # Other

      ```swift
      print(6 * 7)  // Prints "41"
      ```

      ```swift {#digit}
      0.25
      ```

      ```output
      0.26
      ```

      ```swift {#new}
      [1, 2]
      ```

      """,
    ])
    try book.run("accept", "curves#curve")
    try book.replace("1.5]", by: "2.5]", in: "curves.md")
    return book
  }

  static func failing() throws -> TemporaryBook {
    let book = try Self.book()
    try book.write(
      "third.md",
      "# Third\n\n```swift {#stop}\nlet none: Int? = nil\nnone!\n```\n\n```swift\nprint(1)\n```\n\n```swift {.hiden}\n```\n"
    )
    return book
  }

  private func json(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func diagnostics(_ text: String) throws -> [[String: Any]] {
    try #require(try json(text)["diagnostics"] as? [[String: Any]])
  }

  @Test(
    "The report is all of the standard output, the same at each run, and progress stays on the error stream",
    arguments: ["json", "junit", "github"], ["check", "accept --list", "build"])
  func output(format: String, command: String) throws {
    let book = try Self.failing()
    let arguments = command.split(separator: " ").map(String.init) + ["--format", format]
    let first = try book.run(arguments + ["--fresh"])
    let text = try book.run(Array(arguments.dropLast(2)))
    #expect(first.exitCode == text.exitCode)
    #expect(!first.errors.contains("drift: ") && !first.errors.contains("error: "))
    #expect(first.errors.contains("ran curves") == text.errors.contains("curves"))
    #expect(try book.run(arguments).output == first.output)
    let quiet = try book.run(arguments + ["--quiet"])
    #expect(quiet.output == first.output && quiet.errors == "")
  }

  // MARK: JSON

  /// The keys of the README's table: what is documented of each.
  static let documentedKeys: [String: (type: String, isOptional: Bool)] = {
    let text = ReadmeTests.document.source.text(in: 0..<ReadmeTests.document.source.bytes.count)
    let section = text.components(separatedBy: "\n## ").first { $0.hasPrefix("For machines\n") } ?? ""
    let table = section.components(separatedBy: "| key | value | |\n").last ?? ""
    var keys: [String: (String, Bool)] = [:]
    for row in table.split(separator: "\n").dropFirst().prefix(while: { $0.hasPrefix("|") }) {
      let columns = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      let name = columns[0].split(separator: "`")[0]
      keys[String(name)] = (columns[1], columns[0].hasSuffix("?"))
    }
    return keys
  }()

  /// Every value in an object with the path of its keys; lists give the values of all that they hold.
  private func values(_ value: Any, _ path: String = "") -> [(path: String, value: Any)] {
    if ["range", "bytes", "texts", "numbers", "tree"].contains(Self.documentedKeys[path]?.type) {
      return [(path, value)]
    }
    if let object = value as? [String: Any] {
      return object.flatMap { values($1, path.isEmpty ? $0 : "\(path).\($0)") }
    }
    if let list = value as? [Any] { return [(path, value)] + list.flatMap { values($0, path) } }
    return [(path, value)]
  }

  @Test("The JSON has the keys that the README documents, all of them and no others, with values of their types")
  func documented() throws {
    let book = try Self.failing()
    // What has a note with a location.
    let twice = try TemporaryBook(["a": "```swift {#a}\n```\n\n```swift {#a}\n```\n"])
    let tensors = try TemporaryBook(["a": Self.tensors])
    let tables = try TemporaryBook(["a": Self.tables])
    let outputs = [
      try tables.run("check", "--format", "json").output,
      try book.run("check", "--format", "json").output, try twice.run("build", "--format", "json").output,
      try tensors.run("check", "--format", "json").output,
    ]
    var seen: Set<String> = []
    for output in outputs {
      for (path, value) in values(try json(output)) {
        let type = try #require(Self.documentedKeys[path], "\(path) is not documented").type
        #expect(hasType(type, value), "\(path) is \(value)")
        seen.insert(path)
      }
    }
    #expect(seen == Set(Self.documentedKeys.keys))
  }

  private static let tables = """
    ```swift
    import Notebook
    let sizes = Table("layer", "size", rows: [["dense", 3]])
    sizes
    ```

    ```swift
    let report = HTML("<p lang='en'>a <b>b</b></p>")
    report
    ```

    """

  private static let tensors = """
    ```swift
    import Notebook
    print("before")
    let drifting = Tensor(shape: [2, 2], [0.1, -0.0, .nan, .infinity])
    show(Tensor([1, 2]), drifting)
    ```

    ```output
    before
    [1, 2]
    [[0.2,   0],
     [nan, inf]]
    shape [2, 2]
    ```

    ```swift
    Tensor(zeros: [1001])
    ```

    """

  @Test("A drift has the tensors that differ as their numbers, and no others")
  func tensorNumbers() throws {
    let book = try TemporaryBook(["a": Self.tensors])
    for command in [["check"], ["accept", "--list"]] {
      let found = try diagnostics(try book.run(command + ["--format", "json"]).output)
      let values = try found.map { try #require($0["values"] as? [[String: [String: Any]]]) }.filter { !$0.isEmpty }
      try #require(values.map(\.count) == [1, 1])
      let tensor = try #require(values[0][0]["tensor"])
      #expect(tensor["name"] as? String == "drifting" && tensor["type"] as? String == "float32")
      #expect(tensor["shape"] as? [Int] == [2, 2])
      let elements = try #require(tensor["elements"] as? [Any])
      #expect((elements[0] as? Double).map(Float.init) == 0.1)
      #expect(elements[1...].map { $0 as? String } == ["-0", "nan", "inf"])
      #expect(values[1][0]["tensor"]?.keys.sorted() == ["shape"], "more elements than travel")
    }
  }

  @Test("A key that is not optional is there wherever its object is")
  func required() throws {
    let output = try Self.failing().run("check", "--format", "json").output
    let keys = Self.documentedKeys.filter { !$0.value.isOptional }.map(\.key)
    func check(_ object: [String: Any], _ prefix: String) {
      let own = keys.filter { $0.hasPrefix(prefix) && !$0.dropFirst(prefix.count).contains(".") }
      for key in own { #expect(object[String(key.dropFirst(prefix.count))] != nil, "\(key)") }
      for (key, value) in object {
        for item in value as? [[String: Any]] ?? [] { check(item, prefix + key + ".") }
      }
    }
    let report = try json(output)
    check(report, "")
    check(try #require(report["totals"] as? [String: Any]), "totals.")
  }

  private func hasType(_ type: String, _ value: Any) -> Bool {
    let position = { (value: Any?) in
      (value as? [String: Int])?.keys.sorted() == ["column", "line", "offset"]
    }
    return switch type {
    case "number": value is Int
    case "text": value is String
    case "list": value is [Any]
    case "true or false": value is Bool
    case "texts": value is [String]
    case "numbers":
      (value as? [Any])?.allSatisfy { $0 is Double || ["nan", "inf", "-inf", "-0"].contains($0 as? String) } ?? false
    case "tree":
      (value as? [Any])?.allSatisfy { node in
        guard let element = node as? [String: Any] else { return node is String }
        let keys: Set = ["element", "attributes", "content"]
        return element["element"] is String && Set(element.keys).isSubset(of: keys)
          && element["attributes"].map { $0 is [String: String] } ?? true
          && element["content"].map { hasType("tree", $0) } ?? true
      } ?? false
    case "bytes": (value as? [String: Int])?.keys.sorted() == ["end", "start"]
    case "range":
      (value as? [String: Any]).map { $0.count == 2 && position($0["start"]) && position($0["end"]) } ?? false
    default: false
    }
  }

  @Test("Its replacements, put into the files, make what accept writes", arguments: ["check", "accept --list"])
  func replacements(command: String) throws {
    let book = try Self.book()
    let output = try book.run(command.split(separator: " ").map(String.init) + ["--format", "json"]).output
    var edits: [String: Set<[String]>] = [:]
    var files: [String: String] = [:]
    for diagnostic in try diagnostics(output) {
      for replacement in try #require(diagnostic["replacements"] as? [[String: Any]]) {
        let file = try #require(replacement["file"] as? String)
        let text = try #require(replacement["text"] as? String)
        guard let range = replacement["range"] as? [String: [String: Int]] else {
          files[file] = text
          continue
        }
        let start = try #require(range["start"]?["offset"])
        let end = try #require(range["end"]?["offset"])
        edits[file, default: []].insert([String(format: "%08d", start), String(format: "%08d", end), text])
      }
    }
    #expect(Set(edits.keys) == ["curves.md", "other.md"])
    #expect(Set(files.keys) == ["figures/curve.svg"])
    for (file, edits) in edits {
      var bytes = Array(try book.bytes(file))
      for edit in edits.sorted(by: { $0[0] > $1[0] }) {
        bytes.replaceSubrange(try #require(Int(edit[0]))..<(try #require(Int(edit[1]))), with: Array(edit[2].utf8))
      }
      files[file] = String(decoding: bytes, as: UTF8.self)
    }
    #expect(try book.run("accept").exitCode == 0)
    for (file, text) in files { #expect(try book.text(file) == text, "\(file)") }
  }

  @Test("It says of each drift which cell or value it is about, where, and what moved")
  func content() throws {
    let all = try diagnostics(try Self.book().run("check", "--format", "json").output)
    #expect(
      all.map { ($0["cell"] ?? $0["value"]) as? String } == [
        "curves#curve", "curves#loss", "0.5", "other#cell-1", "other#digit", "other#new",
      ])
    #expect(
      all.map { $0["severity"] as? String } == ["drift", "drift", "drift", "drift", "note", "drift"])
    let value = all[2]
    #expect(value["file"] as? String == "curves.md")
    #expect((value["range"] as? [String: [String: Int]])?["start"]?["line"] == 20)
    let difference = try #require((value["differences"] as? [[String: Any]])?.first)
    #expect(difference["documented"] as? String == "0.33" && difference["fresh"] as? String == "0.5")
    let pictures = try #require(all[0]["picture"] as? [String: [String: String]])
    #expect(pictures["documented"]?["description"] == "Line chart: loss is 1.00 at 1 and 1.50 at 3.")
    #expect(pictures["fresh"]?["description"] == "Line chart: loss is 1.00 at 1 and 2.50 at 3.")
  }

  @Test("Where there is no book the report says so; a misused command gives none")
  func stopped() throws {
    let folder = try TemporaryFolder()
    let missing = try tool(["check", "--format", "json"], in: folder.path)
    #expect(missing.exitCode == 2 && missing.errors == "")
    let report = try json(missing.output)
    #expect(report["exitCode"] as? Int == 2 && (report["diagnostics"] as? [Any])?.count == 1)
    let book = try Self.book()
    let misused = try book.run("check", "nothing", "--format", "json")
    #expect(misused.exitCode == 64 && misused.output == "" && misused.errors.contains("has no chapter 'nothing'"))
    let writing = try book.run("accept", "--format", "json")
    #expect(writing.exitCode == 64 && writing.output == "" && writing.errors.contains("needs '--list'"))
    #expect(try book.run("check", "--format", "xml").exitCode == 64)
  }

  // MARK: JUnit

  @Test("JUnit's XML has a suite for each chapter and a case for each cell and value, with what the terminal says")
  func junit() throws {
    let book = try Self.failing()
    let text = try book.run("check").errors
    let document = try XMLDocument(xmlString: try book.run("check", "--format", "junit").output)
    let root = try #require(document.rootElement())
    let attribute = { (element: XMLElement, name: String) in element.attribute(forName: name)?.stringValue }
    let suites = root.elements(forName: "testsuite")
    #expect(suites.map { attribute($0, "name") } == ["curves", "other", "third"])
    let cases = suites.flatMap { $0.elements(forName: "testcase") }
    #expect(
      cases.map { attribute($0, "name") } == [
        "curves#curve", "curves#loss", "the value of '0.5'", "curves#cell-3", "other#cell-1", "other#digit",
        "other#new",
        "third#stop", "third#cell-2", "third#cell-3",
      ])
    let count = { (element: String) in cases.count { !$0.elements(forName: element).isEmpty } }
    #expect(count("failure") == 5)
    #expect(count("error") == 3)
    #expect(count("skipped") == 1)
    #expect(
      ["tests", "failures", "errors", "skipped"].map { attribute(root, $0) } == ["10", "5", "3", "1"])
    for testCase in cases {
      for problem in testCase.elements(forName: "failure") + testCase.elements(forName: "error") {
        let words = try #require(problem.stringValue)
        #expect(text.contains(words), "\(words)")
        #expect(words.contains(try #require(attribute(problem, "message"))))
      }
    }
  }

  @Test("What is wrong with a chapter that does not run stands in its own suite, also before something is accepted")
  func junitOfErrors() throws {
    let book = try TemporaryBook([
      "a": "# A\n\n```swift\n1\n```\n", "b": "# B\n\n```swift {.fals}\n2\n```\n\n[c](c.png)\n",
    ])
    for command in [["check"], ["accept", "--list"]] {
      let report = try XMLDocument(data: Data(try book.run(command + ["--format", "junit"]).output.utf8))
      let cases = try report.nodes(forXPath: "//testcase[error]").compactMap { $0 as? XMLElement }
      let names = cases.map { testCase in
        ["classname", "name"].map { testCase.attribute(forName: $0)?.stringValue ?? "" }.joined(separator: ": ")
      }
      #expect(names == ["b: b#cell-1", "b: b"], "\(command)")
    }
  }

  @Test("What is included has its cases in each chapter that includes it, with the file and line where it stands")
  func junitIncluded() throws {
    let book = try TemporaryBook([
      "a": "# A\n\n::: include {file=\"parts/p.txt\"}\n", "b": "# B\n\n::: include {file=\"parts/p.txt\"}\n",
    ])
    try book.write("parts/p.txt", "Text.\n\n```swift {#inc}\n1 + 2\n```\n\n```output\n4\n```\n\nIt is [5](<=2>).\n")
    let report = try XMLDocument(data: Data(try book.run("check", "--format", "junit").output.utf8))
    let cases = try report.nodes(forXPath: "//testcase").compactMap { $0 as? XMLElement }
    #expect(cases.count == 4)
    for element in cases {
      #expect(element.attribute(forName: "file")?.stringValue == "parts/p.txt")
      #expect(["3", "11"].contains(element.attribute(forName: "line")?.stringValue))
      #expect(element.elements(forName: "failure").count == 1)
    }
    let items = try diagnostics(try book.run("check", "--format", "json").output)
    #expect(items.compactMap { $0["cell"] as? String }.contains("a#inc"))
    #expect(items.compactMap { $0["value"] as? String }.contains("2"))
  }

  @Test("A chapter that agrees with what it includes has no part in what another drifts from")
  func junitShared() throws {
    let include = "::: include {file=\"parts/p.txt\"}\n"
    let book = try TemporaryBook([
      "a": "# A\n\n```swift\nlet n = 1\n```\n\n\(include)", "b": "# B\n\n```swift\nlet n = 2\n```\n\n\(include)",
    ])
    try book.write("parts/p.txt", "It is [2](<=n>).\n")
    let report = try XMLDocument(data: Data(try book.run("check", "--format", "junit").output.utf8))
    let failed = try report.nodes(forXPath: "//testcase[failure]").compactMap { $0 as? XMLElement }
    #expect(failed.map { $0.attribute(forName: "classname")?.stringValue } == ["a"])
  }

  @Test("What is printed of control characters and of XML's own signs can be read again")
  func junitCharacters() throws {
    let book = try TemporaryBook(
      ["a": "```swift\nprint(\"\\u{7} ]]> & \\u{FFFE} <b>\")\n```\n\n```output\n1\n```\n"],
      configuration: "title: T\nmodules: []\n")
    let document = try XMLDocument(xmlString: try book.run("check", "--format", "junit").output)
    #expect(document.rootElement()?.stringValue?.contains("]]> & \u{FFFD} <b>") == true)
  }

  // MARK: GitHub

  @Test("GitHub's workflow commands stand on the lines of the chapters, escaped, with what the terminal says")
  func github() throws {
    let book = try Self.failing()
    let text = try book.run("check").errors
    let lines = try book.run("check", "--format", "github").output.split(separator: "\n")
    var kinds: [String: Int] = [:]
    for line in lines {
      let match = try #require(try /::(error|warning|notice) ([^:]*)::(.*)/.wholeMatch(in: line))
      kinds[String(match.1), default: 0] += 1
      var properties: [String: String] = [:]
      for property in match.2.split(separator: ",") {
        let parts = property.split(separator: "=", maxSplits: 1)
        properties[String(parts[0])] = String(parts[1].replacing("%3A", with: ":").replacing("%2C", with: ","))
      }
      let message = match.3.replacing("%0A", with: "\n").replacing("%25", with: "%")
      let position = try #require(properties["file"]) + ":\(properties["line"] ?? ""):\(properties["col"] ?? "")"
      #expect(text.contains("\(position): \(properties["title"] ?? ""): \(message)\n"), "\(line)")
    }
    #expect(kinds == ["error": 8, "notice": 1])
    #expect(text.components(separatedBy: "\n\n").count - 1 == lines.count)
  }

  @Test("What a property of a workflow command cannot hold is escaped in it")
  func githubEscapes() throws {
    let book = try TemporaryBook(
      ["50%, a:b": "```swift {.hiden}\n```\n"], configuration: "title: T\nmodules: []\n")
    #expect(
      try book.run("check", "--format", "github").output.hasPrefix(
        "::error file=50%25%2C a%3Ab.md,line=1,col=11,endLine=1,"))
  }
}
