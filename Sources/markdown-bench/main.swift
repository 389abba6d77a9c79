import Markdown
import Site

// Parses and renders a chapter of ordinary prose in several sizes and prints a line of JSON for each. Time that grows in
// proportion to the text shows in a constant `ns_per_byte`.

let clock = ContinuousClock()

/// The least time of `count` runs, in milliseconds: what the machine can do when nothing disturbs it.
func measure(count: Int = 3, _ body: () -> Void) -> Double {
  (0..<count).map { _ in clock.measure(body) / .milliseconds(1) }.min() ?? 0
}

func rounded(_ value: Double) -> Double { (value * 100).rounded() / 100 }

for megabytes in [1, 2, 5, 10] {
  let text = prose(byteCount: megabytes * 1_000_000)
  let source = SourceText(name: "prose.md", text: text)
  let document = MarkdownParser.book.parse(source).document
  let html = HTMLRenderer().bytes(document)
  precondition(document.checkedValues > 0 && html.count > text.utf8.count, "The benchmark's text was not understood.")

  let times = [
    ("lines", measure { precondition(SourceText(name: "prose.md", text: text).lineStarts.count > 1) }),
    ("commonmark", measure { precondition(MarkdownParser.commonMark.parse(source).document.nodes.count > 1) }),
    ("book", measure { precondition(MarkdownParser.book.parse(source).document.nodes.count == document.nodes.count) }),
    ("html", measure { precondition(HTMLRenderer().bytes(document).count == html.count) }),
  ]
  for (name, time) in times {
    let perByte = time * 1_000_000 / Double(source.bytes.count)
    print(
      "{\"case\": \"\(name)\", \"megabytes\": \(megabytes), \"nodes\": \(document.nodes.count), "
        + "\"min_ms\": \(rounded(time)), \"ns_per_byte\": \(rounded(perByte))}")
  }
}

extension Document {
  fileprivate var checkedValues: Int {
    nodes.count { if case .checkedValue = $0.kind { true } else { false } }
  }
}
