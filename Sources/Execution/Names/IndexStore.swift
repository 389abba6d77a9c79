import CToolchain
import Foundation

/// What the compiler noted about the names in a file that it compiled, read with the toolchain's own library.
///
/// The index lies in a folder of units, one for each object file, and records, one for each source file of a unit.
final class IndexStore: Sendable {
  /// A name where it stands in the file, by the compiler's own reckoning.
  struct Occurrence: Sendable, Hashable {
    /// Counted from 1, in the file itself and in bytes, whatever `#sourceLocation` says.
    var line: Int
    var column: Int
    /// The name with its parts, as in `reshaped(_:)`.
    var name: String
    /// The symbol's name for all programs (its unified symbol resolution).
    var usr: String
    var kind: SymbolKind
    var isDefinition: Bool
    /// Whether a variable is given another value.
    var isChange: Bool
  }

  private let library: IndexStoreLibrary

  /// nil where the toolchain has no such library.
  init?(_ toolchain: Toolchain) {
    guard let library = IndexStoreLibrary.at(toolchain.indexStoreLibrary) else { return nil }
    self.library = library
  }

  /// The names of a file, in their order; empty where nothing was noted.
  ///
  /// - Parameters:
  ///   - source: the path of the file, as the compiler was given it.
  ///   - object: the path of what was made of it.
  ///   - folder: what the compiler was given as the index's path.
  func occurrences(in source: String, object: String, folder: String) -> [Occurrence] {
    guard let store = library.create(folder, nil) else { return [] }
    defer { library.dispose(store) }
    var unit = [CChar](repeating: 0, count: 4096)
    guard library.unitName(store, object, &unit, unit.count) < unit.count,
      let reader = library.createUnitReader(store, unit, nil)
    else { return [] }
    defer { library.disposeUnitReader(reader) }
    var search = RecordSearch(library: library, source: source)
    withUnsafeMutablePointer(to: &search) { search in
      _ = library.applyToDependencies(reader, search) { context, item in
        guard let context, let item else { return false }
        return context.assumingMemoryBound(to: RecordSearch.self).pointee.look(at: item)
      }
    }
    guard let record = search.record, let reader = library.createRecordReader(store, record, nil) else { return [] }
    defer { library.disposeRecordReader(reader) }
    var list = OccurrenceList(library: library)
    withUnsafeMutablePointer(to: &list) { list in
      _ = library.applyToOccurrences(reader, list) { context, item in
        guard let context, let item else { return false }
        context.assumingMemoryBound(to: OccurrenceList.self).pointee.add(item)
        return true
      }
    }
    return list.occurrences.sorted {
      ($0.line, $0.column, $0.isDefinition ? 0 : 1, $0.usr) < ($1.line, $1.column, $1.isDefinition ? 0 : 1, $1.usr)
    }
  }

  private struct RecordSearch {
    let library: IndexStoreLibrary
    let source: String
    var record: String?

    /// Whether the search goes on.
    mutating func look(at dependency: UnsafeMutableRawPointer) -> Bool {
      let isRecord = library.dependencyKind(dependency) == 2
      guard isRecord, library.text(library.dependencyPath(dependency)) == source else { return true }
      record = library.text(library.dependencyName(dependency))
      return false
    }
  }

  private struct OccurrenceList {
    let library: IndexStoreLibrary
    var occurrences: [Occurrence] = []

    private static let definition: UInt64 = 1 << 1
    private static let write: UInt64 = 1 << 4
    private static let implicit: UInt64 = 1 << 8

    mutating func add(_ item: UnsafeMutableRawPointer) {
      let roles = library.roles(item)
      guard roles & Self.implicit == 0, let symbol = library.symbol(item),
        let kind = SymbolKind(rawValue: Int(library.symbolKind(symbol)))
      else { return }
      var (line, column): (UInt32, UInt32) = (0, 0)
      library.location(item, &line, &column)
      occurrences.append(
        Occurrence(
          line: Int(line), column: Int(column), name: library.text(library.symbolName(symbol)),
          usr: library.text(library.symbolUSR(symbol)), kind: kind, isDefinition: roles & Self.definition != 0,
          isChange: roles & Self.write != 0))
    }
  }
}

/// A name in what was compiled, where the compiler's messages would say that it stands.
struct CompiledName: Sendable, Hashable {
  var file: String
  /// Counted from 1, as in messages.
  var line: Int
  var column: Int
  var occurrence: IndexStore.Occurrence
}
