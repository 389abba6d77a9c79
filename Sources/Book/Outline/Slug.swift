/// The anchors of a page, each given once.
package struct Slugs {
  private var taken: Set<String>
  /// The greatest number that a heading of a name has got.
  private var repetitions: [String: Int] = [:]

  /// - Parameter reserved: ids that stand on the page already: those of its cells and of its frame.
  package init(reserved: some Sequence<String> = []) {
    taken = Set(reserved)
  }

  /// An id for a heading, as Markdown hosts make it: letters of any script in lower case, digits, `_` and `-` stay,
  /// blanks become hyphens, everything else goes. The second heading of a name gets `-1`, the third `-2`.
  package mutating func slug(of heading: String) -> String {
    let base = Self.base(of: heading)
    var candidate = base
    // Below that number all are taken, so that many headings of one name are numbered in a time that grows with them.
    var count = repetitions[base] ?? 0
    if count > 0 { candidate = "\(base)-\(count)" }
    while !taken.insert(candidate).inserted {
      count += 1
      candidate = "\(base)-\(count)"
    }
    repetitions[base] = count
    return candidate
  }

  /// The id for a heading that is the only one of its name.
  static func base(of heading: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in heading.lowercased().unicodeScalars {
      switch scalar {
      case " ", "-": scalars.append("-")
      case "_": scalars.append(scalar)
      case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil: scalars.append(scalar)
      case _ where scalar.properties.generalCategory == .nonspacingMark: scalars.append(scalar)
      default: break
      }
    }
    return scalars.isEmpty ? "section" : String(scalars)
  }
}
