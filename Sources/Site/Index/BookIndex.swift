import Book
import Foundation

/// Where a book speaks of its terms, and where its cells use the engine's names.
package struct BookIndex: Sendable {
  struct Entry: Sendable {
    var name: String
    /// Where it is defined, of a term.
    var definition: ReferenceTarget?
    var places: [Place]
  }

  /// A section or a chapter, by what is referred to there, or refers to it.
  struct Place: Sendable {
    var file: String
    var anchor: String
    var target: ReferenceTarget
  }

  /// By their names.
  let entries: [Entry]

  /// - Parameter modules: what cells import; the engine's names are not known in plain Swift.
  init(
    _ chapters: [Chapter], _ outline: BookOutline, _ uses: BookReferences, modules: [String],
    names reader: CodeNameReader
  ) {
    var entries: [Entry] = []
    var places: [String: [Place]] = [:]
    for chapter in chapters {
      guard let own = outline[chapter.file] else { continue }
      for term in own.targets where term.kind == .term {
        entries.append(
          Entry(
            name: term.title, definition: term,
            places: uses.uses(of: term, in: own).map { Place(file: $0.file, anchor: $0.anchor, target: $0.place) }))
      }
      guard !modules.isEmpty else { continue }
      let names = chapter.cells.map { reader.names(in: $0.code) }
      let declared = names.reduce(into: Set<String>()) { $0.formUnion($1.declared) }
      for (cell, names) in zip(chapter.cells, names) where !cell.options.hidden {
        guard let listing = own.target(ofNode: cell.node), let anchor = listing.anchor else { continue }
        let place = own.place(of: listing)
        let engine = EngineNames.all.intersection(names.used).union(EngineNames.methods.intersection(names.called))
        for name in engine.subtracting(declared)
        where places[name]?.last?.target != place {
          places[name, default: []].append(Place(file: chapter.file, anchor: anchor, target: place))
        }
      }
    }
    entries += places.map { Entry(name: $0.key, places: $0.value) }
    self.entries = entries.map { (Self.order(of: $0), $0) }.sorted { $0.0 < $1.0 }.map(\.1)
  }

  private static func order(of entry: Entry) -> String {
    let folded = entry.name.folding(options: [.caseInsensitive, .diacriticInsensitive], locale: nil)
    return "\(folded)\0\(entry.name)\0\(entry.definition?.file ?? "")"
  }
}
