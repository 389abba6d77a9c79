import Compute
import Tensors

#if canImport(Glibc)
  import Glibc
#endif

// Prints one JSON line for each case: the least and the median time of its runs in milliseconds, and what the least means in
// floating-point operations.

let usage = """
  usage: engine-bench [--threads N] [--limits FILE [--record]] [CASE...]

  Without cases, all; a case may be named by its beginning, as in "conv_c".

  --limits   measures the ratios between cases that the file holds, and says which moved: 1 if one is slower
  --record   writes what was measured into that file
  """

func refuse(_ problem: String) -> Never {
  var text = "engine-bench: \(problem)\n\(usage)\n"
  text.withUTF8 { _ = write(STDERR_FILENO, $0.baseAddress, $0.count) }
  exit(64)
}

let cases =
  ConvolutionCase.all.flatMap { [$0.forward, $0.forwardAndBackward] } + otherCases() + [LeNetEpoch.measured]
var wanted: [String] = []
var limitsFile: String?
var records = false
var arguments = CommandLine.arguments.dropFirst().makeIterator()
while let argument = arguments.next() {
  switch argument {
  case "--threads":
    let value = arguments.next() ?? ""
    guard let threads = Int(value), threads > 0 else { refuse("--threads needs a number from 1 on, not \"\(value)\"") }
    Threads.count = threads
  case "--limits":
    guard let file = arguments.next() else { refuse("--limits needs a file") }
    limitsFile = file
  case "--record":
    records = true
  case "--help", "-h":
    print(usage)
    exit(0)
  default:
    guard cases.contains(where: { $0.name.hasPrefix(argument) }) else {
      refuse("there is no case \"\(argument)\"; there are \(cases.map(\.name).joined(separator: ", "))")
    }
    wanted.append(argument)
  }
}
if let file = limitsFile {
  do {
    let measured = try Limits(file: file).measured(cases, wanted: wanted) {
      print($0)
      fflush(nil)
    }
    if records { try measured.limits.write(to: file) }
    if !records, !measured.slower.isEmpty { exit(1) }
    exit(0)
  } catch { refuse("\(error)") }
}
if records { refuse("--record needs --limits FILE") }
for item in cases where wanted.isEmpty || wanted.contains(where: { item.name.hasPrefix($0) }) {
  do { print(try item.measure()) } catch { refuse("\(item.name): \(error)") }
  // Lines come as they are made, also through a pipe.
  fflush(nil)
}
