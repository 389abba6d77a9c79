import Foundation
import OperationCases
import Tensors
import Testing

/// Every operation of `Tensors` has a declared case, and every case is one of a declared operation.
@Suite("Declared cases of operations")
struct DeclaredCaseTests {
  /// What gives a tensor of tensors and is no operation of its own: it differentiates one.
  private static let others: Set<String> = [
    "gradient(at:of:)", "gradient(at:_:of:)", "gradient(at:_:_:of:)", "valueWithGradient(at:of:)",
    "valueWithGradient(at:_:of:)", "valueWithGradient(at:_:_:of:)", "valueWithGradient(at:outputGradient:of:)",
    "valueWithGradient(at:_:outputGradient:of:)",
  ]

  private static let declared = OperationDeclarations.ofTensors

  @Test("Every public operation has a case")
  func everyOperation() {
    let covered = Set(OperationCase.all.flatMap(\.declarations))
    let missing = Self.declared.subtracting(covered).subtracting(Self.others)
    #expect(
      missing.isEmpty,
      "without a case in Tests/OperationCases/Cases: \(missing.sorted().joined(separator: ", "))")
  }

  @Test("Every public operation of integers has a case, and every case is one")
  func integers() {
    let declared = OperationDeclarations.read(module: "Tensors", of: "IntTensor")
      .union(OperationDeclarations.read(module: "Tensors", of: "Sliceable"))
    let covered = Set(IntegerCase.all.flatMap(\.declarations))
    // Those that draw numbers are compared with what they promise of them, printing with what it prints.
    let others: Set = [
      "init(randomIn:shape:using:)", "init(randomIn:shape:)", "init(permutationOf:using:)", "init(permutationOf:)",
    ]
    #expect(declared.subtracting(covered).subtracting(others).sorted() == [])
    #expect(covered.subtracting(declared).sorted() == [])
  }

  @Test("Every loss has a case, and every case is one of a loss")
  func losses() {
    let declared = OperationDeclarations.read(module: "Networks").filter { $0.contains("checkingFinite:") }
    #expect(Set(OperationCase.losses.flatMap(\.declarations)) == declared)
  }

  @Test("Every case is one of a public operation")
  func everyCase() {
    for declared in OperationCase.all {
      let unknown = Set(declared.declarations).subtracting(Self.declared)
      #expect(unknown.isEmpty, "\(declared.name): \(unknown.sorted().joined(separator: ", ")) is not declared")
    }
  }

  @Test("Names of cases, and those of benchmarks, are there once")
  func names() {
    let names = OperationCase.all.map(\.name)
    #expect(Set(names).count == names.count, "\(Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys)")
    // A case without benchmarks is one itself.
    let benchmarks = OperationCase.all.flatMap { $0.benchmarks.isEmpty ? [$0.name] : $0.benchmarks.map(\.name) }
    #expect(
      Set(benchmarks).count == benchmarks.count,
      "\(Dictionary(grouping: benchmarks) { $0 }.filter { $1.count > 1 }.keys)")
  }

  @Test("Declarations are read as they are written")
  func reading() {
    let source = """
      extension Tensor {
        /// public func commented() -> Tensor
        public func plain() -> Tensor { self }
        @available(*, unavailable, message: "no")
        public func refused() -> Tensor { fatalError() }
        @available(
          *, unavailable, message: "no, and this takes a line of its own"
        )
        public func refusedToo() -> Tensor { fatalError() }
        public func several(
          _ first: Int, named second: (Int, Int) = (1, 1), third: Int
        ) -> (values: Tensor, indices: IntTensor) { fatalError() }
        public static func + <Scalar: BinaryFloatingPoint>(left: Tensor, right: Scalar) -> Tensor { left }
        public static func += (left: inout Tensor, right: Tensor) {}
        public static prefix func .! (mask: Tensor) -> Tensor { mask }
        public func number() -> Float { 0 }
        public init(zeros shape: [Int]) {}
        public init(joining parts: [Tensor], along axis: Int = 0) {}
        public subscript<A: AxisSelection>(a: A) -> Tensor { self }
        public static func made(_ count: Int) -> Tensor { 0 }
        func hidden() -> Tensor { self }
      }

      extension Sliceable {
        public func part() -> Self { self }
      }

      extension IntTensor {
        public func other() -> Tensor { 0 }
      }

      public func free(_ left: Tensor, _ right: Int) -> Tensor { left }
      public func wanting(_ count: Int) -> Tensor { 0 }
      """
    let expected: Set = [
      "plain()", "several(_:named:third:)", "+", "+=", ".!", "init(joining:along:)", "subscript(a:)", "part()",
      "free(_:_:)",
    ]
    #expect(OperationDeclarations.read(source) == expected)
  }
}

