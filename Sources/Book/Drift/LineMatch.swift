/// The comparison of one documented line with one fresh line.
struct LineMatch {
  let documented: ScannedLine
  let fresh: ScannedLine
  let comparison: Comparison
  /// Whether any number may stand for any other; all of them are then named.
  var ignoresValues = false

  /// Numbers that agree only by one unit of their last digit, where the lines agree; nil where they do not.
  func agreement() -> [Discrepancy]? {
    // A piece of the pattern must begin at the line's start, one must end at its end, those between may stand anywhere.
    var nearMisses = [Discrepancy]()
    var position = 0
    var pieceStart = 0
    for (index, pieceEnd) in (documented.ellipses + [documented.bytes.count]).enumerated() {
      let piece = pieceStart..<pieceEnd
      let isLast = index == documented.ellipses.count
      var start = index > 0 ? sharingBlank(before: position, piece) : position
      var found: (end: Int, nearMisses: [Discrepancy])?
      repeat {
        if let match = match(piece, at: start), !isLast || match.end == fresh.bytes.count { found = match }
        start += 1
      } while found == nil && index > 0 && start <= fresh.bytes.count
      guard let found else { return nil }
      nearMisses += found.nearMisses
      position = found.end
      pieceStart = pieceEnd
    }
    return nearMisses
  }

  /// An ellipsis between blanks that stands for nothing leaves one blank for both.
  private func sharingBlank(before position: Int, _ piece: Range<Int>) -> Int {
    guard position > 0, isBlankAt(piece.lowerBound), fresh.bytes[position - 1] == UInt8(ascii: " ") else {
      return position
    }
    return position - 1
  }

  private func isBlankAt(_ index: Int) -> Bool {
    index < documented.bytes.count && documented.bytes[index] == UInt8(ascii: " ")
  }

  private func match(_ piece: Range<Int>, at start: Int) -> (end: Int, nearMisses: [Discrepancy])? {
    var nearMisses = [Discrepancy]()
    var index = piece.lowerBound
    var position = start
    // At the ends of a line, where it has no blanks, one beside an ellipsis stands for nothing too.
    if position == 0, piece.lowerBound > 0 || documented.ellipses.first == 0, isBlankAt(index), !piece.isEmpty,
      fresh.bytes.first != UInt8(ascii: " ")
    {
      index += 1
    }
    var number = documented.numbers.firstIndex { $0.range.lowerBound >= index } ?? documented.numbers.count
    var freshNumber = fresh.numbers.firstIndex { $0.range.lowerBound >= position } ?? fresh.numbers.count
    while index < piece.upperBound {
      while freshNumber < fresh.numbers.count, fresh.numbers[freshNumber].range.lowerBound < position {
        freshNumber += 1
      }
      let next = number < documented.numbers.count ? documented.numbers[number] : nil
      let isFreshNumber =
        freshNumber < fresh.numbers.count && fresh.numbers[freshNumber].range.lowerBound == position
      if let next, next.range.lowerBound == index {
        let candidate = isFreshNumber ? fresh.numbers[freshNumber] : nil
        let agreement = candidate.map { self.agreement(next, $0) } ?? .differs
        if let candidate, agreement != .differs {
          if agreement == .onlyByLastDigit { nearMisses.append(pair(next, candidate)) }
          index = next.range.upperBound
          position = candidate.range.upperBound
        } else if !documented.ellipses.isEmpty, isSameText(next.range, at: position) {
          // Beside an ellipsis a number may be part of a longer one.
          index = next.range.upperBound
          position += next.range.count
        } else {
          return nil
        }
        number += 1
      } else {
        if position == fresh.bytes.count, isBlankAt(index), documented.ellipses.contains(index + 1) { break }
        guard position < fresh.bytes.count, documented.bytes[index] == fresh.bytes[position],
          !isFreshNumber || !documented.ellipses.isEmpty
        else { return nil }
        index += 1
        position += 1
      }
    }
    return (position, nearMisses)
  }

  private func agreement(_ documented: ScannedLine.Number, _ fresh: ScannedLine.Number) -> Comparison.Agreement {
    ignoresValues ? .onlyByLastDigit : comparison.compare(documented, fresh)
  }

  private func isSameText(_ range: Range<Int>, at position: Int) -> Bool {
    position + range.count <= fresh.bytes.count
      && fresh.bytes[position..<position + range.count].elementsEqual(documented.bytes[range])
  }

  func pair(_ first: ScannedLine.Number, _ second: ScannedLine.Number) -> Discrepancy {
    var movement: String?
    if case .finite(let a, let notation) = first.value, case .finite(let b, let freshNotation) = second.value {
      let difference = b - a
      let isScientific = notation == .scientific || freshNotation == .scientific
      let words = isScientific ? difference.magnitudeInWords(prefersExponent: notation == .scientific) : "\(difference)"
      movement = difference.isZero ? nil : (difference.isNegative ? "" : "+") + words
    }
    return Discrepancy(
      documented: documented.origin(of: first.range), fresh: fresh.origin(of: second.range), movement: movement)
  }

  /// Where the lines differ: every number that moved where nothing else did, else the words and numbers between what the
  /// lines share at their beginnings and at their ends.
  func differences() -> [Discrepancy] {
    if documented.ellipses.isEmpty, documented.numbers.count == fresh.numbers.count,
      documented.skeleton == fresh.skeleton
    {
      return zip(documented.numbers, fresh.numbers).compactMap { first, second in
        comparison.compare(first, second) == .differs ? pair(first, second) : nil
      }
    }
    let shorter = min(documented.bytes.count, fresh.bytes.count)
    var start = 0
    while start < shorter, documented.bytes[start] == fresh.bytes[start] { start += 1 }
    while start > 0, documented.isInsideWord(start) || fresh.isInsideWord(start) { start -= 1 }
    var tail = 0
    while tail < shorter - start,
      documented.bytes[documented.bytes.count - 1 - tail] == fresh.bytes[fresh.bytes.count - 1 - tail]
    { tail += 1 }
    let isCut = { (line: ScannedLine) in line.isInsideWord(line.bytes.count - tail) }
    while tail > 0, isCut(documented) || isCut(fresh) { tail -= 1 }
    return [
      Discrepancy(
        documented: documented.origin(of: start..<documented.bytes.count - tail),
        fresh: fresh.origin(of: start..<fresh.bytes.count - tail))
    ]
  }
}
