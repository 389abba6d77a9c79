import Book
import Foundation
import Storage
import Text

/// The numbers of a cell's picture, which the engine writes into its text, as the page's script has them.
///
/// A picture may have been made by anybody: what is read is text and numbers, and becomes nothing else.
struct PictureTable: Encodable, Equatable {
  /// The first line of the numbers as CSV.
  var head: String
  /// What the columns are called that hold values.
  var columns: [String]
  /// Of each row what it says of its values, the beginning of its line as CSV, and the values as the rest of that; where the picture has
  /// them with more digits than it shows, the line with these.
  var rows: [[String]]
  /// Whether values stand at their logarithms.
  var log: Bool
  /// Where they stand in the drawing for a page's frame, and in that for a telephone's.
  var drawings: [Positions]

  struct Positions: Encodable, Equatable {
    /// Where the first value of each row stands, if it is 0.
    var starts: [[Double]]
    /// How far the next column is, and how far one more is.
    var step = 0.0
    var unit = 0.0
    /// How large what is marked of a value is.
    var width = 12.0
    var height = 12.0
    /// How far a value may be from the pointer to be meant.
    var near = 1e9
    /// How much more a distance sideways counts than one up or down.
    var weight = 1.0
  }

  /// By what the numbers of a picture are known on a page.
  ///
  /// - Parameter prefix: what makes the picture's ids unique there; ends with a separator.
  static func key(prefix: String) -> String { String(prefix.dropLast()) }

  private static let known = Memo<[PictureTable]>(limit: 16 << 20)

  /// That of a picture, or those of each of its steps; none where it has no numbers.
  static func tables(of svg: String) -> [PictureTable] { known.value(of: svg) { read(svg) } }

  private static func read(_ svg: String) -> [PictureTable] {
    var tables: [PictureTable] = []
    let bytes = Array(svg.utf8)
    let (opening, closing) = (Array("<metadata class=\"values\"".utf8), Array("</metadata>".utf8))
    var from = 0
    while let start = bytes.firstIndex(of: opening, from: from), let end = bytes.firstIndex(of: closing, from: start) {
      from = end + closing.count
      guard let table = PictureTable(element: String(decoding: bytes[start..<from], as: UTF8.self)) else { return [] }
      tables.append(table)
    }
    return tables
  }

  private init?(element: String) {
    var reader = XMLReader(element)
    var lines: [[String]] = []
    var exact: [[String]?] = []
    var attributes: [XMLReader.Attribute] = []
    do throws(XMLReader.Malformed) {
      guard case .start(_, let own)? = try reader.next() else { return nil }
      attributes = own
      while let event = try reader.next() {
        guard case .start(_, let attributes) = event else { continue }
        guard attributes.first?.name == "v", attributes.dropFirst().allSatisfy({ $0.name == "x" }) else { return nil }
        let entries = attributes.map {
          $0.value.utf8.split(separator: UInt8(ascii: "|"), omittingEmptySubsequences: false).map {
            String(Substring($0))
          }
        }
        lines.append(entries[0])
        exact.append(entries.count > 1 && entries[1].count == entries[0].count ? entries[1] : nil)
      }
    } catch {
      return nil
    }
    func value(_ name: String) -> String? { attributes.first { $0.name == name }?.value }
    guard let keys = value("data-keys").flatMap({ Int($0) }), let names = lines.first, (1..<names.count).contains(keys),
      let wide = value("data-wide")
    else { return nil }
    let rows = lines.dropFirst()
    guard rows.allSatisfy({ (keys + 1...names.count).contains($0.count) }) else { return nil }
    let drawings = [wide, value("data-narrow") ?? wide].compactMap { Positions($0, rows.map { Array($0[..<keys]) }) }
    // What lies so far apart that it stands nowhere is shown nowhere.
    guard drawings.count == 2, drawings.allSatisfy(\.isFinite) else { return nil }
    self.drawings = drawings
    log = wide.hasPrefix("log ")
    head = Self.line(names)
    columns = names[keys...].map { MinusSign.set(in: $0) }
    self.rows = zip(rows, exact.dropFirst()).map { row, exact in
      let keyNames = zip(names, row).prefix(keys).map { $0.isEmpty ? $1 : "\($0) \($1)" }
      // Values are parted at commas, which those that the engine writes do not have.
      let values = row[keys...].map { entry in
        Self.guarded(entry.utf8.contains(UInt8(ascii: ",")) ? entry.replacing(",", with: " ") : entry)
      }
      return [
        MinusSign.set(in: keyNames.map { $0 + ", " }.joined()), Self.line(row[..<keys]) + ",",
        values.joined(separator: ","),
      ]
        + (exact.map { [Self.line($0)] } ?? [])
    }
  }

  /// A line of CSV.
  private static func line(_ entries: some Sequence<String>) -> String {
    entries.map(guarded).map { entry in
      entry.utf8.contains { "\",\n\r".utf8.contains($0) } ? "\"\(entry.replacing("\"", with: "\"\""))\"" : entry
    }.joined(separator: ",")
  }

  /// An entry that no spreadsheet takes for a formula: a label that begins as one does has an apostrophe before it.
  private static func guarded(_ entry: String) -> String {
    guard let first = entry.unicodeScalars.first, "=+-@\t\r".unicodeScalars.contains(first), Double(entry) == nil else {
      return entry
    }
    return "'" + entry
  }
}

extension PictureTable.Positions {
  fileprivate var isFinite: Bool {
    [step, unit, width, height, near].allSatisfy(\.isFinite) && starts.allSatisfy { $0.allSatisfy(\.isFinite) }
  }

  /// - Parameters:
  ///   - text: as a picture's text has it.
  ///   - keys: of each row.
  fileprivate init?(_ text: String, _ keys: [[String]]) {
    let words = text.split(separator: " ")
    let numbers = words.dropFirst().compactMap { Double($0) }
    guard let kind = words.first, numbers.count == words.count - 1, numbers.allSatisfy(\.isFinite) else { return nil }
    switch kind {
    case "linear", "log":
      guard numbers.count == 6 else { return nil }
      let unit = numbers[5]
      // The number from which the axis counts: its logarithm where they are those of numbers.
      let zero = numbers[4] - (kind == "log" ? log10(numbers[3]) : numbers[3]) * unit
      var starts: [[Double]] = []
      for row in keys {
        let own = row.compactMap { Double($0) }
        guard own.count == row.count else { return nil }
        let mean = own.reduce(0, +) / Double(own.count)
        starts.append([Self.rounded(numbers[1] + (mean - numbers[0]) * numbers[2]), Self.rounded(zero)])
      }
      // Of a chart over ranges, whose keys are their ends, what stands above or below the pointer is meant, however far.
      self.init(starts: starts, unit: unit, weight: keys.first?.count == 2 ? 10_000 : 10)
    case "cells":
      guard numbers.count >= 2, numbers.count % 3 == 2 else { return nil }
      let (width, height) = (numbers[0], numbers[1])
      var starts: [[Double]] = []
      for block in stride(from: 2, to: numbers.count, by: 3) {
        for row in 0..<max(0, min(Int(exactly: numbers[block + 2]) ?? 0, keys.count - starts.count)) {
          starts.append([
            Self.rounded(numbers[block] + width / 2), Self.rounded(numbers[block + 1] + (Double(row) + 0.5) * height),
          ])
        }
      }
      guard starts.count == keys.count else { return nil }
      self.init(starts: starts, step: width, width: width, height: height, near: (width + height) / 2)
    default: return nil
    }
  }

  private static func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }
}
