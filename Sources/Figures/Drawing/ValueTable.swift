import Tensors

/// The numbers of a figure, as a page shows them beside the pointer and saves them.
///
/// They stand in the picture's text, so whoever keeps or compares a picture does so with its numbers.
struct ValueTable: Equatable, Sendable {
  /// How many columns come first that say what the values of a row are those of.
  var keys: Int
  var columns: [String]
  /// As many entries as columns, or fewer; an empty one where there is no value.
  var rows: [[String]]
  /// The rows with their numbers as they are, where those of `rows` are rounded; empty where they are too many.
  private var exact: [[String]] = []

  init(keys: Int, columns: [String], rows: [[String]]) {
    self.keys = keys
    self.columns = columns
    self.rows = rows
  }

  /// - Parameter exact: of each row the values as they are, nil where there is none; where the key is a number, that first.
  init(keys: Int, columns: [String], rows: [[String]], exact: [[Double?]]) {
    self.init(keys: keys, columns: columns, rows: rows)
    guard exact.reduce(0, { $0 + $1.count }) <= ValueTable.mostExact else { return }
    self.exact = zip(rows, exact).map { row, exact in
      row.dropLast(exact.count) + exact.map { value in value.map { shortestNumber($0) } ?? "" }
    }
  }

  /// Of more numbers the exact ones would make a picture's text much longer than its drawing is.
  static let mostExact = 2000
}

/// Where the values of a table stand in a drawing.
enum ValuePositions: Equatable {
  /// Above the mean of a row's keys.
  case axes(x: Axis, y: Axis)
  /// In cells of one size: rows, in their order, in blocks that each have a corner.
  case cells(width: Double, height: Double, blocks: [Block])

  /// A number, where it stands, and how far one more, or where the axis is logarithmic ten times as much, is from there.
  struct Axis: Equatable {
    var number: Double
    var position: Double
    var unit: Double
    var isLogarithmic = false

    fileprivate var text: String {
      // As exact as the numbers of a tensor: a value may be a small step from a large one.
      let format = NumberFormat.scientific(decimals: 9)
      return "\(format.text(number)) \(fixed(position, decimals: 1)) \(format.text(unit))"
    }
  }

  struct Block: Equatable {
    var x: Double
    var y: Double
    var rows: Int
  }

  /// As a picture's text has it.
  var text: String {
    switch self {
    case .axes(let x, let y): return "\(y.isLogarithmic ? "log" : "linear") \(x.text) \(y.text)"
    case .cells(let width, let height, let blocks):
      let corners = blocks.map { "\(shortNumber($0.x)) \(shortNumber($0.y)) \($0.rows)" }
      return "cells \(shortNumber(width)) \(shortNumber(height)) \(corners.joined(separator: " "))"
    }
  }
}

extension ValueTable {
  /// As lines of SVG: an element without a look, in which each row is one.
  ///
  /// - Parameter positions: those in each drawing, that of the page's frame first.
  func lines(_ positions: [ValuePositions]) -> [String] {
    let head = positions.enumerated().map { index, positions in
      "data-\(index == 0 ? "wide" : "narrow")=\"\(positions.text)\""
    }
    return ["<metadata class=\"values\" data-keys=\"\(keys)\" \(head.joined(separator: " "))>"]
      + [Self.line(columns)]
      + rows.enumerated().map { index, row in
        Self.line(row, exact: exact.isEmpty || exact[index] == row ? [] : exact[index])
      } + ["</metadata>"]
  }

  /// What stands behind the numbers that are compared with a picture's drawing is not: they are as fine as that shows them, these are not.
  private static func line(_ row: [String], exact: [String] = []) -> String {
    func text(_ row: [String]) -> String { row.map { entry($0) }.joined(separator: "|") }
    return "<row v=\"\(text(row))\"\(exact.isEmpty ? "" : " x=\"\(text(exact))\"")/>"
  }

  /// A text without what parts entries.
  private static func entry(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars { result.unicodeScalars.append(scalar == "|" ? "\u{A6}" : scalar) }
    return xmlText(result)
  }
}

/// How the numbers of one column are written: integers as they are, others to a thousandth of their range, about as fine as a drawing
/// shows them. So a picture that is drawn again on another machine agrees in its numbers where it does so in its lines.
struct ValueFormat {
  private let format: NumberFormat
  private let isShort: Bool

  /// - Parameter isShort: Whether whole numbers have no decimals, and others none that are 0 at their end: for numbers that are the same on
  ///   each machine.
  init(_ values: [Double], isShort: Bool = false) {
    self.isShort = isShort
    let finite = values.filter { $0.isFinite }
    let largest = finite.reduce(0) { max($0, $1.magnitude) }
    if largest < 1e15, finite.allSatisfy({ $0.rounded() == $0 }) {
      format = .fixed(decimals: 0)
      return
    }
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 0)
    let range = high > low ? high - low : largest
    guard range.isFinite, range >= 1e-6, largest < 1e7 else {
      // A thousandth of the range, if that is not finer than the numbers of a tensor are.
      var decimals = 3
      var bound = largest
      while range > 0, range < bound, decimals < 9 {
        decimals += 1
        bound /= 10
      }
      format = .scientific(decimals: decimals)
      return
    }
    var decimals = 3
    var bound = 1.0
    while range < bound {
      decimals += 1
      bound /= 10
    }
    bound = 10
    while range >= bound, decimals > 1 {
      decimals -= 1
      bound *= 10
    }
    format = .fixed(decimals: decimals)
  }

  init(_ values: [Float], isShort: Bool = false) { self.init(values.map { Double($0) }, isShort: isShort) }

  func text(_ value: Double) -> String {
    guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
    guard isShort, case .fixed = format else { return format.text(value) }
    if value.rounded() == value { return fixed(value, decimals: 0) }
    var text = format.text(value)
    while text.utf8.last == 0x30, text.utf8.dropLast().last != 0x2E { text.removeLast() }
    return text
  }

  func text(_ value: Float) -> String { text(Double(value)) }
}
