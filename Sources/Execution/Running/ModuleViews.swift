import Foundation
import Storage

/// The modules of segments as those further below see them, where that is not as they are by themselves.
///
/// A segment may declare a function again with the same parameters, another result perhaps: for it and for what stands
/// below, the later one is meant. Overloads of one file would be ambiguous, so those segments are shown the earlier function
/// as one that is taken only where no other fits. And an extension that was hoisted to its type is shown to those that
/// stand below its cell. The module's own segment and those between know nothing of that.
struct ModuleViews {
  /// What is shown of a module from some segment on.
  struct Change {
    /// The index of its segment.
    var index: Int
    var segment: Segment
    var hasMoreHoisted: Bool
    var superseded: Set<FunctionName>
  }

  private let folder: String
  private var shown: [ModuleName: (hoisted: Int, superseded: Set<FunctionName>)] = [:]
  /// Folders with modules, the latest first: each comes before all others.
  private(set) var searchPaths: [String] = []
  /// Those of them without modules that show functions as superseded: what is compiled once more for such a view means
  /// its own functions.
  private(set) var searchPathsOfViews: [String] = []

  /// What an earlier version of the program was shown goes.
  init(folder: String, _ memory: CompilerMemory?) throws {
    self.folder = folder
    memory?.clear(folder)
    if FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
  }

  /// The folder that whoever needs none of its modules may write to.
  var lastFolder: String? { searchPaths.first }

  /// Makes a folder for modules that are shown from now on.
  ///
  /// - Parameter isSuperseded: whether they show functions as superseded.
  mutating func add(isSuperseded: Bool = false) throws -> String {
    let path = "\(folder)/\(searchPaths.count)"
    try AtomicFile.createFolder(path)
    searchPaths.insert(path, at: 0)
    if !isSuperseded { searchPathsOfViews.insert(path, at: 0) }
    return path
  }

  /// What a segment has to be shown otherwise than those above it, in the order in which modules need each other.
  mutating func changes(above segment: Segment, of others: ArraySlice<Segment>) -> [Change] {
    let declared = Set(segment.functions)
    var changes: [Change] = []
    for (index, other) in zip(others.indices, others) {
      let view = other.seen(by: segment)
      let known = shown[other.module] ?? (0, [])
      let superseded = known.superseded.union(declared.intersection(view.functions))
      guard (view.hoisted.count, superseded) != known else { continue }
      shown[other.module] = (view.hoisted.count, superseded)
      changes.append(
        Change(
          index: index, segment: view, hasMoreHoisted: view.hoisted.count > known.hoisted, superseded: superseded))
    }
    return changes
  }
}

extension Segment {
  fileprivate var functions: [FunctionName] { steps.flatMap { $0.syntax.functions.map(\.name) } }
}
