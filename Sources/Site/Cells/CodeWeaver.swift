import Book

/// Code with what its author wants to be seen of its lines: highlights, numbers, notes, hidden ones, what changed.
struct CodeWeaver {
  let highlighter: CodeHighlighter
  let words: any InterfaceWords
  /// The listings of the chapter that have an id.
  private let named: [String: ShownCode]

  init(_ chapter: Chapter, outline: ChapterOutline, highlighter: CodeHighlighter, words: any InterfaceWords) {
    self.highlighter = highlighter
    self.words = words
    var named: [String: ShownCode] = [:]
    for cell in chapter.cells {
      guard let id = cell.id else { continue }
      named[id] = ShownCode(cell, outline.listings[cell.index], notes: chapter.codeNotes[cell.node])
    }
    for (index, listing) in chapter.listings.enumerated() {
      guard let id = listing.id else { continue }
      named[id] = ShownCode(listing, at: index, notes: chapter.codeNotes[listing.node])
    }
    self.named = named
  }

  /// The title and the code, which may be several elements `pre`.
  func html(_ block: ShownCode) -> String {
    let title = block.title.map { "<p class=\"code-title\">\(VisibleText.html($0))</p>\n" } ?? ""
    return title + code(of: block)
  }

  private func code(of block: ShownCode) -> String {
    if let earlier = block.earlier.flatMap({ named[$0] }) {
      return parts(of: block, changes(of: block, since: earlier))
    }
    if let console = ConsoleText(block.code, language: block.language) { return self.console(console, of: block) }
    guard block.lines != nil || block.hasNumbers || block.hidden != nil || block.notes != nil else {
      return pre(highlighter.html(block.code, language: block.language, links: block.links), of: block)
    }
    return parts(of: block)
  }

  private func pre(_ html: String, of block: ShownCode, style: String = "", attributes: String = "") -> String {
    let language = block.language.isEmpty ? "" : " class=\"language-\(HTMLEscape.text(block.language))\""
    return "<pre class=\"code\(style)\"\(attributes)><code\(language)>\(html)</code></pre>\n"
  }

  // MARK: Lines

  /// - Parameter changes: how it differs from an earlier one; nil where it is compared with none.
  private func parts(of block: ShownCode, _ changes: Changes? = nil) -> String {
    let marks = block.notes?.marks ?? [:]
    let lines = highlighter.lines(
      block.code, language: block.language, ends: marks.mapValues(\.start), links: block.links)
    var parts: [(isHidden: Bool, first: Int, html: String, count: Int)] = []
    var number = 0
    var noted: Set<Int> = []
    func begin(isHidden: Bool) {
      if parts.last?.isHidden != isHidden { parts.append((isHidden, number, "", 0)) }
    }
    func addRemoved(before line: Int) {
      guard let removed = changes?.removed[line] else { return }
      begin(isHidden: false)
      for line in removed { parts[parts.count - 1].html += "<del class=\"line\">\(line)\n</del>" }
    }
    for (index, line) in lines.enumerated() where block.hidden?.marks.contains(index) != true {
      number += 1
      addRemoved(before: index)
      begin(isHidden: block.hidden?.hides(index) == true)
      let note = marks[index].map { " " + reference($0.number, of: block, isFirst: noted.insert($0.number).inserted) }
      let style = block.lines?.contains(number) == true ? "line marked" : "line"
      let element = changes?.inserted.contains(index) == true ? "ins" : "span"
      parts[parts.count - 1].html += "<\(element) class=\"\(style)\">\(line)\(note ?? "")\n</\(element)>"
      parts[parts.count - 1].count += 1
    }
    addRemoved(before: lines.count)
    return parts.map { part in
      let style = (changes != nil && !part.isHidden ? " changes" : "") + (block.hasNumbers ? " numbers" : "")
      let start = block.hasNumbers && part.first > 1 ? " style=\"counter-reset: line \(part.first - 1)\"" : ""
      let code = pre(part.html, of: block, style: style, attributes: start)
      guard part.isHidden else { return code }
      return
        "<details class=\"hidden-lines\">\n<summary>\(words.hiddenLines(part.count))</summary>\n\(code)</details>\n"
    }.joined()
  }

  private func reference(_ number: Int, of block: ShownCode, isFirst: Bool) -> String {
    let id = HTMLEscape.text(block.noteID(number))
    let anchor = isFirst ? " id=\"\(HTMLEscape.text(block.anchor))-\(number)\"" : ""
    return "<a class=\"callout\" href=\"#\(id)\"\(anchor) aria-label=\"\(words.codeNote(number))\">\(number)</a>"
  }

  // MARK: Changes

  /// What of a listing is another than in an earlier one, by its lines.
  private struct Changes {
    var inserted: Set<Int> = []
    /// The HTML of lines of the earlier one that are gone, by the lines before which they stood.
    var removed: [Int: [String]] = [:]
  }

  private func changes(of block: ShownCode, since earlier: ShownCode) -> Changes {
    let (old, new) = (earlier.visibleLines, block.visibleLines)
    let oldHTML = highlighter.lines(old.map(\.text).joined(separator: "\n"), language: earlier.language)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in new.map(\.text).difference(from: old.map(\.text)) {
      switch change {
      case .insert(let offset, _, _): inserted.insert(offset)
      case .remove(let offset, _, _): removed.insert(offset)
      }
    }
    var changes = Changes()
    var (first, second) = (0, 0)
    while first < old.count || second < new.count {
      let line = second < new.count ? new[second].line : block.lineCount
      if removed.contains(first) {
        changes.removed[line, default: []].append(oldHTML[first])
        first += 1
      } else if inserted.contains(second) {
        changes.inserted.insert(line)
        second += 1
      } else {
        first += 1
        second += 1
      }
    }
    return changes
  }

  // MARK: Consoles

  private func console(_ console: ConsoleText, of block: ShownCode) -> String {
    let html = console.lines.map { line in
      guard !line.prompt.isEmpty else {
        return "<span class=\"console-output\">\(VisibleText.html(line.text))\n</span>"
      }
      let command = highlighter.html(line.text, language: console.language)
      return "<span class=\"prompt\">\(VisibleText.html(line.prompt))</span>\(command)\n"
    }.joined()
    return pre(html, of: block, style: " console")
  }
}

/// What stands in a fence of a console: commands behind their prompts, and what they gave.
struct ConsoleText {
  struct Line {
    /// Empty in a line of output.
    var prompt: String
    var text: String
  }
  let lines: [Line]
  /// The language of the commands.
  let language: String

  /// Nil for a fence that is no console, or has no prompt.
  init?(_ code: String, language: String) {
    let prompts: (first: [String], next: [String])
    switch language.lowercased() {
    case "console", "shell-session", "sh-session", "terminal":
      (prompts, self.language) = ((["$ ", "% ", "# "], ["> "]), "bash")
    case "pycon": (prompts, self.language) = (([">>> "], ["... "]), "python")
    default: return nil
    }
    var isCommand = false
    lines = code.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let all = prompts.first + (isCommand ? prompts.next : [])
      let prompt = all.first { line.hasPrefix($0) || $0.dropLast() == line } ?? ""
      isCommand = !prompt.isEmpty
      return Line(prompt: prompt, text: String(line.dropFirst(prompt.count)))
    }
    guard lines.contains(where: { !$0.prompt.isEmpty }) else { return nil }
  }
}
