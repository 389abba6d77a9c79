import Book
import SwiftSyntax

/// What code runs when: which parts of a cell wait for somebody to use what they declare, and which run where they stand.
struct CodeStructure: Sendable, Equatable {
  enum Kind: Int, Sendable {
    case function, accessors, type, `extension`
    /// An extension by which code that does not name it may behave otherwise: one with a conformance, or with what Swift calls by itself.
    case farExtension
  }

  /// A declaration whose code does not run where it stands.
  struct Scope: Sendable, Equatable {
    var kind: Kind
    /// All of it, its name and what it inherits included.
    var range: Range<Int>
    /// The names of what it declares, or of the type that it extends; empty where it has none.
    var name: Range<Int>
    /// What it says that it inherits or conforms to; empty where it says nothing.
    var inherited: Range<Int>
  }

  struct Call: Sendable, Equatable {
    /// The last name of what is called.
    var name: Range<Int>
    /// What it is handed, closures after it included.
    var arguments: Range<Int>
  }

  struct Word: Sendable, Equatable {
    var text: String
    var range: Range<Int>
  }

  var scopes: [Scope] = []
  /// The statements of the top level.
  var statements: [Range<Int>] = []
  /// What is assigned to, or handed over to be changed.
  var targets: [Range<Int>] = []
  var calls: [Call] = []
  /// The words of the code that may name something, labels of arguments left out.
  var words: [Word] = []

  init() {}

  init(of code: String) {
    self = SwiftParsing.parse(code) { tree in
      var structure = CodeStructure()
      structure.statements = tree.statements.map { Self.range($0) }
      // With a stack of its own: code may nest as deep as it likes.
      var rest: [Syntax] = [Syntax(tree)]
      while let node = rest.popLast() {
        structure.add(node)
        rest.append(contentsOf: node.children(viewMode: .sourceAccurate).reversed())
      }
      return structure
    }
  }

  private static func range(_ node: some SyntaxProtocol) -> Range<Int> {
    let start = node.positionAfterSkippingLeadingTrivia.utf8Offset
    return start..<max(start, node.endPositionBeforeTrailingTrivia.utf8Offset)
  }

  private mutating func add(_ node: Syntax) {
    if let token = node.as(TokenSyntax.self) { return add(token) }
    let empty = Self.range(node).lowerBound..<Self.range(node).lowerBound
    func scope(_ kind: Kind, name: Range<Int>? = nil, inherited: Range<Int>? = nil) -> Scope {
      Scope(kind: kind, range: Self.range(node), name: name ?? empty, inherited: inherited ?? empty)
    }
    switch node.as(SyntaxEnum.self) {
    case .functionDecl(let function): scopes.append(scope(.function, name: Self.range(function.name)))
    case .initializerDecl(let initialiser): scopes.append(scope(.function, name: Self.range(initialiser.initKeyword)))
    case .subscriptDecl(let declaration):
      scopes.append(scope(.function, name: Self.range(declaration.subscriptKeyword)))
    case .deinitializerDecl: scopes.append(scope(.function))
    case .macroDecl(let macro): scopes.append(scope(.function, name: Self.range(macro.name)))
    case .typeAliasDecl(let alias): scopes.append(scope(.type, name: Self.range(alias.name)))
    case .extensionDecl(let declaration):
      scopes.append(
        scope(
          Self.reachesFar(declaration) ? .farExtension : .extension, name: Self.range(declaration.extendedType),
          inherited: declaration.inheritanceClause.map { Self.range($0) }))
    case .patternBinding(let binding):
      let isMember = node.parent?.parent?.parent?.is(MemberBlockItemSyntax.self) == true
      guard isMember || binding.accessorBlock != nil else { break }
      var variable = scope(.accessors, name: Self.range(binding.pattern))
      // What a variable of the top level begins with is worked out where it stands.
      if !isMember, let accessors = binding.accessorBlock { variable.range = Self.range(accessors) }
      scopes.append(variable)
    case .sequenceExpr(let sequence):
      let elements = Array(sequence.elements)
      for (index, element) in elements.enumerated() where index > 0 && Self.assigns(element) {
        targets.append(Self.range(elements[index - 1]))
      }
    case .inOutExpr(let expression): targets.append(Self.range(expression))
    case .functionCallExpr(let call):
      let end = Self.range(call).upperBound
      guard let name = Self.lastName(of: call.calledExpression) else { break }
      let start = call.leftParen.map { Self.range($0).lowerBound } ?? Self.range(call.calledExpression).upperBound
      calls.append(Call(name: name, arguments: start..<max(start, end)))
    default:
      if let type = node.asProtocol((any DeclGroupSyntax).self), let named = node.asProtocol((any NamedDeclSyntax).self)
      {
        scopes.append(
          scope(
            .type, name: Self.range(named.name), inherited: type.inheritanceClause.map { Self.range($0) }))
      }
    }
  }

