import Foundation
import OperationCases
import Testing

/// The articles that have NumPy's and PyTorch's names beside ours, and what the compiler says of those names.
@Suite("The tables of names")
struct OperationTableTests {
  private static let articles = ["Tensors/Tensors.docc/Operations.md", "Networks/Networks.docc/FromPyTorch.md"]
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Sources")

  private static func text(_ path: String) -> String {
    (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
  }

  /// The texts between backticks in the cells of all tables, by row and column. The first row of a table and its line are left out.
  private static let rows: [[[String]]] = articles.flatMap { article in
    text(article).replacing("\\|", with: "¦").components(separatedBy: "\n")
      .filter { $0.hasPrefix("| ") && !$0.hasPrefix("| here ") && !$0.hasPrefix("| ---") }
      .map { row in row.split(separator: "|").map { cell in cell.matches(of: /`([^`]+)`/).map { String($0.1) } } }
  }

  private static let sources: [String] = {
    ["Tensors", "Networks", "Figures", "DataSets", "Notebook"].flatMap { module in
      (FileManager.default.enumerator(atPath: root.appending(path: module).path)?.compactMap { $0 as? String } ?? [])
        .filter { $0.hasSuffix(".swift") }.map { module + "/" + $0 }
    }
  }()

  /// Names of public declarations, and the first labels of initialisers.
  private static let declared: Set<String> = {
    var names: Set<String> = []
    for path in sources where !path.contains("ForeignNames") {
      let source = text(path)
      let pattern =
        /public (?:static |final |mutating |internal\(set\) )*(?:func|var|let|struct|class|enum|protocol|typealias) (\w+)/
      names.formUnion(source.matches(of: pattern).map { String($0.1) })
      names.formUnion(source.matches(of: /\bcase (\w+)/).map { String($0.1) })
      names.formUnion(source.matches(of: /public init(?:<[^>]*>)?\(\s*(\w+)/).map { String($0.1) })
    }
    return names
  }()

  /// A name of another library, and what the compiler says of it.
  private static let advice: [(name: String, message: String)] = sources.filter { $0.contains("ForeignNames") }.flatMap
  {
    text($0).matches(
      of: /unavailable,\s*message:\s*"((?:[^"\\]|\\.)*)"\s*\)\s*public (?:static )?(?:var|func|typealias|enum) `?(\w+)/
    ).map { (String($0.2), String($0.1)) }
  }

  /// What is Swift's own, or a name of the reader's.
  private static let swifts: Set = ["stride", "Double", "Float", "down", "up", "towardZero", "layer"]

  @Test("What the first column calls is declared")
  func ours() {
    var called: Set<String> = []
    for code in Self.rows.flatMap({ $0.first ?? [] }) {
      called.formUnion(code.matches(of: /(\w+)\(/).map { String($0.1) })
      called.formUnion(code.matches(of: /\.([a-z]\w+)/).map { String($0.1) })
      called.formUnion(code.matches(of: /\b[A-Z]\w+\((\w+):/).map { String($0.1) })
      called.formUnion(code.matches(of: /^[A-Za-z]\w{4,}$/).map { String($0.0) })
    }
    #expect(called.count > 150)
    #expect(called.subtracting(Self.declared).subtracting(Self.swifts).sorted() == [])
  }

  @Test("Every operation that has a case is in a first column")
  func cases() {
    let words = Set(
      Self.rows.flatMap { $0.first ?? [] }.flatMap { $0.matches(of: /\w+|[^\w\s]+/).map { String($0.0) } })
    for declaration in OperationCase.all.flatMap(\.declarations) + IntegerCase.all.flatMap(\.declarations)
      + OperationCase.losses.flatMap(\.declarations)
    {
      // Subscripts have a table of their own, and literals and the like are Swift's.
      if declaration.hasPrefix("subscript") || declaration.hasPrefix("init(_:") || declaration.hasSuffix("iteral:)") {
        continue
      }
      let name = declaration.hasPrefix("init(") ? declaration.dropFirst(5) : declaration[...]
      let first = String(name.prefix { $0 != "(" && $0 != ":" })
      // What assigns is there with the operator that it assigns by.
      let isOperator = first.first?.isLetter != true
      let isThere = words.contains(first) || (isOperator && (first.hasSuffix("=") || first.contains("|")))
      #expect(isThere, "\(declaration) is in no table of \(Self.articles[0])")
    }
  }

  /// Words in the other columns that are no names of functions: parameters, and names of further libraries.
  private static let others: Set = [
    "ddof", "create_graph", "grad_outputs", "mode", "rounding_mode", "accuracy_score", "top_k_accuracy_score",
    "classification_report",
    "shape",
    "step", "scipy",
  ]

  @Test("Every other name in the tables is ours too, or the compiler knows it")
  func foreign() {
    let known = Set(Self.advice.map(\.name)).union(Self.declared).union(Self.others)
    var unknown: Set<String> = []
    for code in Self.rows.flatMap({ $0.dropFirst().flatMap { $0 } }) {
      guard let match = code.prefixMatch(of: /(?:x\.|nn\.functional\.)?([A-Za-z_]\w*)(?=[.(]|$)/) else { continue }
      if !known.contains(String(match.1)) { unknown.insert(String(match.1)) }
    }
    #expect(unknown.sorted() == [])
  }

  @Test("Every name that the compiler knows is in an article")
  func known() {
    let words = Set(
      Self.articles.flatMap { Self.text($0).matches(of: /`([^`]+)`/) }
        .flatMap { $0.1.matches(of: /\w+/).map { String($0.0) } })
    // The prefixes of Python programs.
    let prefixes: Set = ["np", "torch", "F", "nn", "optim", "functional", "init", "utils", "autograd"]
    #expect(Self.advice.count > 250)
    #expect(Set(Self.advice.map(\.name)).subtracting(words).subtracting(prefixes).sorted() == [])
  }

  @Test("What the compiler advises is declared")
  func advised() {
    for (name, message) in Self.advice {
      let called =
        message.matches(of: /(\w+)\(/).map { String($0.1) }
        + message.matches(of: /\b[A-Z]\w+\((\w+):/).map { String($0.1) }
      #expect(Set(called).subtracting(Self.declared).subtracting(Self.swifts).sorted() == [], "\(name): \(message)")
    }
  }
}
