// How this book is made
//
// 'x' is declared more than once, which no script may: each cell of the chapter means the one above it.

import Notebook

// Listing 5.1
let squares = (1...5).map { $0 * $0 }
print("Their sum is \(squares.reduce(0, +)).")
squares

// Listing 5.2
print(squares.count)  // Prints "5"

// Listing 5.3, which is not run:
// launchTheRocket()

// A cell that the page does not show
func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }

// Listing 5.4
mean([1, 2, 4])

// Listing 5.5
print("compared, but not on the page")

// Listing 5.6
let primes = (2..<50).filter { n in !(2..<n).contains { n % $0 == 0 } }
primes.count

// Listing 5.7
let start = ContinuousClock.now
let harmonic = (1...1_000_000).reduce(0.0) { $0 + 1 / Double($1) }
let duration = (ContinuousClock.now - start).components
"it took \(duration.attoseconds / 1_000_000_000_000_000) ms"

// Listing 5.8
harmonic

// Listing 5.9
for epoch in 1...9 {
  print("epoch \(epoch): the loss is \(0.8 / Float(epoch))")
}
print("the mean of nothing is \(Float.nan)")
print("and so on ...")

// Listing 5.10
for percent in [10, 55, 100] { print("\r\(percent) % done", terminator: "") }
print("\n\u{1B}[1mbold\u{1B}[0m, \u{1B}[32mgreen\u{1B}[0m, \u{1B}[4munderlined\u{1B}[0m")

// Listing 5.11, which fails on purpose:
// squares[7]

// Listing 5.12, which fails on purpose:
// let name: String = squares

// Listing 5.13, which is a program of its own:
// let squares = "another program, another meaning"
// squares.count

// Listing 5.14
squares.last { !$0.isMultiple(of: 2) }!

// Listing 5.15
squares.count { $0 < 10 }

// Listing 5.16
(1...1000).filter { $0.isMultiple(of: 7) }.count

// Listing 5.17
Tensor(-4..<4).reshaped(to: [2, 4]) * 0.25

// Listing 5.18
var table = Table("layer", "size", "parameters")
table.append("convolution", 5, 26)
table.append("dense", 10, 5_770)
table

// Listing 5.19
let layers = [("convolution", "5 < 6", 26), ("dense", "10", 5_770)]
let rows = layers.map {
  HTML("<tr><td>\($0.0)</td><td>\($0.1)</td><td>\($0.2)</td></tr>")
}
HTML(
  """
  <p>Most of the \(layers[0].2 + layers[1].2) parameters are in the <em>second</em>.</p>
  <table>
    <tr><th>layer</th><th colspan="2">size and parameters</th></tr>
    \(rows)
  </table>
  """)

// Listing 5.20
LineChart(squares.map(Float.init), xLabel: "number", yLabel: "square")

// Listing 5.21
let parity = squares.reduce(into: [Float(0), 0]) { $0[$1 % 2] += 1 }
let map: Tensor = [[1, 0.5], [0, -0.5]]
show(
  BarChart(["even", "odd"], parity, name: "squares"),
  HeatMap(map, rowLabels: ["a", "b"], columnLabels: ["c", "d"], digits: 1))

// Listing 5.22
PoolingDiagram(input: Tensor(0..<16).reshaped(to: [4, 4]), size: 2).steps

// Listing 5.23
SteppingFigure(1...3) { strength in
  HeatMap(map * Float(strength), scale: 3, digits: 1)
}

// Listing 5.24
let n = squares.count
n * (n + 1) * (2 * n + 1) / 6 == squares.reduce(0, +)

// Listing 5.27
let rate = 0.1
var x = 3.0
for _ in 0..<20 { x -= rate * 2 * x }
x

// Listing 5.28
var x = 3.0
for _ in 0..<20 { x -= 2 * rate * 2 * x }
x

// Listing 5.29
func descend(from start: Double, rate: Double, steps: Int) -> Double {
  var x = start
  for _ in 0..<steps { x -= rate * 2 * x }
  return x
}

// Listing 5.30
descend(from: 3, rate: 0.1, steps: 20)

// Listing 5.31
/// How much a pixel differs from its neighbour to the right. It is signed.
func difference(_ row: Tensor) -> Tensor { row[1...] - row[..<(row.count - 1)] }
let steps = difference(Tensor([1, 4, 9, 16]))
steps.mean()

// Listing 5.32
let cubes = (1...5).map { $0 * $0 * $0 }.reduce(0, +)
print(cubes, Double(cubes).squareRoot())
