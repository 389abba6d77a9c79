import Book

/// What the code of a chapter's steps names, and what may happen to it when they run, one after the other.
struct ProgramModel {
  private let steps: [StepCode]
  private let types: PlainTypes
  private var graph = DependenceGraph()
  /// For each step what it names where it runs, by its statements.
  private var statements: [[[Mention]]] = []
  /// For each step what it defines.
  private(set) var defined: [Set<DependenceNode>] = []
  /// The variables that hold no code of the chapter's own.
  private var closed: Set<DependenceNode> = []
  /// The chapter's types by their names.
  private var ownTypes: [String: Set<DependenceNode>] = [:]
  private var definitions: [CodeName.Definition: CodeName] = [:]
  private var count = 0
  /// Whether a layer may draw random numbers each time that it is trained.
  private let hasDropout: Bool

  init(_ steps: [StepCode]) {
    self.steps = steps
    hasDropout = steps.contains { $0.structure.words.contains { $0.text == "Dropout" } }
    var byWord: [String: Set<CodeName.Definition>] = [:]
    var ownTypes: [String: Set<DependenceNode>] = [:]
    var definitions: [CodeName.Definition: CodeName] = [:]
    for step in steps {
      for name in step.facts.names where name.isDefinition(inCell: step.cell) && !name.isLocal {
        guard let definition = name.definition else { continue }
        definitions[definition] = name
        byWord[step.text(name.range), default: []].insert(definition)
        if name.isType { ownTypes[step.text(name.range), default: []].insert(.own(definition)) }
      }
    }
    self.ownTypes = ownTypes
    self.definitions = definitions
    types = PlainTypes(Self.parts(of: steps, Set(ownTypes.keys)))
    for (definition, name) in definitions where name.isVariable {
      note(variable: .own(definition), type: name.type)
    }
    let lookers = Self.lookers(steps, types)
    for (index, step) in steps.enumerated() {
      defined.append([])
      let reader = MentionReader(step, types, lookers: lookers)
      let mentions = mentions(of: step, reader, byWord)
      let scopes = step.structure.scopes.indices.map { scope in
        DeclaredBy(owners: owners(scope, of: step), reachesFar: reachesFar(scope, of: step))
      }
      declare(mentions, of: step, index, scopes)
      let running = mentions.filter { $0.scopes.allSatisfy { scopes[$0].owners.isEmpty && !scopes[$0].reachesFar } }
      statements.append(
        step.structure.statements.map { range in running.filter { range.contains($0.offset) } })
    }
  }

  /// What a step reaches where it runs, which from then on is part of what is known.
  mutating func run(_ index: Int) -> DependenceGraph.Reach {
    let cell = latestCell(at: index)
    var all: [(DependenceNode, Bool)] = []
    var changed: Set<DependenceNode> = []
    for mentions in statements[index] {
      let starts = mentions.map { ($0.node, $0.isReading) }
      all += starts
      let own = Set(mentions.lazy.filter(\.isChange).map(\.node))
      changed.formUnion(own)
      // Values that meet here may from now on be parts of each other.
      let met = graph.reach(starts, cell: cell).changed.union(own).filter { graph.shared.contains($0) }
      guard !met.isEmpty else { continue }
      count += 1
      for node in met {
        if met.count > 1 {
          graph.connect(node, to: .meeting(count), cell: cell)
          graph.connect(.meeting(count), to: node, cell: cell)
        }
        if !closed.contains(node) { graph.connect(node, to: .code(count), cell: cell) }
      }
      for mention in mentions {
        graph.connect(.code(count), to: mention.node, isReading: mention.isReading, cell: cell)
        if mention.isChange { graph.note(writeOf: mention.node, by: .code(count), cell: cell) }
      }
    }
    var reach = graph.reach(all, cell: cell)
    let calls = graph.reach(changed.map { ($0, !graph.shared.contains($0)) }, cell: cell)
    reach.read.formUnion(calls.read)
    reach.changed.formUnion(calls.changed.union(changed))
    return reach
  }

  /// The last cell whose declarations are known where a step runs.
  private func latestCell(at index: Int) -> Int {
    steps[...index].last { $0.cell >= 0 }?.cell ?? 0
  }

  // MARK: What is declared

  private mutating func note(variable node: DependenceNode, type: String?) {
    if let type, types.isPlain(type) { return }
    graph.shared.insert(node)
    if let type, types.isClosed(type) { closed.insert(node) }
  }

