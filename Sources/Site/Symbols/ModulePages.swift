import Book

/// Where the modules of a book's reference are described.
enum ModulePages {
  /// The path of a module's page in the site.
  static func path(of module: String) -> String { "reference/\(module.lowercased()).html" }

  /// The anchor of the heading at which all declarations of one name in one type stand.
  static func heading(of symbol: ModuleSymbol) -> String {
    (symbol.path.dropLast() + [symbol.name]).joined(separator: ".") + "-"
  }
}
