/// The words of a fragment in lines, as its text has them: a paragraph is a line, items have their marks, the cells of a table stand in
/// columns, and what is raised, lowered or struck is between signs that say so, as in `10^{-3}`, `x_i` and `~~old~~`.
///
/// All that says something is in the lines; what words merely look like (bold, code, marked) is not. Blanks have only their number here:
/// how long they are is up to whoever gave the fragment.
struct HTMLLayout {
  enum Piece: Hashable {
    /// A word of the fragment, by the text in which it is, counted in order, and by its place among the words there.
    case word(String, text: Int, index: Int)
    /// What stands for an element, or the end of one.
    case sign(String)
    case blanks(Int)
    /// What parts the head of a table from the rest: as long as a title.
    case dashes(Int)

    var width: Int {
      switch self {
      case .word(let text, _, _), .sign(let text): text.count
      case .blanks(let count), .dashes(let count): count
      }
    }

    var text: String {
      switch self {
      case .word(let text, _, _), .sign(let text): text
      case .blanks(let count): String(repeating: " ", count: count)
      case .dashes(let count): String(repeating: "-", count: count)
      }
    }
  }

  private(set) var lines: [[Piece]] = []
  /// The same without what stands before the lines of lists and quotations.
  private(set) var ownLines: [[Piece]] = []
  /// Of lines of tables, which table it is and the column in which each word stands; nil of one that stands over several.
  private(set) var tableLines: [Int: (table: Int, columns: [Int?])] = [:]
  private var tables = 0

  /// What stands before the lines of a list, a quotation or what is said of a term: another thing before the first.
  private struct Margin {
    var first: [Piece]?
    var others: [Piece]
  }
  private var margins: [Margin] = []
  private var line: [Piece] = []
  /// Whether a blank stands before the next word of the line.
  private var isParted = false
  private var texts = 0

  /// - Parameter content: no deeper than `HTMLPlace.greatestDepth`.
  init(_ content: [HTMLNode]) {
    add(content, in: HTMLPlace())
    finishLine()
  }

  // MARK: Lines

  private mutating func endLine() {
    var whole: [Piece] = []
    for index in margins.indices {
      whole += margins[index].first ?? margins[index].others
      margins[index].first = nil
    }
    lines.append(whole + line)
    ownLines.append(line)
    line = []
    isParted = false
  }

  private mutating func finishLine() {
    if !line.isEmpty { endLine() }
    isParted = false
  }

  private mutating func add(_ piece: Piece) {
    if isParted, !line.isEmpty { line.append(.blanks(1)) }
    isParted = false
    line.append(piece)
  }

  // MARK: Content

  private mutating func add(_ content: [HTMLNode], in place: HTMLPlace) {
    for node in content {
      switch node {
      case .text(let text):
        if place.isPreformatted { addPreformatted(text) } else { addFlowing(text) }
        texts += 1
      case .element(let element): add(element, in: place)
      }
    }
  }

  private mutating func addFlowing(_ text: String) {
    var index = 0
    for part in TextWords.parts(of: text[...]) {
      switch part {
      case .blanks: isParted = true
      case .word(let word):
        add(.word(String(word), text: texts, index: index))
        index += 1
      }
    }
  }

