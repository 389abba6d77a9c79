import Book
import Storage

/// The declarations of the modules that a book has reference pages of, by their names for all programs.
struct SymbolTable: Sendable {
  struct Entry: Sendable {
    let symbol: ModuleSymbol
    /// The page in the site.
    let page: String
    let anchor: String
  }

  let modules: [ModuleReference]
  /// Another one for other declarations.
  let digest: String
  private let entries: [String: Entry]
  /// Those of a name, where there is one alone of it or all stand at one heading.
  private let headings: [String: (page: String, anchor: String)]

  init(_ modules: [ModuleReference]) {
    self.modules = modules
    var entries: [String: Entry] = [:]
    var headings: [String: (page: String, anchor: String)] = [:]
    for module in modules {
      let page = ReferencePage.path(of: module.module)
      var anchors = AnchorCounter()
      for symbol in module.symbols {
        let anchor = anchors.next(symbol.path.joined(separator: "."))
        entries[symbol.usr] = Entry(symbol: symbol, page: page, anchor: anchor)
        let heading = symbol.kind.isType ? anchor : ReferencePage.heading(of: symbol)
        if headings[symbol.name] == nil { headings[symbol.name] = (page, heading) }
      }
    }
    digest = CacheKey(modules.map { Cache.digest($0.entry) }).description
    self.entries = entries
    self.headings = headings
  }

  var isEmpty: Bool { modules.isEmpty }

  subscript(usr: String) -> Entry? { entries[usr] }

  /// Where something of a name is described; nil for a name that no module has.
  func heading(of name: String) -> (page: String, anchor: String)? { headings[name] }
}

extension ModuleSymbol.Kind {
  /// Whether other declarations stand in it.
  var isType: Bool { self == .type || self == .protocol }
}

/// Makes anchors of a page different.
struct AnchorCounter {
  private var counts: [String: Int] = [:]

  /// The name, with a number behind it where it is not the first of its kind.
  mutating func next(_ name: String) -> String {
    let name = String(name.map { $0.isWhitespace ? "-" : $0 })
    counts[name, default: 0] += 1
    return counts[name]! == 1 ? name : "\(name)-\(counts[name]!)"
  }
}
