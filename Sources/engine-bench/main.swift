import Compute
import Tensors

let all = ConvolutionCase.all.flatMap { [$0.forward, $0.forwardAndBackward] } + otherCases()

var threads = Workers.count
var names: [String] = []
var arguments = CommandLine.arguments.dropFirst().makeIterator()
while let argument = arguments.next() {
  if argument == "--threads" {
    threads = arguments.next().flatMap { Int($0) } ?? threads
  } else {
    names.append(argument)
  }
}
Workers.count = threads
let clock = ContinuousClock()
for item in all where names.isEmpty || names.contains(where: { item.name.hasPrefix($0) }) {
  let run = item.prepare()
  run()
  var times: [Double] = []
  let start = clock.now
  while times.count < 5 || (clock.now - start < .milliseconds(1500) && times.count < 1000) {
    let time = clock.measure { run() } / item.repetitions
    times.append(Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) * 1e-15)
  }
  times.sort()
  print(
    "{\"case\": \"\(item.name)\", \"threads\": \(threads), \"min_ms\": \(times[0], digits: 5), \"median_ms\": \(times[times.count / 2], digits: 5), \"gflops\": \(item.operations / times[0] / 1e6, digits: 1)}"
  )
}

if names.isEmpty || names.contains(where: { "lenet_epoch".hasPrefix($0) }) {
  var epoch = try LeNetEpoch()
  var times: [Double] = []
  for _ in 0..<3 {
    var result = (loss: 0.0, accuracy: 0.0)
    let time = clock.measure { result = epoch.run() } / 1
    times.append(Double(time.components.seconds) * 1e3 + Double(time.components.attoseconds) * 1e-15)
    print(result, times)
  }
}
