// What the chapter on the book itself includes, and shows a part of.
import Foundation

// part: descent
func descend(from start: Double, rate: Double, steps: Int) -> Double {
  var x = start
  for _ in 0..<steps { x -= rate * 2 * x }
  return x
}
// end: descent

print(descend(from: 3, rate: 0.1, steps: 20))
