import Foundation

/// Prints a line of JSON with the median and the worst of some times, and the first, which may have had something to start.
package func report(_ name: String, _ seconds: [Double]) {
  let sorted = seconds.sorted()
  let text = { (value: Double) in String(format: "%.3f", value) }
  print(
    "{\"case\": \"\(name)\", \"first_s\": \(text(seconds[0])), \"median_s\": \(text(sorted[sorted.count / 2])), "
      + "\"worst_s\": \(text(sorted.last!))}")
  // Whoever reads a file or a pipe sees the line before the next is measured.
  fflush(nil)
}

/// Makes many edits, and prints a line of JSON with what a process held after the first twenty of them and after all.
package func reportUse(
  of process: Int32, after count: Int, edit: (_ number: Int) throws -> Void
) rethrows {
  var before = ProcessUse(of: process)
  for number in 1...max(20, count) {
    if number == 20 { before = ProcessUse(of: process) }
    try edit(number)
  }
  let after = ProcessUse(of: process)
  print(
    "{\"case\": \"\(max(20, count)) edits\", \"memory_kib\": [\(before.memory), \(after.memory)], "
      + "\"processes\": [\(before.processes), \(after.processes)], "
      + "\"files\": [\(before.openFiles), \(after.openFiles)]}")
}
