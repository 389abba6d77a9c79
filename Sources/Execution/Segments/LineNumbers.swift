/// The numbers by which the compiler knows the lines of steps: those of the chapter, or such as do not change where the text around
/// the cells does.
struct LineNumbers {
  let isOfChapter: Bool
  private var next = 2

  init(isOfChapter: Bool) { self.isOfChapter = isOfChapter }

  /// - Parameter lines: the lines of a step's code in the chapter.
  mutating func lines(_ lines: [Int]) -> [Int] {
    if isOfChapter { return lines }
    // No message about the lines before or after one step can be taken for one about another.
    defer { next += lines.count + 3 }
    return Array(next..<(next + lines.count))
  }
}
