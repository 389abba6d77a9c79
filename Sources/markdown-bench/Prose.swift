/// Prose as a chapter has it: paragraphs of wrapped lines with emphasis, code, links, formulas and checked values, here and
/// there a heading, a list, a quote or a cell. The same for the same size.
func prose(byteCount: Int) -> String {
  let words = [
    "the", "kernel", "slides", "over", "an", "image", "and", "at", "each", "position", "elements", "are", "multiplied",
    "then", "summed", "*weights*", "**window**", "`corr2d(X, K)`", "[pooling](pooling.md)", "$a_i + b$",
    "output &amp; input",
    "[0.072](<=losses.last!>)", "Größe", "gradient", "descent",
  ]
  var state: UInt64 = 42
  func next(_ limit: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % limit
  }
  func sentence(_ count: Int) -> String { (0..<count).map { _ in words[next(words.count)] }.joined(separator: " ") }

  var text = ""
  text.reserveCapacity(byteCount + 1_000)
  while text.utf8.count < byteCount {
    switch next(12) {
    case 0: text += "## About \(sentence(3))\n\n"
    case 1: text += (0..<4).map { _ in "- \(sentence(8))\n  \(sentence(6))\n" }.joined() + "\n"
    case 2: text += "> \(sentence(9))\n> \(sentence(9))\n\n"
    case 3: text += "```swift\nlet x = [1, 2] < [3]\nprint(x)\n```\n\n```output\ntrue\n```\n\n"
    case 4: text += "$$\n\\sum_i w_i x_i\n$$\n\n"
    default: text += (0..<3 + next(6)).map { _ in sentence(12) + "\n" }.joined() + "\n"
    }
  }
  return text
}
