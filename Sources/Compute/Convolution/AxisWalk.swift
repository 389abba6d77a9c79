/// Along one axis, where the elements of a grid of results find their terms in a source.
///
/// Result `i` stands at `start + i * stride` and takes, for each tap, the source's element at `i * sourceStride + tap.offset`,
/// which is zero outside of the source.
struct AxisWalk {
  struct Tap {
    /// The kernel element.
    var kernel: Int
    var offset: Int
  }

  var taps: [Tap]
  var sourceStride: Int
  var sourceLength: Int
  var count: Int
  var start: Int
  var stride: Int

  /// From output to input: the forward direction of a convolution.
  static func forward(input: Int, kernel: Int, stride: Int, padding: Int, dilation: Int, output: Int) -> AxisWalk {
    AxisWalk(
      taps: (0..<kernel).map { Tap(kernel: $0, offset: $0 * dilation - padding) }, sourceStride: stride,
      sourceLength: input, count: output, start: 0, stride: 1)
  }

  /// From input to output, for the gradient with respect to the input. Every `stride`-th input element sees the same kernel
  /// elements, so there is one walk for each remainder.
  static func backward(input: Int, kernel: Int, stride: Int, padding: Int, dilation: Int, output: Int) -> [AxisWalk] {
    (0..<min(stride, input)).map { start in
      let taps = (0..<kernel).reversed().compactMap { kernel -> Tap? in
        let distance = start + padding - kernel * dilation
        return distance % stride == 0 ? Tap(kernel: kernel, offset: distance / stride) : nil
      }
      return AxisWalk(
        taps: taps, sourceStride: 1, sourceLength: output, count: (input - start + stride - 1) / stride, start: start,
        stride: stride)
    }
  }

  /// The distance from one tap to the next, where it is always the same; 1 for a single tap.
  var tapStride: Int? {
    guard taps.count > 1 else { return 1 }
    let stride = taps[1].offset - taps[0].offset
    for index in 1..<taps.count where taps[index].offset - taps[index - 1].offset != stride { return nil }
    return stride
  }

  /// The source's elements that some results take, those outside of the source among them.
  func reach(of results: Range<Int>) -> Range<Int> {
    guard let first = taps.first, !results.isEmpty else { return 0..<0 }
    let lowest = taps.reduce(first.offset) { min($0, $1.offset) }
    let highest = taps.reduce(first.offset) { max($0, $1.offset) }
    return results.lowerBound * sourceStride + lowest..<(results.upperBound - 1) * sourceStride + highest + 1
  }

  /// Results next to each other that take the same taps from inside of the source.
  struct Interval: Equatable {
    var results: Range<Int>
    var taps: Range<Int>

    /// The same results in intervals of nearly equal length, none longer than a limit.
    func cut(to limit: Int) -> [Interval] {
      let parts = (results.count + limit - 1) / limit
      return (0..<parts).map { part in
        let (lower, upper) = (results.count * part / parts, results.count * (part + 1) / parts)
        return Interval(results: results.lowerBound + lower..<results.lowerBound + upper, taps: taps)
      }
    }
  }

  /// All results, in intervals. Offsets ascend.
  var intervals: [Interval] {
    var intervals: [Interval] = []
    for result in 0..<count {
      let position = result * sourceStride
      let lower = taps.firstIndex { position + $0.offset >= 0 } ?? taps.count
      let upper = taps.firstIndex { position + $0.offset >= sourceLength } ?? taps.count
      let range = lower < upper ? lower..<upper : 0..<0
      if let last = intervals.last, last.taps == range {
        intervals[intervals.count - 1].results = last.results.lowerBound..<result + 1
      } else {
        intervals.append(Interval(results: result..<result + 1, taps: range))
      }
    }
    return intervals
  }
}
