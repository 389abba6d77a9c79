import Book

/// Where the modules of a book's reference are described.
enum ModulePages {
  /// The path of a module's page in the site.
  static func path(of module: String) -> String { "reference/\(module.lowercased()).html" }

  /// The anchor of the heading at which all declarations of one name in one type stand.
  static func heading(of symbol: ModuleSymbol) -> String {
    anchor((symbol.path.dropLast() + [symbol.name]).joined(separator: ".")) + "-"
  }

  /// A name as an anchor: without the sign that in an address begins another one.
  static func anchor(_ name: String) -> String {
    name.utf8.contains(UInt8(ascii: "%")) ? name.replacing("%", with: "percent") : name
  }
}
