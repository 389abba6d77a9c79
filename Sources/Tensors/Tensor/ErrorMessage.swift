/// What the engine says when an operation cannot be done: one sentence with the operation, the shapes and what was expected.
///
/// They are plain functions, so that each can be read and tested without stopping a program, and stand in the file of what says them.
enum ErrorMessage {}

#if hasFeature(Embedded)
  // Embedded Swift prints "(cannot print value in embedded Swift)" for everything that the full language prints by
  // looking into it. What the engine's messages quote is written here, in the same words.

  extension DefaultStringInterpolation {
    /// A shape, or numbers of another kind: `[2, 3]`.
    public mutating func appendInterpolation<Number: Numeric & CustomStringConvertible>(_ numbers: [Number]) {
      appendLiteral("[" + numbers.map { $0.description }.joined(separator: ", ") + "]")
    }

    /// Several shapes: `[[2, 3], [4]]`.
    public mutating func appendInterpolation<Number: Numeric & CustomStringConvertible>(_ lists: [[Number]]) {
      appendLiteral("[" + lists.map { "\($0)" }.joined(separator: ", ") + "]")
    }

    /// A stride, a kernel size: `(2, 2)`.
    public mutating func appendInterpolation(_ pair: (Int, Int)) { appendLiteral("(\(pair.0), \(pair.1))") }

    /// Amounts of padding: `[(before: 1, after: 0)]`.
    public mutating func appendInterpolation(_ amounts: [(before: Int, after: Int)]) {
      let pairs = amounts.map { "(before: \($0.before), after: \($0.after))" }
      appendLiteral("[" + pairs.joined(separator: ", ") + "]")
    }

    /// `0...3`
    public mutating func appendInterpolation(_ range: ClosedRange<Int>) {
      appendLiteral("\(range.lowerBound)...\(range.upperBound)")
    }

    /// `0..<3`
    public mutating func appendInterpolation(_ range: Range<Int>) {
      appendLiteral("\(range.lowerBound)..<\(range.upperBound)")
    }
  }
#endif
