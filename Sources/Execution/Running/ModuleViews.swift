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
  /// Those of them without modules that show functions as superseded.
  private(set) var plainSearchPaths: [String] = []
  /// Folders for modules that are compiled once more to show their functions as superseded: these must still mean their
  /// own functions, so those of the same name above are hidden from them.
  private(set) var searchPathsOfSuperseded: [String] = []
  private var hidden: [ModuleName: Set<FunctionName>] = [:]
  private var folderCount = 0

  /// For whom modules in a folder are.
  enum Audience { case all, segments, superseded }

  /// What an earlier version of the program was shown goes.
  init(folder: String, _ memory: CompilerMemory?) throws {
    self.folder = folder
    memory?.clear(folder)
    if FileManager.default.fileExists(atPath: folder) { try FileManager.default.removeItem(atPath: folder) }
  }

  /// The folders for what is compiled later than by itself: it sees what was hoisted meanwhile, and functions as before.
  func searchPaths(after own: [String]) -> [String] {
    let known = Set(own)
    return plainSearchPaths.filter { !known.contains($0) } + own
  }

  /// The folder that whoever needs none of its modules may write to.
  var lastFolder: String? { searchPaths.first }

  /// Makes a folder for modules that are shown from now on.
  ///
  /// - Parameter audience: who finds them there.
  mutating func add(for audience: Audience = .all) throws -> String {
    let path = "\(folder)/\(folderCount)"
    folderCount += 1
    try AtomicFile.createFolder(path)
    if audience != .superseded { searchPaths.insert(path, at: 0) }
    if audience == .all { plainSearchPaths.insert(path, at: 0) }
    if audience != .segments { searchPathsOfSuperseded.insert(path, at: 0) }
    return path
  }

  /// The segments above one whose functions have to be hidden from it before its own are shown as superseded, with all
  /// that is hidden of each.
  mutating func hiding(for change: Change, above others: [Segment]) -> [(index: Int, functions: Set<FunctionName>)] {
    others[..<change.index].indices.compactMap { index in
      let module = others[index].module
      let known = hidden[module] ?? []
      let functions = known.union(change.superseded.intersection(others[index].functions))
      guard functions != known else { return nil }
      hidden[module] = functions
      return (index, functions)
    }
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
