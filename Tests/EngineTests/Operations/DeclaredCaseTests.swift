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
    let benchmarks = OperationCase.all.flatMap { $0.benchmarks.map(\.name) }
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
      "plain()", "several(_:named:third:)", "+", "+=", ".!", "init(joining:along:)", "subscript", "part()",
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
  static let ofTensors: Set<String> = {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../../Sources/Tensors")
    let files =
      FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)?.compactMap { $0 as? URL } ?? []
    return files.filter { $0.pathExtension == "swift" }.reduce(into: []) { found, file in
      if let source = try? String(contentsOf: file, encoding: .utf8) { found.formUnion(read(source)) }
    }
  }()

  static func read(_ source: String) -> Set<String> {
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
      if let name = read(declaration: rest, in: type) { found.insert(name) }
    }
    return found
  }

  /// The name of the declaration that a text begins with, if it makes tensors of tensors.
  private static func read(declaration text: String, in type: Substring?) -> String? {
    let pattern =
      /^\s*public (?<kind>(?:static |prefix |mutating )*)(?<what>func|init|subscript)\s*(?<name>[-+*\/.<>=!&|]+|\w*)\s*(?:<[^>(]*>)?\s*\(/
    guard let match = text.prefixMatch(of: pattern) else { return nil }
    var (depth, end) = (1, match.range.upperBound)
    while end < text.endIndex, depth > 0 {
      depth += "([".contains(text[end]) ? 1 : ")]".contains(text[end]) ? -1 : 0
      end = text.index(after: end)
    }
    let parameters = split(text[match.range.upperBound..<text.index(before: end)])
    let result = text[end...].prefix { $0 != "{" && $0 != "\n" }
    let takesTensor = parameters.contains { $0.contains(/:.*\bTensor\b/) }
    let isTensor = type == "Tensor" || type == "Sliceable"
    let isInstance = isTensor && !match.kind.contains("static") && match.what != "init"
    guard isInstance || takesTensor, type == nil || isTensor else { return nil }
    let isAssignment = parameters.first?.contains("inout Tensor") == true
    guard match.what == "init" ? type == "Tensor" : isAssignment || result.contains(/\b((Int)?Tensor|Self)\b/) else {
      return nil
    }
    if match.what == "subscript" { return "subscript" }
    if match.what == "func", match.name.first?.isLetter != true { return String(match.name) }
    let labels = parameters.map {
      $0.prefix { $0 != ":" }.split(whereSeparator: \.isWhitespace).first.map { "\($0):" } ?? ""
    }
    return "\(match.what == "init" ? "init" : match.name)(\(labels.joined()))"
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
