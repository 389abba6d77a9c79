import Book
import Markdown
import Search
import Storage
import Text

/// The page of a module in a book's reference: its declarations, the members of a type below the type, each with its documentation.
struct ReferencePage {
  let module: ModuleReference
  let table: SymbolTable
  let words: ReferenceWords

  fileprivate struct Group {
    var title: String
    /// The type's own declaration; nil for what is gathered.
    var type: ModuleSymbol?
    var members: [ModuleSymbol] = []

    /// Those of one name together, initialisers first, then what is no operator.
    var names: [(name: String, symbols: [ModuleSymbol])] {
      var names: [(name: String, symbols: [ModuleSymbol])] = []
      for symbol in members {
        if let index = names.firstIndex(where: { $0.name == symbol.name }) {
          names[index].symbols.append(symbol)
        } else {
          names.append((symbol.name, [symbol]))
        }
      }
      func rank(_ symbols: [ModuleSymbol]) -> Int {
        switch symbols[0].kind {
        case .initialiser: 0
        case .enumerationCase: 1
        case .operator: 3
        default: 2
        }
      }
      return names.enumerated().sorted { a, b in
        (rank(a.element.symbols), a.offset) < (rank(b.element.symbols), b.offset)
      }.map(\.element)
    }
  }

  /// The types, in the order of their names, then functions and operators.
  private var groups: [Group] {
    var types: [String: Group] = [:]
    var functions = Group(title: words.functions)
    var operators = Group(title: words.operators)
    for symbol in module.symbols {
      let isNested = symbol.path.count > 1
      let owner = symbol.kind.isType ? symbol.path : Array(symbol.path.dropLast())
      if !isNested, !symbol.kind.isType {
        if symbol.kind == .operator { operators.members.append(symbol) } else { functions.members.append(symbol) }
        continue
      }
      let name = owner.joined(separator: ".")
      if symbol.kind.isType {
        types[name, default: Group(title: name)].type = symbol
      } else {
        types[name, default: Group(title: name)].members.append(symbol)
      }
    }
    // What belongs to types of other modules comes last.
    let sorted = types.sorted { $0.key < $1.key }.map(\.value)
    return sorted.filter { $0.type != nil } + [functions, operators].filter { !$0.members.isEmpty }
      + sorted.filter { $0.type == nil }
  }

  func file(in frame: PageFrame, html: String) -> SiteFile {
    let path = ModulePages.path(of: module.module)
    var values = frame.values(PageFrame.Page(path: path, title: module.module))
    values["heading"] = module.module
    values["text"] = html
    values["hasReferences"] = true
    return SiteFile(path: path, text: frame.render(values, .reference))
  }

  /// The declarations, as they were made before of the same modules.
  func html(_ cache: Cache) -> String {
    let key = CacheKey([
      "1", module.module, words.functions, words.operators, words.returns, words.throws, words.note, table.digest,
    ])
    return cache.value(
      "reference", key, read: { String(decoding: $0, as: UTF8.self) }, write: { Array($0.utf8) }, make: { html })!
  }

  private var html: String {
    let groups = groups
    var html = "<ul class=\"symbols\">\n"
    for group in groups {
      html += "<li>\(link(to: anchor(of: group), group.title, isCode: group.isOfType))</li>\n"
    }
    html += "</ul>\n"
    for group in groups { html += self.html(group) }
    return html
  }

  private func anchor(of group: Group) -> String {
    group.type.flatMap { table[$0.usr]?.anchor } ?? (group.isOfType ? group.title : "_" + group.kindName)
  }

  private func link(to anchor: String, _ name: String, isCode: Bool = true) -> String {
    let text = isCode ? "<code>\(HTMLEscape.text(name))</code>" : HTMLEscape.text(name)
    return "<a href=\"#\(HTMLEscape.url(anchor))\">\(text)</a>"
  }

  private func html(_ group: Group) -> String {
    let title = HTMLEscape.text(group.title)
    var html =
      "<h2 id=\"\(HTMLEscape.text(anchor(of: group)))\">\(group.isOfType ? "<code>\(title)</code>" : title)</h2>\n"
    if let type = group.type {
      html += declaration(type, hasAnchor: false) + documentation(of: type)
    }
    let names = group.names
    if names.count > 6 {
      let links = names.map { link(to: ModulePages.heading(of: $0.symbols[0]), $0.name) }
      html += "<p class=\"members\">\(links.joined(separator: " "))</p>\n"
    }
    for (name, symbols) in names {
      html +=
        "<h3 id=\"\(HTMLEscape.text(ModulePages.heading(of: symbols[0])))\"><code>\(HTMLEscape.text(name))</code></h3>\n"
      for symbol in symbols { html += declaration(symbol) + documentation(of: symbol) }
    }
    return html
  }

  private func declaration(_ symbol: ModuleSymbol, hasAnchor: Bool = true) -> String {
    let anchor = hasAnchor ? table[symbol.usr].map { " id=\"\(HTMLEscape.text($0.anchor))\"" } ?? "" : ""
    return "<pre class=\"code\"\(anchor)><code class=\"language-swift\">\(code(symbol))</code></pre>\n"
  }

