import Book

/// Which cells of a chapter may have had a part in what others gave, as the compiler knows their names.
///
/// A cell depends on those above it that define what it names, and on those that may have changed it since: that assign to it, hand on
/// something that is no plain value, or call functions of the chapter that do. What has no name, as the state of the default generator, is
/// not seen.
struct CellUses {
  /// For each cell the indices of those above it, and of those on which these depend.
  private(set) var cells: [[Int]] = []

  init(_ reports: [CellReport]) {
    let values = PlainValues(reports)
    /// The cells that define something or may have changed it.
    var origins: [CodeName.Definition: Set<Int>] = [:]
    /// What whoever calls a function may change by it.
    var changes: [CodeName.Definition: Set<CodeName.Definition>] = [:]
    for (index, report) in reports.enumerated() {
      var above: Set<Int> = []
      var changed: Set<CodeName.Definition> = []
      let names = report.names.filter { !$0.isLocal }
      // A function may call one that is defined below it: what that changes is known at the next round.
      var count = -1
      while count != changed.count {
        count = changed.count
        // What stands behind the name of a function, up to the next definition, may stand in it.
        var owner: CodeName.Definition?
        for name in names {
          guard let definition = name.definition else { continue }
          if name.isDefinition(inCell: index) { owner = definition }
          above.formUnion(origins[definition] ?? [])
          var own: Set<CodeName.Definition> = []
          if name.isChange || name.type.map({ !values.contains($0) }) == true { own.insert(definition) }
          // Functions, and variables that hold some.
          if name.type?.contains("->") != false { own.formUnion(changes[definition] ?? []) }
          if let owner { changes[owner, default: []].formUnion(own) }
          changed.formUnion(own)
        }
      }
      // What a function changes it may read too.
      for definition in changed { above.formUnion(origins[definition] ?? []) }
      for other in above where other < index { above.formUnion(cells[other]) }
      cells.append(above.filter { $0 < index }.sorted())
      for name in report.names {
        if let definition = name.definition, definition.cell == index { origins[definition, default: []].insert(index) }
      }
      for definition in changed { origins[definition, default: []].insert(index) }
    }
  }
}

/// The types whose values nobody can change through another name.
private struct PlainValues {
  private static let known: Set<String> = [
    "Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16", "UInt32", "UInt64", "Float", "Float16",
    "Double",
    "Bool", "String", "Substring", "Character", "Range", "ClosedRange", "Set", "Array", "ArraySlice", "Dictionary",
    "Optional", "StaticString", "Tensor", "IntTensor", "Void",
  ]
  /// Those of the chapter that consist of such values alone.
  private var own: Set<String>

  init(_ reports: [CellReport]) {
    let names = reports.flatMap(\.names)
    own = Set(names.filter { ["struct", "enum"].contains($0.keyword) && $0.definition != nil }.map(\.declaration))
    let properties = own.map { type in
      (type, names.compactMap { $0.declaration.hasPrefix(type + ".") ? $0.type : nil })
    }
    var count = -1
    while count != own.count {
      count = own.count
      for (type, types) in properties where !types.allSatisfy(contains) { own.remove(type) }
    }
  }

  func contains(_ type: String) -> Bool {
    guard !type.contains("->") else { return false }
    return type.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == ".") }
      .allSatisfy { Self.known.contains(String($0)) || own.contains(String($0)) }
  }
}
