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
  /// Where what has a name is described: a type of that name, or else all of it, if it stands at one heading.
  private let headings: [String: (page: String, anchor: String)]

  init(_ modules: [ModuleReference]) {
    self.modules = modules
    var entries: [String: Entry] = [:]
    var headings: [String: (page: String, anchor: String)] = [:]
    var types: Set<String> = []
    var ambiguous: Set<String> = []
    for module in modules {
      let page = ModulePages.path(of: module.module)
      var anchors = AnchorCounter()
      for symbol in module.symbols {
        let anchor = anchors.next(ModulePages.anchor(symbol.path.joined(separator: ".")))
        entries[symbol.usr] = Entry(symbol: symbol, page: page, anchor: anchor)
        let heading = (page, symbol.kind.isType ? anchor : ModulePages.heading(of: symbol))
        if symbol.kind.isType, symbol.path.count == 1 {
          headings[symbol.name] = heading
          types.insert(symbol.name)
        } else if let other = headings[symbol.name], other != heading {
          ambiguous.insert(symbol.name)
        } else {
          headings[symbol.name] = heading
        }
      }
    }
    digest = CacheKey(modules.map { Cache.digest($0.entry) }).description
    self.entries = entries
    self.headings = headings.filter { types.contains($0.key) || !ambiguous.contains($0.key) }
  }

  subscript(usr: String) -> Entry? { entries[usr] }

  /// Where what has a name is described; nil for a name that no module has, and for one that several types give to members.
  func heading(of name: String) -> (page: String, anchor: String)? { headings[name] }
}

extension ModuleSymbol.Kind {
  /// Whether other declarations stand in it.
  var isType: Bool { self == .type || self == .protocol }
}

/// Makes anchors of a page different.
struct AnchorCounter {
  private var counts: [String: Int] = [:]
  private var taken: Set<String>

  /// - Parameter taken: anchors that the page has already.
  init(besides taken: [String] = []) { self.taken = Set(taken) }

  /// The name, with a number behind it where it is not the first of its kind.
  mutating func next(_ name: String) -> String {
    let isPlain = name.utf8.allSatisfy { $0 > UInt8(ascii: " ") && $0 < 0x80 }
    let name = isPlain ? name : String(name.map { $0.isWhitespace ? "-" : $0 })
    while true {
      counts[name, default: 0] += 1
      let anchor = counts[name]! == 1 ? name : "\(name)-\(counts[name]!)"
      if taken.insert(anchor).inserted { return anchor }
    }
  }
}
