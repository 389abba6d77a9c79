import Text

/// As much of a PDF file as says on which pages its anchors are: the files that Chromium prints have their dictionaries as they are,
/// without compression.
struct PDFFile {
  private(set) var bytes: [UInt8]
  /// Where each object begins, by its number.
  private let offsets: [Int]

  struct Malformed: UserError {
    let description =
      "the PDF that Chromium printed is not of the form that is expected, so pages cannot be numbered: Chromium 131 and newer are "
      + "known to work"
  }

  init(_ bytes: [UInt8]) throws(Malformed) {
    self.bytes = bytes
    let tail = String(decoding: bytes.suffix(64), as: UTF8.self)
    let words = tail.split(whereSeparator: \.isWhitespace)
    guard let start = words.firstIndex(of: "startxref"), start + 1 < words.count, let table = Int(words[start + 1]),
      bytes.indices.contains(table)
    else { throw Malformed() }
    // A line of the table is ten digits of an offset, five of a generation, and whether it is used.
    let lines = bytes[table...].split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    guard lines.count > 2, lines[0].elementsEqual("xref".utf8) else { throw Malformed() }
    let header = String(decoding: lines[1], as: UTF8.self).split(separator: " ").compactMap { Int($0) }
    guard header.count == 2, header[0] == 0, lines.count >= header[1] + 2 else { throw Malformed() }
    offsets = lines[2..<2 + header[1]].map { Int(String(decoding: $0.prefix(10), as: UTF8.self)) ?? 0 }
  }

  /// The text of an object, up to its stream if it has one.
  private func object(_ number: Int) -> String? {
    guard offsets.indices.contains(number), bytes.indices.contains(offsets[number]) else { return nil }
    let start = offsets[number]
    var end = start
    while end < bytes.count, !bytes[end...].starts(with: "endobj".utf8), !bytes[end...].starts(with: "stream".utf8) {
      end += 1
    }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// The number of the object that a key of a dictionary refers to.
  private static func reference(_ key: String, in dictionary: String) -> Int? {
    dictionary.range(of: "/\(key) ").flatMap { Int(dictionary[$0.upperBound...].prefix { $0.isNumber }) }
  }

  private var root: String? {
    let tail = String(decoding: bytes.suffix(512), as: UTF8.self)
    return Self.reference("Root", in: tail).flatMap(object)
  }

  /// The numbers of the pages' objects, in order.
  private var pages: [Int] {
    var pages: [Int] = []
    var pending = root.flatMap { Self.reference("Pages", in: $0) }.map { [$0] } ?? []
    while let number = pending.popLast() {
      guard let text = object(number) else { continue }
      guard let kids = text.range(of: "/Kids [") else {
        pages.append(number)
        continue
      }
      let list = text[kids.upperBound...].prefix { $0 != "]" }
      // "12 0 R 15 0 R"
      let numbers = list.split(whereSeparator: \.isWhitespace).map(String.init)
      pending += stride(from: 0, to: numbers.count, by: 3).compactMap { Int(numbers[$0]) }.reversed()
    }
    return pages
  }

  /// The page of each anchor to which something leads, from 1.
  func pagesOfAnchors() throws(Malformed) -> [String: Int] {
    let pageNumbers = Dictionary(pages.enumerated().map { ($1, $0 + 1) }) { first, _ in first }
    guard !pageNumbers.isEmpty, let root else { throw Malformed() }
    guard let destinations = Self.reference("Dests", in: root).flatMap(object) else { return [:] }
    var result: [String: Int] = [:]
    // "/name [12 0 R /XYZ 6 826 0]"
    for entry in destinations.split(separator: "/") {
      guard let bracket = entry.firstIndex(of: "[") else { continue }
      let name = entry[..<bracket].filter { !$0.isWhitespace }
      let number = entry[entry.index(after: bracket)...].prefix { $0.isNumber }
      if let page = Int(number).flatMap({ pageNumbers[$0] }) { result[Self.decoded(name)] = page }
    }
    return result
  }

  /// An anchor without the escapes of names, `#20` for a blank, and those of addresses, which Chromium has in them.
  private static func decoded(_ name: String) -> String {
    PercentEncoding.decoded(PercentEncoding.decoded(name.replacing("%", with: "%25").replacing("#", with: "%")))
  }

  /// Replaces what the file says of when it was made and by which browser, in as many bytes.
  mutating func setInformation(authors: [String]) {
    guard let start = offsets.dropFirst().first, let text = object(1), text.contains("/Creator"),
      let title = text.range(of: "/Title"), let creator = text.range(of: "\n/Creator"),
      title.lowerBound < creator.lowerBound
    else { return }
    let end = start + text.utf8.count
    var lines = [String(text[..<creator.lowerBound]), "/Creator (Colophon)"]
    let author = "/Author \(Self.string(authors.joined(separator: ", ")))"
    let needed = (lines + [author, ">>\n"]).reduce(0) { $0 + $1.utf8.count + 1 }
    if !authors.isEmpty, needed <= text.utf8.count { lines.append(author) }
    var new = Array(lines.joined(separator: "\n").utf8)
    let closing = Array(">>\n".utf8)
    guard new.count + closing.count <= text.utf8.count else { return }
    new += Array(repeating: UInt8(ascii: " "), count: text.utf8.count - new.count - closing.count) + closing
    bytes.replaceSubrange(start..<end, with: new)
  }

  /// A text as UTF-16 in hexadecimal digits, which needs no escapes.
  private static func string(_ text: String) -> String {
    "<FEFF" + text.utf16.map { UInt16($0).hexadecimal(uppercase: true) }.joined() + ">"
  }
}
