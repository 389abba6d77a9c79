/// The index of a book, cut into files of which a search loads only those that it needs.
///
/// The sections of all chapters are counted through. Words are in order, and each file has those from one word to another; the sections
/// of a word are written as the distance to the one before, in digits of 32, and how much it is about the word.
package struct SearchIndex {
  /// The first word of each file.
  package private(set) var firstWords: [String] = []
  /// The contents of these files: a line for each word.
  package private(set) var files: [String] = []
  /// All words: each as a digit for what it has in common with the one before, and what follows.
  package private(set) var words = ""

  /// The bytes after which a file is full.
  private static let fullSize = 24_000

  package init(_ chapters: [SearchChapter]) {
    var lists = [String: [(section: Int, impact: UInt8)]]()
    var section = 0
    for chapter in chapters {
      for impacts in chapter.impacts {
        for (word, impact) in impacts { lists[word, default: []].append((section, impact)) }
        section += 1
      }
    }
    // In the order in which JavaScript compares.
    let order = lists.keys.map { (Array($0.utf16), $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
    var file = [UInt8]()
    var dictionary = [String]()
    var before = [UInt16]()
    for (units, word) in order {
      if file.isEmpty { firstWords.append(word) }
      file += Array(word.utf8)
      file.append(UInt8(ascii: " "))
      var last = -1
      for (section, impact) in lists[word] ?? [] {
        Self.append(section - last - 1, to: &file)
        file.append(Self.digits[Int(impact)])
        last = section
      }
      file.append(UInt8(ascii: "\n"))
      if file.count >= Self.fullSize { end(&file) }
      dictionary.append(Self.line(for: word, units, after: before))
      before = units
    }
    if !file.isEmpty { end(&file) }
    words = dictionary.joined(separator: "\n")
  }

  private mutating func end(_ file: inout [UInt8]) {
    files.append(String(decoding: file, as: UTF8.self))
    file = []
  }

  private static func line(for word: String, _ units: [UInt16], after before: [UInt16]) -> String {
    var common = 0
    while common < min(units.count, before.count, 63), units[common] == before[common] { common += 1 }
    // A sign of two units is not torn apart.
    if common > 0, UTF16.isLeadSurrogate(units[common - 1]) { common -= 1 }
    return String(UnicodeScalar(digits[common])) + String(decoding: units[common...], as: UTF16.self)
  }

  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  private static func append(_ number: Int, to bytes: inout [UInt8]) {
    var number = number
    while number >= 32 {
      bytes.append(digits[32 + number % 32])
      number /= 32
    }
    bytes.append(digits[number])
  }
}
