import TestSupport
import Testing

@Suite("Any edits of a chapter whose page is open", .enabled(if: Browser.path != nil), .serialized)
struct PatchTests {
  /// A part of the chapter: a paragraph, a heading or a cell.
  private struct Part {
    enum Kind: CaseIterable { case paragraph, heading, cell }

    var kind: Kind
    var number: Int
    var words = "first"

    var markdown: String {
      switch kind {
      case .paragraph: "Paragraph \(number)p \(words). " + String(repeating: "Text and more text. ", count: 20)
      case .heading: "## Heading \(number)h \(words)"
      case .cell: "```swift {.fold}\nlet v\(number) = \"\(words)\"\nv\(number)\n```"
      }
    }
  }

  /// A chapter that is edited in all ways, but for the parts that a reader holds on to.
  private struct Draft {
    var parts: [Part]
    let held: Set<Int>
    var random: SplitMix
    private var next = 1000

    init(seed: UInt64) {
      random = SplitMix(seed: seed)
      parts = (0..<24).map { Part(kind: $0 % 12 == 8 ? .cell : $0 % 7 == 3 ? .heading : .paragraph, number: $0) }
      // A paragraph and a cell.
      held = [13, 20]
    }

    mutating func edit() {
      for _ in 0..<Int.random(in: 2...6, using: &random) {
        let index = Int.random(in: parts.indices, using: &random)
        next += 1
        switch Int.random(in: 0..<4, using: &random) {
        case 0:
          // A cell costs a run.
          let kind: Part.Kind =
            Int.random(in: 0..<8, using: &random) == 0 ? .cell : next % 5 == 0 ? .heading : .paragraph
          parts.insert(Part(kind: kind, number: next), at: index)
        case _ where held.contains(parts[index].number): break
        case 1: parts.remove(at: index)
        case 2: parts[index].words = "changed \(next)"
        default:
          let part = parts.remove(at: index)
          parts.insert(part, at: Int.random(in: 0...parts.count, using: &random))
        }
      }
    }

    func markdown(_ step: Int) -> String {
      "# A\n\n" + (parts.map(\.markdown) + ["Step \(step)."]).joined(separator: "\n\n") + "\n"
    }
  }

  /// What is the case of the reader's place, as one line; the paragraph is to be where it was in the window.
  private static let place = """
    [
      window.isSame, held.isConnected, Math.abs(held.getBoundingClientRect().top - heldTop) < 1.5,
      getSelection().toString(), document.activeElement === focused, fold.isConnected && fold.open,
      fold.closest("figure").textContent.includes("v20"),
    ].join()
    """

  @Test(
    "The page is as one that is loaded anew, and scroll position, folds, focus and selection stay", arguments: 1...5)
  func edits(seed: Int) throws {
    var draft = Draft(seed: UInt64(seed))
    let preview = try RunningPreview(["a": draft.markdown(0)])
    let page = try BrowserPage()
    try page.open(address: preview.address + "a.html")
    let isCurrent = "document.documentElement.dataset.preview === 'current'"
    #expect(try page.becomes("\(isCurrent) && document.querySelector('.copy') && document.querySelector('.try-open')"))
    let _: Bool = try page.value(
      """
      (() => {
        window.isSame = true;
        window.held = [...document.querySelectorAll("main p")].find(part => part.textContent.includes(" 13p "));
        window.fold = [...document.querySelectorAll("main figure")].find(part => part.textContent.includes("v20")).querySelector("details");
        fold.open = true;
        window.focused = fold.querySelector("summary");
        focused.focus({ preventScroll: true });
        scrollTo({ top: held.getBoundingClientRect().top + scrollY - 300, behavior: "instant" });
        getSelection().setBaseAndExtent(held.firstChild, 0, held.firstChild, 13);
        return true;
      })()
      """)
    try page.draw()
    for step in 1...6 {
      draft.edit()
      let _: Bool = try page.value("(window.heldTop = held.getBoundingClientRect().top, true)")
      try preview.book.write("a.md", draft.markdown(step))
      #expect(
        try page.becomes("\(isCurrent) && document.querySelector('main article').textContent.includes('Step \(step).')")
      )
      try page.draw()
      #expect(
        try page.value(Self.place) == "true,true,true,Paragraph 13p,true,true,true", "seed \(seed), step \(step)")
      let isAsNew: Bool = try page.value(
        """
        (async () => {
          const text = page => {
            const main = page.querySelector("main").cloneNode(true);
            for (const part of main.querySelectorAll(".copy, .try, .preview")) part.remove();
            return main.textContent;
          };
          const fresh = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), "text/html");
          return text(document) === text(fresh);
        })()
        """)
      #expect(isAsNew, "seed \(seed), step \(step)")
    }
  }
}
