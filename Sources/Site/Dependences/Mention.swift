import Book

/// A name in a step's code, and what is done there to what it stands for.
struct Mention {
  var node: DependenceNode
  var name: CodeName
  /// Whether it gets another value here.
  var isChange: Bool
  /// Whether what it stands for is only looked at.
  var isReading: Bool
  /// Where it stands.
  var offset: Int
  /// The declarations within which it stands, from the outermost, by their indices in the code's structure.
  var scopes: [Int]
}

/// Tells what a step's code does to what it names.
struct MentionReader {
  let step: StepCode
  let types: PlainTypes
  /// The functions of the chapter that only look at what they are handed.
  let lookers: Set<CodeName.Definition>
  /// The names of the step by the bytes at which they begin.
  private let names: [Int: CodeName]
  /// Where names stand that change what layers do.
  private let modes: [Int]

  init(_ step: StepCode, _ types: PlainTypes, lookers: Set<CodeName.Definition>) {
    self.step = step
    self.types = types
    self.lookers = lookers
    names = Dictionary(step.facts.names.map { ($0.range.lowerBound, $0) }) { first, _ in first }
    modes = step.facts.names.lazy.filter { $0.definition == nil && Self.modes.contains(step.text($0.range)) }
      .map(\.range.lowerBound)
  }

  /// Whether something is assigned to it, or it is handed over to be changed.
  func isChange(_ name: CodeName) -> Bool {
    name.isChange || step.structure.targets.contains { $0.contains(name.range.lowerBound) }
  }

  /// Functions within which layers may work otherwise, and change.
  private static let modes: Set = ["withMode", "valueWithGradient", "gradient", "update", "pullback"]
  /// Functions of other modules that only look at what they are handed, whatever its type is.
  private static let lookers: Set = ["print", "debugPrint", "dump", "show", "type", "precondition", "assert"]

  private func isForeign(_ name: CodeName) -> Bool { name.definition == nil }

  /// Whether a variable is only looked at where its name stands.
  ///
  /// - Parameter region: the statement or the declaration around it.
  func isReading(_ name: CodeName, in region: Range<Int>) -> Bool {
    guard !isChange(name) else { return false }
    let setsMode = modes.contains { region.contains($0) }
    // `layer.kernel.value`: what another module's variables give, if that is a plain value in the end.
    var last = name
    while last.range.upperBound < step.code.count, step.code[last.range.upperBound] == UInt8(ascii: "."),
      let next = names[last.range.upperBound + 1], isForeign(next), next.isVariable, !isChange(next)
    {
      last = next
    }
    if last.range != name.range, let type = last.type, types.isPlain(type) { return true }
    guard !setsMode else { return false }
    let end = name.range.upperBound
    let isCalled = end < step.code.count && step.code[end] == UInt8(ascii: "(")
    if isCalled, name.type?.contains("->") == false { return true }
    // What the innermost call around it does to what it is handed, where it is handed as it is.
    guard isArgument(name) else { return false }
    let call = step.structure.calls.filter { $0.arguments.contains(name.range.lowerBound) }
      .min { $0.arguments.count < $1.arguments.count }
    guard let call, let function = names[call.name.lowerBound] else { return false }
    if let definition = function.definition { return lookers.contains(definition) }
    let word = step.text(call.name)
    return Self.lookers.contains(word) || PlainTypes.isKnownPlain(word)
  }

  /// Whether the name is an argument by itself.
  private func isArgument(_ name: CodeName) -> Bool {
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    let before = step.code[..<name.range.lowerBound].last { !blanks.contains($0) }
    let after = step.code[name.range.upperBound...].first { !blanks.contains($0) }
    return [UInt8(ascii: "("), UInt8(ascii: ","), UInt8(ascii: ":")].contains(before)
      && [UInt8(ascii: ")"), UInt8(ascii: ",")].contains(after)
  }
}
