import Book

/// Something in a program that code may read or change.
enum DependenceNode: Hashable {
  /// What the chapter defines.
  case own(CodeName.Definition)
  /// A variable of another module, or the state that its functions share.
  case foreign(String)
  /// The engine's default generator.
  case generator
  /// Files, and whatever else is outside of the program.
  case world
  /// What works without being named, as the conformance of another module's type does.
  case everywhere
  /// Code that hands values to each other: an index of its own for each piece. Whoever changes one may change all.
  case meeting(Int)
  /// The same for values that may hold code: whoever uses one may run what stands there.
  case code(Int)
}

/// What leads to what in a program: from a function to what it names, from a variable to its type and to whatever it may share something with.
struct DependenceGraph {
  struct Edge: Hashable {
    var target: DependenceNode
    /// Whether what is there is only looked at.
    var isReading: Bool
    /// The cell from which on it is so.
    var cell: Int
  }

  private(set) var edges: [DependenceNode: Set<Edge>] = [:]
  /// What runs, where something is used, and gives other things another value.
  private(set) var writes: [DependenceNode: Set<Edge>] = [:]
  /// The variables whose values may be changed through other names.
  var shared: Set<DependenceNode> = []

  mutating func connect(_ node: DependenceNode, to target: DependenceNode, isReading: Bool = false, cell: Int) {
    if node != target { edges[node, default: []].insert(Edge(target: target, isReading: isReading, cell: cell)) }
  }

  mutating func note(writeOf target: DependenceNode, by node: DependenceNode, cell: Int) {
    writes[node, default: []].insert(Edge(target: target, isReading: false, cell: cell))
  }

  /// What code reaches.
  struct Reach {
    var read: Set<DependenceNode> = []
    /// What may have another value afterwards.
    var changed: Set<DependenceNode> = []
    /// Those of `read` that are handed on, and not only looked at.
    var handed: Set<DependenceNode> = []
  }

  /// What code reaches that runs in a cell.
  ///
  /// - Parameter starts: what it names, and whether it only looks at that.
  func reach(_ starts: [(node: DependenceNode, isReading: Bool)], cell: Int) -> Reach {
    var reach = Reach()
    var rest = starts
    while let (node, isReading) = rest.popLast() {
      // Whoever hands something on looks at it too.
      let isNew = isReading ? reach.read.insert(node).inserted : reach.handed.insert(node).inserted
      guard isNew, !isReading || !reach.handed.contains(node) else { continue }
      reach.read.insert(node)
      if !isReading, shared.contains(node) { reach.changed.insert(node) }
      // What a function names of what is defined further below is known from there on, and so from where that is.
      let latest = if case .own(let definition) = node { max(cell, definition.cell) } else { cell }
      for edge in edges[node] ?? [] where edge.cell <= latest {
        rest.append((edge.target, isReading || edge.isReading))
      }
      for write in writes[node] ?? [] where write.cell <= latest {
        reach.changed.insert(write.target)
        // What it calls when it is given another value.
        rest.append((write.target, !shared.contains(write.target)))
      }
    }
    return reach
  }
}
