import Foundation
import Tensors

/// How much longer some cases may take than others, as a file says it. Times are another machine's tomorrow; of two cases that
/// need the same of it, in the same minute, the ratio stays.
struct Limits: Codable {
  /// What they were measured on, for people.
  var machine: String
  /// How many threads work together.
  var threads: Int
  /// How far a ratio may be from what is written, as a fraction, before it has moved.
  var tolerance: Double
  var ratios: [Ratio]

  struct Ratio: Codable {
    var name: String
    /// The case that it is compared with.
    var reference: String
    /// The least time of the one divided by that of the other.
    var ratio: Double

    enum CodingKeys: String, CodingKey {
      case name = "case"
      case reference = "of"
      case ratio
    }
  }

  struct Problem: Error, CustomStringConvertible { let description: String }

  init(file: String) throws {
    do {
      self = try JSONDecoder().decode(Limits.self, from: Foundation.Data(contentsOf: URL(fileURLWithPath: file)))
    } catch {
      throw Problem(
        description:
          "\"\(file)\" is no file of limits; expected {\"machine\": \"mine\", \"threads\": 1, \"tolerance\": 0.2, \"ratios\": "
          + "[{\"case\": \"sin\", \"of\": \"cos\", \"ratio\": 1.0}]}")
    }
  }

  func write(to file: String) throws {
    let lines = ratios.map {
      "    {\"case\": \"\($0.name)\", \"of\": \"\($0.reference)\", \"ratio\": \(rounded($0.ratio))}"
    }
    let text =
      "{\n  \"machine\": \"\(machine)\",\n  \"threads\": \(threads),\n  \"tolerance\": \(tolerance),\n  \"ratios\": [\n\(lines.joined(separator: ",\n"))\n  ]\n}\n"
    try Foundation.Data(text.utf8).write(to: URL(fileURLWithPath: file), options: .atomic)
  }

  /// Three digits are more than a measurement has.
  private func rounded(_ ratio: Double) -> String {
    String(format: "%.*f", max(0, 2 - Int(log10(ratio).rounded(.down))), ratio)
  }

  /// Measures every ratio and prints a line of JSON for it.
  ///
  /// - Parameter wanted: beginnings of names; empty for all.
  /// - Returns: the limits with what was measured, and the names of the cases that take longer than they may.
  func measured(_ cases: [Case], wanted: [String], print: (String) -> Void) throws -> (limits: Limits, slower: [String])
  {
    Threads.count = threads
    var (limits, slower) = (self, [String]())
    for (index, limit) in ratios.enumerated()
    where wanted.isEmpty || wanted.contains(where: { limit.name.hasPrefix($0) }) {
      let pair = try [limit.name, limit.reference].map { name in
        guard let found = cases.first(where: { $0.name == name }) else {
          throw Problem(description: "the limits name a case \"\(name)\", which there is not")
        }
        return found
      }
      // What has moved has moved each time; another program that fills the caches comes and goes.
      var (ratio, attempts) = (try Self.ratio(of: pair[0], to: pair[1]), 1)
      while attempts < 3, hasMoved(ratio, from: limit.ratio) {
        let again = try Self.ratio(of: pair[0], to: pair[1])
        if abs(log(again / limit.ratio)) < abs(log(ratio / limit.ratio)) { ratio = again }
        attempts += 1
      }
      let change = ratio / limit.ratio
      let verdict = hasMoved(ratio, from: limit.ratio) ? change > 1 ? "slower" : "faster" : "same"
      if verdict == "slower" { slower.append(limit.name) }
      limits.ratios[index].ratio = ratio
      print(
        "{\"case\": \"\(limit.name)\", \"of\": \"\(limit.reference)\", \"ratio\": \(rounded(ratio)), "
          + "\"limit\": \(rounded(limit.ratio)), \"change\": \(String(format: "%.2f", change)), \"verdict\": \"\(verdict)\"}"
      )
    }
    return (limits, slower)
  }

  private func hasMoved(_ ratio: Double, from limit: Double) -> Bool {
    ratio > limit * (1 + tolerance) || ratio * (1 + tolerance) < limit
  }

  /// The least times of both, taken in turns: what else the machine does, or a clock that changes, meets both alike.
  private static func ratio(of first: Case, to second: Case) throws -> Double {
    let runs = try [first.prepare(), second.prepare()]
    let repetitions = [first.repetitions, second.repetitions]
    for run in runs { run() }
    var least = [Double.infinity, Double.infinity]
    let clock = ContinuousClock()
    for _ in 0..<12 {
      for (index, run) in runs.enumerated() {
        let start = clock.now
        repeat {
          let time = clock.measure { run() } / repetitions[index]
          least[index] = min(least[index], time / .seconds(1))
        } while clock.now - start < .milliseconds(40)
      }
    }
    return least[0] / least[1]
  }
}
