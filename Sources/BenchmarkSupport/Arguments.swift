/// The number after an option of this program's command line, or what holds without it.
package func option(_ name: String, _ value: Int) -> Int {
  let arguments = CommandLine.arguments
  return arguments.firstIndex(of: name).flatMap { $0 + 1 < arguments.count ? Int(arguments[$0 + 1]) : nil } ?? value
}
