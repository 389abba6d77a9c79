/// Where the bins of a histogram lie, and what is in them.
enum HistogramBins {
  /// The edges of bins of equal width, by the rule that `Histogram` states.
  static func edges(_ values: [Float], count: Int?, range: ClosedRange<Float>?) -> [Double] {
    var sorted = values.filter { $0.isFinite }.map { Double($0) }
    if let range { sorted = sorted.filter { $0 >= Double(range.lowerBound) && $0 <= Double(range.upperBound) } }
    sorted.sort()
    var low = range.map { Double($0.lowerBound) } ?? sorted.first ?? 0
    var high = range.map { Double($0.upperBound) } ?? sorted.last ?? 1
    if !(high - low > max(1e-40, max(high.magnitude, low.magnitude) * 1e-6)) {
      let margin = max(0.5, low.magnitude / 2)
      (low, high) = (low - margin, high + margin)
    }
    if let count { return divided(low, high, count) }
    let width = width(sorted, low, high)
    if range != nil { return divided(low, high, Int(((high - low) / width - 1e-6).rounded(.up))) }
    let step = TickStep(atLeast: width, wholeNumbers: false)
    var first = step.position(low).rounded(.down)
    if step.value(first) > low { first -= 1 }
    // The greatest value lies within the last bin, whose end belongs to it.
    var last = max(first + 1, step.position(high).rounded(.up))
    if step.value(last) < high { last += 1 }
    return stride(from: first, through: last, by: 1).map { step.value($0) }
  }

  private static func divided(_ low: Double, _ high: Double, _ count: Int) -> [Double] {
    let count = max(1, count)
    return (0...count).map { $0 == count ? high : low + (high - low) * Double($0) / Double(count) }
  }

  /// The width of Freedman and Diaconis, or of Sturges; so that there are at most about 60 bins.
  private static func width(_ sorted: [Double], _ low: Double, _ high: Double) -> Double {
    guard sorted.count > 1 else { return high - low }
    let spread = sorted[(3 * sorted.count - 1) / 4] - sorted[sorted.count / 4]
    var root = 1.0
    while root * root * root < Double(sorted.count) { root += 1 }
    for _ in 0..<6 { root -= (root * root * root - Double(sorted.count)) / (3 * root * root) }
    let sturges = (high - low) / Double(Int.bitWidth - (sorted.count - 1).leadingZeroBitCount + 1)
    return max((high - low) / 60, spread > 0 ? 2 * spread / root : sturges)
  }

  /// How many values lie in each bin.
  static func counts(_ values: [Float], _ edges: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count - 1)
    for value in values {
      let value = Double(value)
      guard value >= edges[0], value <= edges[counts.count] else { continue }
      // The last edge that is not above the value.
      var (low, high) = (0, counts.count)
      while high - low > 1 {
        let middle = (low + high) / 2
        if edges[middle] <= value { low = middle } else { high = middle }
      }
      counts[low] += 1
    }
    return counts
  }
}