  /// What the declarations of a step lead to.
  private mutating func declare(_ mentions: [Mention], of step: StepCode, _ index: Int, _ scopes: [DeclaredBy]) {
    let cell = step.cell
    if scopes.contains(where: \.reachesFar) { defined[index].insert(.everywhere) }
    for mention in mentions {
      let owners = mention.scopes.flatMap { scopes[$0].owners }
      for owner in owners {
        graph.connect(owner, to: mention.node, isReading: mention.isReading, cell: cell)
        if mention.isChange { graph.note(writeOf: mention.node, by: owner, cell: cell) }
      }
      if mention.scopes.contains(where: { scopes[$0].reachesFar }) {
        graph.connect(.everywhere, to: mention.node, isReading: mention.isReading, cell: cell)
        if mention.isChange { graph.note(writeOf: mention.node, by: .everywhere, cell: cell) }
      }
      inherit(mention, owners, of: step)
      guard mention.name.isDefinition(inCell: cell), !mention.name.isLocal else { continue }
      for type in typesNamed(in: mention.name.declaration) { graph.connect(mention.node, to: type, cell: cell) }
      defined[index].insert(mention.node)
      for owner in owners where isType(owner) { graph.connect(mention.node, to: owner, cell: cell) }
    }
  }

  /// Whoever has a value of a protocol or of a class may have one of what conforms to it or inherits from it, and whoever has a type may
  /// be asked for the chapter's operators of it.
  private mutating func inherit(_ mention: Mention, _ owners: [DependenceNode], of step: StepCode) {
    guard mention.name.isType, let last = mention.scopes.last else { return }
    let scope = step.structure.scopes[last]
    let isOperator =
      scope.kind == .function && !(step.text(scope.name).first.map { $0.isLetter || $0 == "_" } ?? true)
    guard isOperator || scope.inherited.contains(mention.offset) else { return }
    for owner in owners { graph.connect(mention.node, to: owner, cell: step.cell) }
  }

  private func typesNamed(in declaration: String) -> Set<DependenceNode> {
    PlainTypes.words(of: declaration).reduce(into: []) { $0.formUnion(ownTypes[$1] ?? []) }
  }

  private func isType(_ node: DependenceNode) -> Bool {
    if case .own(let definition) = node { definitions[definition]?.isType == true } else { false }
  }

  /// What a declaration declares, and whether that works without being named.
  private struct DeclaredBy {
    var owners: [DependenceNode]
    var reachesFar: Bool
  }

  private func owners(_ index: Int, of step: StepCode) -> [DependenceNode] {
    let scope = step.structure.scopes[index]
    let isExtension = scope.kind == .extension || scope.kind == .farExtension
    return step.facts.names.compactMap { name in
      guard scope.name.contains(name.range.lowerBound), !name.isLocal, let definition = name.definition,
        isExtension || name.isDefinition(inCell: step.cell)
      else { return nil }
      return .own(definition)
    }
  }

  private func reachesFar(_ index: Int, of step: StepCode) -> Bool {
    let scope = step.structure.scopes[index]
    if scope.kind == .function, step.text(scope.name) == "~=" { return true }
    guard scope.kind == .farExtension || scope.kind == .extension else { return false }
    let extended = owners(index, of: step)
    return extended.isEmpty ? scope.kind == .farExtension : !extended.contains(where: isNominal)
  }

  private func isNominal(_ node: DependenceNode) -> Bool {
    guard case .own(let definition) = node else { return false }
    return definitions[definition].map { $0.isType && $0.keyword != "typealias" } ?? false
  }
}

// MARK: - What is named

