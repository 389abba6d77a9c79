import Text

/// Takes printed text apart into characters and what steers a terminal.
struct TerminalScanner {
  enum Item {
    case scalar(Unicode.Scalar)
    case newline
    case carriageReturn
    case backspace
    case saveCursor
    case restoreCursor
    /// `ESC [ … final`; each parameter with its parts, which colons separate. What is left out is 0.
    case sequence(UInt8, [[Int]])
  }

  private let scalars: String.UnicodeScalarView
  private var position: String.UnicodeScalarView.Index

  init(_ text: String) {
    scalars = text.unicodeScalars
    position = scalars.startIndex
  }

  mutating func next() -> Item? {
    while let scalar = take() {
      switch scalar {
      case "\n": return .newline
      case "\r": return .carriageReturn
      case "\u{08}": return .backspace
      case "\u{07}": continue
      case "\u{1B}":
        guard let item = escape() else { continue }
        return item
      default: return .scalar(scalar)
      }
    }
    return nil
  }

  private var current: Unicode.Scalar? { position < scalars.endIndex ? scalars[position] : nil }

  private mutating func take() -> Unicode.Scalar? {
    guard let scalar = current else { return nil }
    position = scalars.index(after: position)
    return scalar
  }

  /// What follows an escape: nil for what a page has no use for, and for what is no sequence. A character that cannot belong
  /// to it ends it, and is read by itself: nothing that was printed is swallowed with a sequence that is cut.
  private mutating func escape() -> Item? {
    guard let kind = current, (0x20...0x7E).contains(kind.value) else { return nil }
    position = scalars.index(after: position)
    switch kind {
    case "[": return sequence()
    case "]", "P", "X", "^", "_":
      skipString()
      return nil
    case "7": return .saveCursor
    case "8": return .restoreCursor
    default:
      guard (0x20...0x2F).contains(kind.value) else { return nil }
      while let next = current, (0x20...0x2F).contains(next.value) { position = scalars.index(after: position) }
      if let next = current, (0x30...0x7E).contains(next.value) { position = scalars.index(after: position) }
      return nil
    }
  }

  private mutating func sequence() -> Item? {
    var parameters = [[0]]
    var isPrivate = false
    while let scalar = current, (0x20...0x7E).contains(scalar.value) {
      position = scalars.index(after: position)
      switch scalar {
      case "0"..."9":
        let part = parameters[parameters.count - 1].count - 1
        let number = parameters[parameters.count - 1][part]
        parameters[parameters.count - 1][part] = min(10 * number + Int(scalar.value - 0x30), 1 << 20)
      case ";": parameters.append([0])
      case ":": parameters[parameters.count - 1].append(0)
      case "@"..."~":
        if isPrivate { return nil }
        switch scalar {
        case "s": return .saveCursor
        case "u": return .restoreCursor
        default: return .sequence(UInt8(scalar.value), parameters)
        }
      default: isPrivate = true
      }
    }
    return nil
  }

  /// Text for the terminal itself, such as its title: up to a bell or `ESC \`, and never beyond its line.
  private mutating func skipString() {
    while let scalar = current, scalar.value >= 0x20 || scalar == "\t" { position = scalars.index(after: position) }
    if current == "\u{07}" {
      position = scalars.index(after: position)
    } else if current == "\u{1B}" {
      let end = scalars.index(after: position)
      if end < scalars.endIndex, scalars[end] == "\\" { position = scalars.index(after: end) }
    }
  }
}