/// The public declarations in sources that make tensors of tensors: methods and subscripts of `Tensor` and of what it shares with
/// `IntTensor`, operators, functions and
/// initialisers that take one.
enum OperationDeclarations {
  /// Those of the module `Tensors`.
  static let ofTensors = read(module: "Tensors")

  /// Those of a module, or all of a type that it extends.
  static func read(module: String, of type: String? = nil) -> Set<String> {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/\(module)")
    let files =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return files.filter { $0.pathExtension == "swift" }.reduce(into: []) { found, file in
      if let source = try? String(contentsOf: file, encoding: .utf8) { found.formUnion(read(source, of: type)) }
    }
  }

  /// - Parameter wanted: A type all of whose declarations are meant, whatever they give.
  static func read(_ source: String, of wanted: String? = nil) -> Set<String> {
    var found: Set<String> = []
    var type: Substring?
    var isUnavailable = false
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      if let start = line.firstMatch(of: /^(?:public )?(?:extension|struct) (\w+)/) { type = start.1 }
      if line == "}" { type = nil }
      let text = line.drop { $0 == " " }
      if text.hasPrefix("@available(*, unavailable") || text.hasPrefix("*, unavailable") { isUnavailable = true }
      guard text.hasPrefix("public ") || text.hasPrefix("@inlinable public ") else { continue }
      defer { isUnavailable = false }
      if isUnavailable { continue }
      let rest = lines[number...].joined(separator: "\n")
      if let wanted, type != wanted[...] { continue }
      if let name = read(declaration: rest, in: type, isWanted: wanted != nil) { found.insert(name) }
    }
    return found
  }

  /// The name of the declaration that a text begins with, if it makes tensors of tensors.
  private static func read(declaration text: String, in type: Substring?, isWanted: Bool) -> String? {
    let pattern =
      /^\s*public (?<kind>(?:static |prefix |mutating )*)(?<what>func|init|subscript)\s*(?<name>[-+*\/%.<>=!&|]+|\w*)\s*(?:<[^>(]*>)?\s*\(/
    guard let match = text.prefixMatch(of: pattern) else { return nil }
    var (depth, end) = (1, match.range.upperBound)
    while end < text.endIndex, depth > 0 {
      depth += "([".contains(text[end]) ? 1 : ")]".contains(text[end]) ? -1 : 0
      end = text.index(after: end)
    }
    let parameters = split(text[match.range.upperBound..<text.index(before: end)])
    let result = text[end...].prefix { $0 != "{" && $0 != "\n" }
    if isWanted { return name(match.what, match.name, parameters) }
    let takesTensor = parameters.contains { $0.contains(/:.*\bTensor\b/) }
    let isTensor = type == "Tensor" || type == "Sliceable"
    let isInstance = isTensor && !match.kind.contains("static") && match.what != "init"
    guard isInstance || takesTensor, type == nil || isTensor else { return nil }
    let isAssignment = parameters.first?.contains("inout Tensor") == true
    guard match.what == "init" ? type == "Tensor" : isAssignment || result.contains(/\b((Int)?Tensor|Self)\b/) else {
      return nil
    }
    return name(match.what, match.name, parameters)
  }

  private static func name(_ what: Substring, _ name: Substring, _ parameters: [Substring]) -> String {
    if what == "func", name.first?.isLetter != true { return String(name) }
    let labels = parameters.map {
      $0.prefix { $0 != ":" }.split(whereSeparator: \.isWhitespace).first.map { "\($0):" } ?? ""
    }
    return "\(what == "func" ? name : what)(\(labels.joined()))"
  }

  /// Parameters, which commas outside of brackets separate.
  private static func split(_ text: Substring) -> [Substring] {
    var (parts, depth, start) = ([Substring](), 0, text.startIndex)
    for index in text.indices {
      depth += "([{".contains(text[index]) ? 1 : ")]}".contains(text[index]) ? -1 : 0
      if text[index] == ",", depth == 0 {
        parts.append(text[start..<index])
        start = text.index(after: index)
      }
    }
    let last = text[start...]
    return last.allSatisfy { $0 == " " || $0 == "\n" } ? parts : parts + [last]
  }
}

extension OperationCase: CustomTestStringConvertible {
  public var testDescription: String { name }
}