extension ProgramModel {
  /// What a step names, wherever in it that stands.
  private mutating func mentions(
    of step: StepCode, _ reader: MentionReader, _ byWord: [String: Set<CodeName.Definition>]
  ) -> [Mention] {
    var mentions: [Mention] = []
    func scopes(at offset: Int) -> [Int] {
      step.structure.scopes.indices.filter { step.structure.scopes[$0].range.contains(offset) }
    }
    for name in step.facts.names {
      let nodes = self.nodes(of: name, in: step, reader)
      let around = scopes(at: name.range.lowerBound)
      let region =
        around.first.map { step.structure.scopes[$0].range }
        ?? step.structure.statements.first { $0.contains(name.range.lowerBound) } ?? 0..<step.code.count
      for node in nodes {
        mentions.append(
          Mention(
            node: node, name: name,
            isChange: name.isVariable && !name.isLocal && reader.isChange(name) || node == .generator
              || node == .everywhere,
            isReading: reader.isReading(name, in: region), offset: name.range.lowerBound, scopes: around))
      }
    }
    // What the compiler says nothing of may be anything of that name, and all may happen to it.
    let known = Set(step.facts.names.flatMap { [$0.range.lowerBound, $0.range.lowerBound + 1] })
    for word in step.structure.words where !known.contains(word.range.lowerBound) {
      for definition in byWord[word.text] ?? [] {
        guard let name = definitions[definition] else { continue }
        mentions.append(
          Mention(
            node: .own(definition), name: name, isChange: name.isVariable, isReading: false,
            offset: word.range.lowerBound, scopes: scopes(at: word.range.lowerBound)))
      }
    }
    // What stands in `\(…)` is written by a function that the code does not name.
    for definition in byWord["appendInterpolation"] ?? [] {
      guard let name = definitions[definition] else { continue }
      for offset in step.interpolations {
        mentions.append(
          Mention(
            node: .own(definition), name: name, isChange: false, isReading: false, offset: offset,
            scopes: scopes(at: offset)))
      }
    }
    return mentions
  }

  private mutating func nodes(of name: CodeName, in step: StepCode, _ reader: MentionReader) -> [DependenceNode] {
    // A local variable is another one each time: what it holds comes from elsewhere, and what becomes of it has a name there.
    if name.isLocal { return Array(typesNamed(in: name.declaration)) }
    if let definition = name.definition { return [.own(definition)] }
    var nodes: [DependenceNode] = []
    let written = step.text(name.range)
    if ForeignState.usesGenerator(name, written: written)
      || hasDropout && ["gradient", "valueWithGradient"].contains(written)
    {
      nodes.append(.generator)
    }
    if ForeignState.reachesFar(name, isChange: reader.isChange(name)) { nodes.append(.everywhere) }
    if let state = ForeignState.state(of: name) {
      nodes.append(.foreign(state))
      note(variable: .foreign(state), type: name.isVariable ? name.type : nil)
    }
    return nodes
  }

  /// The functions of the chapter that only look at what they are handed.
  private static func lookers(_ steps: [StepCode], _ types: PlainTypes) -> Set<CodeName.Definition> {
    var found: Set<CodeName.Definition> = []
    while true {
      var next: Set<CodeName.Definition> = []
      for step in steps {
        let reader = MentionReader(step, types, lookers: found)
        let isMember: (CodeStructure.Scope) -> Bool = { scope in
          step.structure.scopes.contains {
            $0.kind != .function && $0.kind != .accessors && $0.range.contains(scope.name.lowerBound)
          }
        }
        for scope in step.structure.scopes where scope.kind == .function && !isMember(scope) {
          let own = step.facts.names.filter { scope.range.contains($0.range.lowerBound) }
          let isLooker = own.allSatisfy { name in
            guard name.isLocal, name.isVariable, name.definition?.offset != name.range.lowerBound,
              name.type.map({ !types.isPlain($0) }) ?? true
            else { return true }
            return reader.isReading(name, in: scope.range)
          }
          if isLooker {
            next.insert(CodeName.Definition(cell: step.cell, offset: scope.name.lowerBound))
          }
        }
      }
      if next == found { return found }
      found = next
    }
  }

  /// For each type of the chapter the names of the types of which it may hold something; nil where it may hold what has no such name.
  private static func parts(of steps: [StepCode], _ own: Set<String>) -> [String: Set<String>?] {
    var parts: [String: Set<String>?] = Dictionary(uniqueKeysWithValues: own.map { ($0, .some([])) })
    for step in steps {
      for scope in step.structure.scopes where scope.kind != .function && scope.kind != .accessors {
        for word in PlainTypes.words(of: step.text(scope.name)) where own.contains(word) {
          let names = step.facts.names.filter { scope.range.contains($0.range.lowerBound) }
          let text = step.text(scope.range)
          let holdsMore = ["->", "Any", "some ", "any ", "Self", "Unsafe", "class ", "actor ", "protocol "].contains {
            text.contains($0)
          }
          guard !holdsMore, let known = parts[word] ?? nil else {
            parts[word] = .some(nil)
            continue
          }
          let named = names.filter { $0.isType && !$0.isDefinition(inCell: step.cell) }.map { step.text($0.range) }
          let held = names.filter { $0.isVariable && !$0.isLocal && $0.isDefinition(inCell: step.cell) }
            .flatMap { $0.type.map(PlainTypes.words) ?? ["?"] }
          parts[word] = .some(known.union(named).union(held))
        }
      }
    }
    return parts
  }
}
