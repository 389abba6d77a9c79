/// Records each layer that runs while a summary is made.
///
/// Unchecked, because it lives on the thread that makes one summary.
final class SummaryCollector: @unchecked Sendable {
  private(set) var calls: [(label: LayerLabel, output: [Int])] = []

  func add(_ label: LayerLabel, _ output: [Int]) { calls.append((label, output)) }
}
