import Book
import Foundation

/// Compares what the engine reports here with what it reported elsewhere, which is read from the standard input; with
/// the argument `print` it only prints what it reports here, and with `function` the cases that a page computes, as JSON.
///
/// Text and integers must be equal, other numbers within one unit of the last digit. The exit code is 0 where all
/// agrees.
@main
struct Main {
  static func main() {
    if CommandLine.arguments.dropFirst() == ["function"] {
      print("[\(PageCase.all.map(\.json).joined(separator: ",\n"))]")
      return
    }
    let native = report() + ["memory is used again"]
    if CommandLine.arguments.dropFirst() == ["print"] {
      for line in native { print(line) }
      return
    }
    var text = ""
    while let line = readLine(strippingNewline: false) { text += line }
    let comparison = Comparison(numbers: .lastDigit, hasEllipses: false)
    let lines = comparison.compare(native.joined(separator: "\n") + "\n", text)
    var nearMisses = 0
    for line in lines.alignedLines {
      switch line {
      case .same(_, _, let misses): nearMisses += misses.count
      case .changed(let here, let there):
        print("differs:\n  native       \(lines.documented[here])\n  WebAssembly  \(lines.fresh[there])")
      case .missing(let here): print("only native:\n  \(lines.documented[here])")
      case .extra(let there): print("only WebAssembly:\n  \(lines.fresh[there])")
      case .elided: break
      }
    }
    guard lines.agrees else { exit(1) }
    let numbers = nearMisses == 1 ? "1 number" : "\(nearMisses) numbers"
    print(
      "\(lines.documented.count) lines agree" + (nearMisses == 0 ? "" : ", \(numbers) by one unit of the last digit"))
  }
}
