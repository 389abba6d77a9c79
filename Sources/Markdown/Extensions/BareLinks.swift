import Text

extension MarkdownExtension {
  /// `https://example.org`, `www.example.org` and `name@example.org` in the text are links.
  ///
  /// What libcmark takes for emphasis ends them.
  package static let bareLinks = MarkdownExtension("bareLinks") { tree, text in
    var reader = LiteralReader()
    var linkEnd = 0
    tree.rewrite { index, items, builder in
      switch items[index].node.kind {
      case .link, .image, .checkedValue: linkEnd = max(linkEnd, items[index].node.end)
      case .text(let literal) where index >= linkEnd && BareLink.mayStand(in: literal):
        guard let located = LocatedText(items[index], in: text.bytes, by: &reader) else { return nil }
        let links = BareLink.all(in: located)
        guard !links.isEmpty else { return nil }
        var start = 0
        for link in links {
          located.write(start..<link.range.lowerBound, to: &builder)
          builder.open(
            items[index].replaced(by: .link(destination: link.destination, title: ""), at: located.range(link.range)))
          located.write(link.range, to: &builder)
          builder.close()
          start = link.range.upperBound
        }
        located.write(start..<located.literal.count, to: &builder)
        return index + 1
      default: break
      }
      return nil
    }
  }
}

/// An address in a text, by the rules of GitHub's extended autolinks.
struct BareLink {
  var range: Range<Int>
  var destination: String

  static func mayStand(in text: String) -> Bool {
    text.utf8.contains { $0 == UInt8(ascii: "@") || $0 == .colon } || text.contains("www.")
  }

  static func all(in text: LocatedText) -> [BareLink] {
    let bytes = text.literal
    var links: [BareLink] = []
    var position = 0
    // Where the word began that may be the name of a mail address.
    var word = 0
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "@"), let link = mail(at: position, from: word, in: text) {
        links.append(link)
        position = link.range.upperBound
        word = position
        continue
      }
      if canBegin(at: position, in: bytes), let link = address(at: position, in: text) {
        links.append(link)
        position = link.range.upperBound
        word = position
        continue
      }
      if !isMailName(bytes[position]) || !text.isPlain(position) { word = position + 1 }
      position += 1
    }
    return links
  }

  // MARK: Addresses

  private static func canBegin(at position: Int, in bytes: [UInt8]) -> Bool {
    position == 0 || bytes[position - 1].isWhitespace || "*_~(".utf8.contains(bytes[position - 1])
  }

  private static func address(at start: Int, in text: LocatedText) -> BareLink? {
    let bytes = text.literal
    let schemes = ["https://", "http://", "ftp://", "www."]
    guard let scheme = schemes.first(where: { bytes.hasCaseInsensitive($0, at: start) }) else { return nil }
    let count = scheme.utf8.count
    let isWWW = scheme == "www."
    guard let domainEnd = endOfDomain(in: bytes, at: isWWW ? start : start + count) else { return nil }
    guard (start..<start + count).allSatisfy(text.isPlain) else { return nil }
    var end = domainEnd
    while end < bytes.count, !bytes[end].isWhitespace, bytes[end] != .leftAngle { end += 1 }
    end = trimmed(bytes, start..<end, atLeast: domainEnd)
    let written = String(decoding: bytes[start..<end], as: UTF8.self)
    return BareLink(range: start..<end, destination: isWWW ? "http://" + written : written)
  }

  /// A domain: words with dots between them, no underscore in the last two, and no more bytes than a domain can have by far.
  private static func endOfDomain(in bytes: [UInt8], at start: Int) -> Int? {
    var end = start
    var underscores = [0]
    while end < bytes.count, end - start <= 1000 {
      let byte = bytes[end]
      if byte == UInt8(ascii: ".") {
        guard end + 1 < bytes.count, bytes[end + 1].isWord || bytes[end + 1] >= 0x80 else { break }
        underscores.append(0)
      } else if byte == .underscore {
        underscores[underscores.count - 1] += 1
      } else if !(byte.isLetter || byte.isDigit || byte == .hyphen || byte >= 0x80) {
        break
      }
      end += 1
    }
    guard end > start, underscores.suffix(2).allSatisfy({ $0 == 0 }), underscores.count > 1 else {
      return nil
    }
    return end
  }

  /// An address without what ends the sentence around it.
  private static func trimmed(_ bytes: [UInt8], _ range: Range<Int>, atLeast domainEnd: Int) -> Int {
    var end = range.upperBound
    // How many more parentheses are closed than opened.
    var surplus = bytes[range].reduce(0) { count, byte in
      byte == .rightParenthesis ? count + 1 : byte == .leftParenthesis ? count - 1 : count
    }
    while end > domainEnd {
      let last = bytes[end - 1]
      if "?!.,:*_~'\"".utf8.contains(last) {
        end -= 1
      } else if last == .rightParenthesis, surplus > 0 {
        surplus -= 1
        end -= 1
      } else if last == UInt8(ascii: ";") {
        var start = end - 1
        while start > domainEnd, bytes[start - 1].isLetter { start -= 1 }
        guard start > domainEnd, start < end - 1, bytes[start - 1] == .ampersand else {
          end -= 1
          continue
        }
        end = start - 1
      } else {
        break
      }
    }
    return end
  }

  // MARK: Mail

  private static func isMailName(_ byte: UInt8) -> Bool {
    byte.isLetter || byte.isDigit || ".-_+".utf8.contains(byte)
  }

  private static func mail(at sign: Int, from start: Int, in text: LocatedText) -> BareLink? {
    let bytes = text.literal
    guard start < sign, text.isPlain(sign), start == 0 || bytes[start - 1] != UInt8(ascii: "/") else { return nil }
    var end = sign + 1
    var hasDot = false
    while end < bytes.count {
      if bytes[end] == UInt8(ascii: "."), end + 1 < bytes.count, bytes[end + 1].isLetter || bytes[end + 1].isDigit {
        hasDot = true
      } else if !(bytes[end].isLetter || bytes[end].isDigit || bytes[end] == .hyphen || bytes[end] == .underscore) {
        break
      }
      end += 1
    }
    guard hasDot, bytes[end - 1].isLetter || bytes[end - 1].isDigit else { return nil }
    return BareLink(range: start..<end, destination: "mailto:" + String(decoding: bytes[start..<end], as: UTF8.self))
  }
}

extension [UInt8] {
  fileprivate func hasCaseInsensitive(_ word: String, at start: Int) -> Bool {
    start + word.utf8.count <= count
      && zip(word.utf8, self[start...]).allSatisfy { $0 == $1 || $1.isLetter && $0 == $1 | 0x20 }
  }
}