  /// A declaration in which the names of other declarations lead to these.
  private func code(_ symbol: ModuleSymbol) -> String {
    var position = 0
    var links: [CodeLink] = []
    for fragment in symbol.declaration {
      let end = position + fragment.text.utf8.count
      if let entry = fragment.symbol.flatMap({ table[$0] }), entry.symbol.usr != symbol.usr {
        let page =
          entry.page == ModulePages.path(of: module.module)
          ? "" : PageLinks.url(to: entry.page, from: ModulePages.path(of: module.module))
        links.append(
          CodeLink(range: position..<end, attributes: " href=\"\(page)#\(HTMLEscape.url(entry.anchor))\""))
      }
      position = end
    }
    return SymbolText.code(symbol.declarationText, links: links)
  }

  private func documentation(of symbol: ModuleSymbol) -> String {
    guard !symbol.documentation.isEmpty else { return "" }
    let documentation = SymbolDocumentation(symbol.documentation)
    var html = SymbolText.html(documentation.text)
    guard !documentation.fields.isEmpty else { return html }
    html += "<dl class=\"fields\">\n"
    for field in documentation.fields {
      let term =
        switch field.name {
        case .parameter: "<code>\(HTMLEscape.text(field.parameter))</code>"
        case .returns: HTMLEscape.text(words.returns)
        case .throws: HTMLEscape.text(words.throws)
        case .note: HTMLEscape.text(words.note)
        }
      html += "<dt>\(term)</dt>\n<dd>\(SymbolText.inlineHTML(field.text))</dd>\n"
    }
    return html + "</dl>\n"
  }

  /// What a reader sees who points at a name that leads here: the declaration, and what it does in a sentence. The name of a type that is
  /// called leads to an initialiser: what the type is comes first then.
  func excerpt(_ symbol: ModuleSymbol) -> String {
    let own = SymbolDocumentation.firstSentence(symbol.documentation)
    guard symbol.kind == .initialiser else { return SymbolText.excerpt(SymbolText.code(symbol.declarationText), own) }
    let owner = Array(symbol.path.dropLast())
    let type = module.symbols.first { $0.kind.isType && $0.path == owner }
    let sentences = [type.flatMap { SymbolDocumentation.firstSentence($0.documentation) }, own].compactMap(\.self)
    // Named as it is called: `ReLU.init()`.
    let words = symbol.declaration.map(\.text)
    let name = owner.joined(separator: ".")
    let first = words.firstIndex { $0 == "init" }
    let declaration = words.enumerated().map { $0 == first ? "\(name).\($1)" : $1 }.joined()
    return SymbolText.excerpt(
      SymbolText.code(declaration), sentences.isEmpty ? nil : sentences.joined(separator: " "))
  }

  /// What pages show of declarations that their code names, as a script that they load.
  func targets(_ used: Set<String>, _ cache: Cache) -> SiteFile? {
    let used = module.symbols.filter { used.contains($0.usr) }
    guard !used.isEmpty else { return nil }
    let key = CacheKey(["2", "targets", module.module, table.digest] + used.map(\.usr))
    let text = cache.value(
      "reference", key, read: { String(decoding: $0, as: UTF8.self) }, write: { Array($0.utf8) },
      make: {
        let targets = used.compactMap { symbol in table[symbol.usr].map { ($0.anchor, excerpt(symbol)) } }
        return TargetScripts.text(of: ModulePages.path(of: module.module), Dictionary(targets) { first, _ in first })
      })
    return text.map { SiteFile(path: TargetScripts.path(of: ModulePages.path(of: module.module)), text: $0) }
  }

  /// The page as the search knows it: a section for each name of a type.
  var searchChapter: SearchChapter {
    var sections: [SearchSection] = []
    for group in groups {
      if let type = group.type {
        sections.append(
          SearchSection(
            anchor: anchor(of: group), number: "", title: group.title,
            text: SymbolText.plain(SymbolDocumentation(type.documentation).text), code: ""))
      }
      for (name, symbols) in group.names {
        let title = group.isOfType ? "\(group.title).\(name)" : name
        sections.append(
          SearchSection(
            anchor: ModulePages.heading(of: symbols[0]), number: "", title: title,
            text: symbols.map { SymbolText.plain(SymbolDocumentation($0.documentation).text) }.joined(separator: "\n"),
            code: ""))
      }
    }
    return SearchChapter(page: ModulePages.path(of: module.module), title: module.module, sections: sections)
  }
}

extension ReferencePage.Group {
  fileprivate var isOfType: Bool { kindName.isEmpty }

  /// What is gathered, of what is no type's.
  fileprivate var kindName: String {
    guard type == nil, let first = members.first, first.path.count == 1 else { return "" }
    return first.kind == .operator ? "operators" : "functions"
  }
}
