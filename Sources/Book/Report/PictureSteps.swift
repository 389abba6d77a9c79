import Text

/// The steps of a stepping figure, as its lines of SVG have them: groups of the class `steps`, in each of which a step has a group.
enum PictureSteps {
  struct Step {
    /// From 1.
    var number: Int
    /// What the fresh one says of itself; empty where it says nothing.
    var fresh: String
  }

  /// Those in which a picture differs from what is documented; none of a picture without steps, or where it differs elsewhere alone.
  static func changed(by lines: TextComparison) -> [Step] {
    let (old, new) = (steps(of: lines.documented), steps(of: lines.fresh))
    var numbers: Set<Int> = []
    for line in lines.alignedLines {
      switch line {
      case .same, .elided: continue
      case .changed(let a, let b): numbers.formUnion([old.ofLines[a], new.ofLines[b]].compactMap { $0 })
      case .missing(let a): numbers.formUnion([old.ofLines[a]].compactMap { $0 })
      case .extra(let b): numbers.formUnion([new.ofLines[b]].compactMap { $0 })
      }
    }
    return numbers.sorted().map {
      Step(number: $0 + 1, fresh: $0 < new.names.count ? OutputText.lines(new.names[$0]).joined(separator: " ") : "")
    }
  }

  /// As the subject of a sentence: `its steps 2 and 3 are`; nil for none.
  static func names(of steps: [Step]) -> String? {
    let numbers = steps.prefix(10).map { "\($0.number)" }
    guard let last = numbers.last else { return nil }
    if steps.count == 1 { return "its step \(last) is" }
    if steps.count > numbers.count {
      return "its steps \(numbers.joined(separator: ", ")) and \(steps.count - numbers.count) more are"
    }
    return "its steps \(numbers.dropLast().joined(separator: ", ")) and \(last) are"
  }

  /// The step in which each line stands, from 0, and what the steps are called.
  private static func steps(of lines: [String]) -> (ofLines: [Int?], names: [String]) {
    var ofLines: [Int?] = []
    var names: [String] = []
    // Within a group of steps, how many of its groups began, and how many groups are open in it.
    var step: Int?
    var depth = 0
    for line in lines {
      if step == nil {
        if line.hasPrefix("<g class=\"steps") { (step, depth) = (-1, 0) }
        ofLines.append(nil)
        continue
      }
      if depth == 0, line.hasPrefix("<g") { step = step! + 1 }
      depth += line.ranges(of: "<g").count - line.ranges(of: "</g>").count
      ofLines.append(depth >= 0 ? step : nil)
      if depth < 0 { step = nil }
      if let start = line.firstRange(of: "<desc>")?.upperBound,
        let end = line[start...].firstRange(of: "</desc>")?.lowerBound
      {
        names.append(HTMLAttributes.unescaped(String(line[start..<end])))
      }
    }
    return (ofLines, names)
  }
}
