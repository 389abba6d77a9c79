/// Where the page of a chapter is found, as a host may see it: one that takes capital letters for small ones, leaves out `.html`, or
/// serves `a/index.html` as `a`.
enum PageAddress {
  /// The same for two chapters whose pages may be taken for one another.
  static func key(of file: String) -> String {
    let page = Path.withoutExtension(file).lowercased()
    return page.hasSuffix("/index") ? Path.folder(of: page) : page
  }

  /// What is wrong with two chapters of one key, and what to do.
  static func conflict(_ first: String, _ second: String) -> (summary: String, explanation: String) {
    if first.utf8.elementsEqual(second.utf8) { return ("the chapter '\(second)' is listed twice", "Remove one.") }
    let rename = "Rename one of them."
    if first == second {
      return (
        "the names of two chapters differ only in how '\(second)' is encoded, and many systems take them for one",
        rename
      )
    }
    if first.lowercased() == second.lowercased() {
      return (
        "'\(first)' and '\(second)' differ only in capital letters, and many systems would take their pages for one",
        rename
      )
    }
    return (
      "the pages of '\(first)' and '\(second)' would have one address where a web server leaves out index.html", rename
    )
  }
}
