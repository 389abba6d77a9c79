/// The names in a step's code of which the compiler knows what they are.
struct StepNames: Codable, Sendable, Hashable {
  /// What a name stands for.
  struct Symbol: Codable, Sendable, Hashable {
    var usr: String
    var kind: SymbolKind
    /// What Swift's name for it says: the type of a variable, the parameters of a function.
    var declaration: String
    /// Where the chapter defines it; nil for what is another module's.
    var definition: RunRecord.Finding.Location?
  }

  struct Use: Sendable, Hashable {
    /// Line and column (in bytes) in what is compiled of the step's code, from 0.
    var line: Int
    var column: Int
    /// The bytes of the name.
    var count: Int
    /// The index of what it stands for.
    var symbol: Int
    /// Whether it is given another value.
    var isChange: Bool
  }

  private(set) var symbols: [Symbol] = []
  private(set) var uses: [Use] = []

  /// In the order of the code, whatever the order in which they are added.
  mutating func add(line: Int, column: Int, count: Int, isChange: Bool, _ symbol: Symbol) {
    let index = symbols.firstIndex { $0.usr == symbol.usr } ?? symbols.count
    if index == symbols.count { symbols.append(symbol) }
    let use = Use(line: line, column: column, count: count, symbol: index, isChange: isChange)
    let position = uses.lastIndex { ($0.line, $0.column) < (line, column) }.map { $0 + 1 } ?? 0
    uses.insert(use, at: position)
  }

  /// Where definitions stand, after steps have moved to other indices.
  mutating func move(_ index: [Int: Int]) {
    for symbol in symbols.indices {
      guard let definition = symbols[symbol].definition else { continue }
      symbols[symbol].definition?.step = index[definition.step] ?? definition.step
    }
  }
}

extension StepNames.Use: Codable {
  // There are many: five numbers each, and no words.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.unkeyedContainer()
    for number in [line, column, count, symbol, isChange ? 1 : 0] { try container.encode(number) }
  }

  init(from decoder: any Decoder) throws {
    var container = try decoder.unkeyedContainer()
    line = try container.decode(Int.self)
    column = try container.decode(Int.self)
    count = try container.decode(Int.self)
    symbol = try container.decode(Int.self)
    isChange = try container.decode(Int.self) != 0
  }
}
