import Compute
import Networks
import Tensors

/// What is measured: something to do again and again, and how many floating-point operations it takes.
struct Case {
  let name: String
  /// Multiplications and additions of the mathematical definition, whatever the engine really does; 0 where that says nothing.
  let operations: Double
  /// How often what is timed does it.
  var repetitions = 1
  /// How many runs there are at least, and for how long there are more.
  var runs = 5
  var time = Duration.milliseconds(1500)
  /// Figures beside the times, as JSON, asked for at the end.
  var results: () -> String = { "" }
  /// Prepares the data and returns what is timed.
  let prepare: () throws -> () -> Void

  /// A line of JSON. The first run is not counted: it meets cold caches and memory that the system has yet to give.
  func measure() throws -> String {
    let clock = ContinuousClock()
    let run = try prepare()
    run()
    var times: [Double] = []
    let start = clock.now
    while times.count < runs || (clock.now - start < time && times.count < 1000) {
      let time = (clock.measure { run() } / repetitions).components
      times.append(Double(time.seconds) * 1e3 + Double(time.attoseconds) * 1e-15)
    }
    times.sort()
    let speed = operations > 0 ? "\(operations / times[0] / 1e6, digits: 1)" : "null"
    return "{\"case\": \"\(name)\", \"threads\": \(Threads.count), \"min_ms\": \(times[0], digits: 5), "
      + "\"median_ms\": \(times[times.count / 2], digits: 5), \"gflops\": \(speed)\(results())}"
  }
}

/// Makes the data of a case: the same numbers each time.
struct Data {
  var generator = RandomGenerator(seed: 1)
  mutating func tensor(_ shape: [Int]) -> Tensor { Tensor(randomNormal: shape, using: &generator) }
}

/// Keeps a result from being optimised away.
@inline(never) func use(_ tensor: Tensor) { sink = tensor }
nonisolated(unsafe) private var sink: Tensor = 0
