import Dispatch

/// How long the steps of a chapter take.
final class StepClock {
  private var running: (step: Int, start: DispatchTime)?
  private var seconds: [Int: Double] = [:]

  func note(_ progress: ExecutionProgress) {
    guard case .running(_, let step) = progress else { return }
    end()
    running = (step, .now())
  }

  /// Ends the last step, and gives the seconds of all by their index.
  func finish() -> [Int: Double] {
    end()
    return seconds
  }

  private func end() {
    guard let (step, start) = running else { return }
    // A cell may have parts, which run one after the other.
    seconds[step, default: 0] += Double(DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds) * 1e-9
    running = nil
  }
}