  private mutating func add(_ token: TokenSyntax) {
    guard case .identifier = token.tokenKind else { return }
    let isLabel: Bool =
      switch token.parent?.as(SyntaxEnum.self) {
      case .labeledExpr(let argument): argument.label == token
      case .functionParameter(let parameter): parameter.firstName == token || parameter.secondName == token
      case .tupleTypeElement(let element): element.firstName == token || element.secondName == token
      case .declNameArgument, .enumCaseParameter, .labeledStmt, .breakStmt, .continueStmt, .availabilityArgument:
        true
      default: false
      }
    guard !isLabel else { return }
    let text = token.text
    let marks = text.hasPrefix("`") ? 1 : 0
    let range = Self.range(token)
    words.append(
      Word(
        text: text.replacing("`", with: ""), range: (range.lowerBound + marks)..<(range.upperBound - marks)))
  }

  private static func assigns(_ element: ExprSyntax) -> Bool {
    if element.is(AssignmentExprSyntax.self) { return true }
    guard let sign = element.as(BinaryOperatorExprSyntax.self)?.operator.text else { return false }
    return sign.hasSuffix("=") && !["==", "!=", "<=", ">=", "===", "!==", "~="].contains(sign)
  }

  private static func lastName(of called: ExprSyntax) -> Range<Int>? {
    var called = called
    while true {
      if let special = called.as(GenericSpecializationExprSyntax.self) {
        called = special.expression
      } else if let member = called.as(MemberAccessExprSyntax.self) {
        return range(member.declName.baseName)
      } else {
        return called.as(DeclReferenceExprSyntax.self).map { range($0.baseName) }
      }
    }
  }

  private static let calledBySwift: Set = [
    "appendInterpolation", "appendLiteral", "callAsFunction", "dynamicallyCall", "description", "debugDescription",
    "~=", "makeIterator", "wrappedValue", "projectedValue", "hash", "encode",
  ]

  private static func reachesFar(_ declaration: ExtensionDeclSyntax) -> Bool {
    if declaration.inheritanceClause != nil { return true }
    return declaration.memberBlock.members.contains { member in
      if member.decl.is(SubscriptDeclSyntax.self) { return true }
      guard let name = member.decl.as(FunctionDeclSyntax.self)?.name.text else { return false }
      return calledBySwift.contains(name) || name.hasPrefix("build") || !(name.first?.isLetter ?? true)
    }
  }
}

extension CodeStructure {
  /// As a cache holds it: a line for each part, of a letter and numbers; a word's text comes last.
  var entry: [UInt8] {
    func numbers(_ ranges: Range<Int>...) -> String {
      ranges.map { "\($0.lowerBound) \($0.upperBound)" }.joined(separator: " ")
    }
    var lines = scopes.map { "d\($0.kind.rawValue) \(numbers($0.range, $0.name, $0.inherited))" }
    lines += statements.map { "s\(numbers($0))" } + targets.map { "t\(numbers($0))" }
    lines += calls.map { "c\(numbers($0.name, $0.arguments))" }
    lines += words.map { "w\(numbers($0.range)) \($0.text)" }
    return Array(lines.joined(separator: "\n").utf8)
  }

  /// Nil where it is no entry.
  init?(entry: some Collection<UInt8>) {
    for line in entry.split(separator: UInt8(ascii: "\n")) {
      let parts = line.dropFirst().split(separator: UInt8(ascii: " "))
      let numbers = parts.prefix { $0.allSatisfy { (48...57).contains($0) } }.compactMap { part in
        part.reduce(0) { $0 * 10 + Int($1 - 48) }
      }
      func range(_ index: Int) -> Range<Int>? {
        guard numbers.count > index + 1, numbers[index] <= numbers[index + 1] else { return nil }
        return numbers[index]..<numbers[index + 1]
      }
      switch line.first {
      case UInt8(ascii: "d"):
        guard let kind = numbers.first.flatMap(Kind.init), let whole = range(1), let name = range(3),
          let inherited = range(5)
        else { return nil }
        scopes.append(Scope(kind: kind, range: whole, name: name, inherited: inherited))
      case UInt8(ascii: "s"):
        guard let range = range(0) else { return nil }
        statements.append(range)
      case UInt8(ascii: "t"):
        guard let range = range(0) else { return nil }
        targets.append(range)
      case UInt8(ascii: "c"):
        guard let name = range(0), let arguments = range(2) else { return nil }
        calls.append(Call(name: name, arguments: arguments))
      case UInt8(ascii: "w"):
        guard let range = range(0), let text = parts.last else { return nil }
        words.append(Word(text: String(decoding: text, as: UTF8.self), range: range))
      default: return nil
      }
    }
  }
}
