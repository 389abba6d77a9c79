/// On which pages of a print things are.
struct PageNumbers: Hashable {
  /// The page of each anchor; empty before the first print.
  private(set) var pages: [String: Int] = [:]
  /// The anchors of links to what is on the same page, which need no number.
  private(set) var near: Set<String> = []

  init() {}

  /// The page of an anchor; where none is known yet, digits that take as much room.
  func page(of anchor: String) -> String? { pages.isEmpty ? "00" : pages[anchor].map(String.init) }

  /// What a print shows. A link that has once needed its number keeps it, so that the numbers come to rest.
  ///
  /// - Parameters:
  ///   - before: what the print was made with.
  ///   - references: the anchors of links and of what they lead to.
  init(_ pages: [String: Int], after before: PageNumbers, of references: [(link: String, target: String)]) {
    self.pages = pages
    let same = Set(references.filter { pages[$0.link] == pages[$0.target] }.map(\.link))
    near = before.pages.isEmpty ? same : same.intersection(before.near)
  }
}
