/// One thing that a cell gave, from the process that ran it to the page that shows it: text, which a chapter documents in a fence, or a
/// picture, which it documents as a file. What a value is besides its text is its `ValueForm`.
package enum Output: Sendable, Hashable, Codable {
  /// What was printed. It need not end with a newline.
  case text(String)
  /// What was written to the error stream.
  case errors(String)
  /// A value that is no picture, as `print` gives it, its newline included, and what it is where that is more than text.
  case value(String, form: ValueForm? = nil)
  case picture(svg: String, description: String)

  /// Where text came from.
  package enum Origin: String, Sendable, Hashable, Codable {
    case printed, value, errorStream
  }

  /// Nil of a picture.
  package var origin: Origin? {
    switch self {
    case .text: .printed
    case .errors: .errorStream
    case .value: .value
    case .picture: nil
    }
  }

  /// What the documented text of a cell has of it; nil of a picture, which is documented by its file. Bytes that are not UTF-8,
  /// and control characters that move or colour nothing, are already written as `\xNN`.
  package var text: String? {
    switch self {
    case .text(let text), .errors(let text), .value(let text, _): text
    case .picture: nil
    }
  }

  /// What a value is besides its text.
  package var form: ValueForm? { if case .value(_, let form) = self { form } else { nil } }

  /// Every text in it.
  package var texts: [String] {
    switch self {
    case .text(let text), .errors(let text): [text]
    case .value(let text, let form): [text] + [form?.name].compactMap(\.self)
    case .picture(let svg, let description): [svg, description]
    }
  }
}

extension Output {
  /// The same with texts that are too long cut: they remain so, by one byte.
  package func shortened(to limit: Int) -> Output {
    switch self {
    case .text(let text): .text(text.shortened(to: limit))
    case .errors(let text): .errors(text.shortened(to: limit))
    // What is cut has its form no more: that is of the whole.
    case .value(let text, let form):
      texts.contains { $0.utf8.count > limit } ? .value(text.shortened(to: limit)) : .value(text, form: form)
    case .picture(let svg, let description):
      .picture(svg: svg.shortened(to: limit), description: description.shortened(to: limit))
    }
  }
}

extension String {
  /// The same, cut if it is longer than a number of bytes: it remains so, by one byte.
  package func shortened(to limit: Int) -> String {
    utf8.count <= limit ? self : String(decoding: utf8.prefix(limit + 1), as: UTF8.self)
  }
}

/// What one step of a chapter gave.
package struct StepOutput: Sendable, Hashable, Codable {
  /// In the order in which they came.
  package var outputs: [Output]
  /// Whether output beyond the limit was dropped.
  package var isCut: Bool
  /// The value of a checked expression.
  package var value: String?
  /// Whether that is a floating-point number, or a tensor of such.
  package var valueHasRealNumbers = false
  /// The same outputs by the statements that gave them; nil where the step's code does not say which one runs.
  package var attributed: [AttributedText]?

  package init(
    outputs: [Output] = [], isCut: Bool = false, value: String? = nil, valueHasRealNumbers: Bool = false,
    attributed: [AttributedText]? = nil
  ) {
    self.outputs = outputs
    self.isCut = isCut
    self.value = value
    self.valueHasRealNumbers = valueHasRealNumbers
    self.attributed = attributed
  }
}

extension WireWriter {
  package mutating func write(_ output: StepOutput) {
    write(output.outputs) { $0.write($1) }
    write(output.isCut)
    write(output.value)
    write(output.valueHasRealNumbers)
    write(output.attributed != nil)
    write(output.attributed ?? []) { $0.write($1) }
  }

  package mutating func write(_ output: Output) {
    switch output {
    case .text(let text):
      write(0)
      write(text)
    case .value(let text, let form):
      write(1)
      write(text)
      write([form].compactMap(\.self)) { $0.write($1) }
    case .picture(let svg, let description):
      write(2)
      write(svg)
      write(description)
    case .errors(let text):
      write(3)
      write(text)
    }
  }
}

extension WireReader {
  package mutating func stepOutput() throws(Malformed) -> StepOutput {
    let outputs = try array { (reader) throws(Malformed) in try reader.output() }
    let isCut = try bool()
    let value = try optionalText()
    let valueHasRealNumbers = try bool()
    let isAttributed = try bool()
    let attributed = try array { (reader) throws(Malformed) in try reader.attributedText() }
    return StepOutput(
      outputs: outputs, isCut: isCut, value: value, valueHasRealNumbers: valueHasRealNumbers,
      attributed: isAttributed ? attributed : nil)
  }

  package mutating func output() throws(Malformed) -> Output {
    switch try int() {
    case 0: .text(try text())
    case 1:
      .value(try text(), form: try array { (reader) throws(Malformed) in try reader.valueForm() }.last)
    case 2: .picture(svg: try text(), description: try text())
    case 3: .errors(try text())
    default: throw Malformed()
    }
  }
}