  private mutating func addPreformatted(_ text: String) {
    var index = 0
    for (number, own) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if number > 0 { endLine() }
      for part in TextWords.parts(of: own) {
        switch part {
        case .blanks(let blanks): line.append(.blanks(blanks.unicodeScalars.reduce(0) { $0 + ($1 == "\t" ? 4 : 1) }))
        case .word(let word):
          line.append(.word(String(word), text: texts, index: index))
          index += 1
        }
      }
    }
  }

  private mutating func add(_ element: HTMLElement, in place: HTMLPlace) {
    let inner = place.inside(element.kind)
    switch element.kind {
    case .br: endLine()
    case .strong, .em, .b, .i, .mark, .small, .cite, .ins, .code, .kbd, .samp, .var, .span:
      add(element.content, in: inner)
    case .sup: add(element, in: inner, after: "^")
    case .sub: add(element, in: inner, after: "_")
    case .s, .del: add(element, in: inner, after: "~~", before: "~~")
    case .ul: addItems(of: element, in: inner)
    case .ol: addItems(of: element, in: inner)
    case .li: addItem(element, in: inner, sign: "-")
    case .blockquote:
      addBlock(element, in: inner, Margin(first: nil, others: [.sign(">"), .blanks(1)]))
    case .dd: addBlock(element, in: inner, Margin(first: nil, others: [.blanks(2)]))
    case .table:
      finishLine()
      if let grid = try? HTMLGrid(element) { add(grid, in: inner) } else { add(element.content, in: inner) }
    case .p, .div, .pre, .dl, .dt, .caption, .thead, .tbody, .tfoot, .tr: addBlock(element, in: inner)
    case .th, .td:
      isParted = true
      add(element.content, in: inner)
      isParted = true
    }
  }

  private mutating func addBlock(_ element: HTMLElement, in place: HTMLPlace, _ margin: Margin? = nil) {
    finishLine()
    if let margin { margins.append(margin) }
    add(element.content, in: place)
    finishLine()
    if margin != nil { margins.removeLast() }
  }

  /// What an element has between signs. As TeX has it, more than one character after a single sign is in braces.
  private mutating func add(_ element: HTMLElement, in place: HTMLPlace, after sign: String, before end: String? = nil)
  {
    let (outer, wasParted) = (line, isParted)
    (line, isParted) = ([], false)
    add(element.content, in: place)
    var own = line
    let isPartedBelow = isParted
    (line, isParted) = (outer, wasParted)
    guard !own.isEmpty else {
      isParted = isParted || isPartedBelow
      return
    }
    let isShort = own.reduce(0) { $0 + $1.width } == 1
    if let end { own.append(.sign(end)) } else if !isShort { own.append(.sign("}")) }
    add(.sign(sign + (end != nil || isShort ? "" : "{")))
    line += own
    isParted = isPartedBelow
  }

  // MARK: Lists

  private mutating func addItems(of list: HTMLElement, in place: HTMLPlace) {
    finishLine()
    for (item, number) in zip(list.elements, HTMLValue.numbers(ofItemsIn: list)) {
      addItem(item, in: place.inside(.li), sign: list.kind == .ol ? "\(number)." : "-")
    }
  }

  private mutating func addItem(_ item: HTMLElement, in place: HTMLPlace, sign: String) {
    finishLine()
    margins.append(Margin(first: [.sign(sign), .blanks(1)], others: [.blanks(sign.count + 1)]))
    add(item.content, in: place)
    finishLine()
    // An item without words has its mark.
    if margins.last?.first != nil { endLine() }
    margins.removeLast()
  }

  // MARK: Tables

  private mutating func add(_ grid: HTMLGrid, in place: HTMLPlace) {
    tables += 1
    if let caption = grid.caption { addBlock(caption, in: place.inside(.caption)) }
    var pieces = [[[Piece]]]()
    for row in grid.rows {
      pieces.append(
        row.map { cell in
          add(cell.element.content, in: place.inside(.tr).inside(cell.element.kind))
          defer { (line, isParted) = ([], false) }
          return line
        })
    }
    func width(_ pieces: [Piece]) -> Int { pieces.reduce(0) { $0 + $1.width } }
    let areNumbers = grid.areNumbers { row, cell in pieces[row][cell].map(\.text).joined() }
    // First what stands in one column, then what needs more than those over which it stands have.
    var widths = [Int](repeating: 0, count: grid.columns)
    let cells = zip(grid.rows, pieces).map { row, own in zip(row, own).map { (cell: $0, pieces: $1, width: width($1)) }
    }
    for (cell, _, own) in cells.joined() where cell.columns == 1 { widths[cell.column] = max(widths[cell.column], own) }
    for (cell, _, own) in cells.joined() where cell.columns > 1 {
      let columns = cell.column..<cell.column + cell.columns
      let space = widths[columns].reduce(2 * (cell.columns - 1), +)
      widths[columns.upperBound - 1] += max(0, own - space)
    }
    func isNumber(_ cell: HTMLGrid.Cell) -> Bool { cell.columns == 1 && areNumbers[cell.column] }
    for (row, own) in cells.enumerated() {
      add(own.map { ($0.cell, isNumber($0.cell), $0.pieces) }, widths)
      guard row == grid.headRows - 1, grid.headRows < grid.rows.count else { continue }
      // Below the lowest title of each column.
      var titles: [Int: (HTMLGrid.Cell, width: Int)] = [:]
      for (cell, _, own) in cells[...row].joined() {
        for column in cell.column..<cell.column + cell.columns { titles[column] = nil }
        titles[cell.column] = (cell, own)
      }
      add(
        titles.sorted { $0.key < $1.key }.map { ($1.0, isNumber($1.0), $1.width > 0 ? [.dashes($1.width)] : []) },
        widths)
    }
  }

  /// Adds a line of a table.
  private mutating func add(_ cells: [(cell: HTMLGrid.Cell, isNumber: Bool, pieces: [Piece])], _ widths: [Int]) {
    var starts = [0]
    for width in widths { starts.append(starts.last! + width + 2) }
    var end = 0
    var columns: [Int?] = []
    for (cell, isNumber, pieces) in cells where !pieces.isEmpty {
      let width = pieces.reduce(0) { $0 + $1.width }
      let start = starts[cell.column] + (isNumber ? widths[cell.column] - width : 0)
      columns += pieces.words.map { _ in cell.columns == 1 ? cell.column : nil }
      if start > end { line.append(.blanks(start - end)) }
      line += pieces
      end = start + width
    }
    tableLines[lines.count] = (tables, columns)
    endLine()
  }
}

extension [HTMLLayout.Piece] {
  /// What stands between blanks.
  var words: [ArraySlice<HTMLLayout.Piece>] {
    split { if case .blanks = $0 { true } else { false } }
  }
}
