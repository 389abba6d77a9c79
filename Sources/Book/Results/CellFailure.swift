/// How a cell or a checked value ended badly: facts, which `message` makes a sentence for the page and the terminal.
package struct CellFailure: Sendable, Hashable, Codable {
  package enum Cause: Sendable, Hashable, Codable {
    /// The compiler's errors in it, in its order; empty where it named none.
    case doesNotCompile([CompilerError])
    /// The loader's words, and what is known to be behind them.
    case cannotBeLoaded(words: String, advice: String?)
    /// An instruction that stops the program, and what the compiler says that it guards against.
    case trap(guard: String?)
    /// The runtime's last words without "Fatal error"; empty where it had none.
    case fatalError(words: String)
    case uncaughtError(String)
    case segmentationFault
    case stackOverflow
    case exit(code: Int32)
    /// The limit in seconds.
    case timeout(Double)
    /// The limit in words.
    case memory(limit: String)
    case signal(Int32)
    /// It wrote into what its program says to whoever runs it.
    case tampering
    /// The process that ran it is gone, by no doing of its own.
    case hostEnded
    /// Its program ended before it began.
    case neverBegan
    /// It is marked `.fails`, and ran to its end.
    case didNotFail
  }

  package struct CompilerError: Sendable, Hashable, Codable {
    package var text: String
    /// The line of the chapter, counted from 1.
    package var line: Int?

    package init(_ text: String, line: Int? = nil) {
      self.text = text
      self.line = line
    }
  }

  package var cause: Cause
  /// The line of the chapter, counted from 1, where it failed.
  package var line: Int?

  package init(_ cause: Cause, line: Int? = nil) {
    self.cause = cause
    self.line = line
  }

  package var isCompileError: Bool { if case .doesNotCompile = cause { true } else { false } }

  /// Whether it ended by what its code says, so that it ends so each time that it computes with the same: by no limit, by nobody else,
  /// and not by memory that anything could be in.
  package var isByCode: Bool {
    switch cause {
    case .trap, .fatalError, .uncaughtError, .exit: true
    case .doesNotCompile, .cannotBeLoaded, .segmentationFault, .stackOverflow, .timeout, .memory, .signal, .tampering,
      .hostEnded, .neverBegan, .didNotFail:
      false
    }
  }

  /// Whether it was run, if not to its end.
  var hasRun: Bool {
    switch cause {
    case .doesNotCompile, .cannotBeLoaded: false
    default: true
    }
  }
}

extension CellFailure {
  /// What is said of it after the cell's name, without path or line: of several errors of the compiler the first.
  package var message: String {
    switch cause {
    case .doesNotCompile(let errors): errors.first?.text ?? "does not compile"
    case .cannotBeLoaded(let words, let advice): "cannot be loaded: " + words + (advice.map { " (\($0))" } ?? "")
    case .trap(let cause?): "trapped: \(cause)"
    case .trap(nil):
      "trapped: arithmetic that overflows, a division by zero, a conversion out of range or a cast or an isolation that does "
        + "not hold stops a program so"
    case .fatalError(let words): words.isEmpty ? "stopped by a fatal error" : "stopped: \(words)"
    case .uncaughtError(let error): "threw an error that nothing caught: \(error)"
    case .segmentationFault: "ended with a segmentation fault: it used memory that is not its own"
    case .stackOverflow: "used up its stack: a function probably calls itself without end"
    case .exit(let code): "ended the program by exit(\(code))"
    case .timeout(let limit): "ran longer than its limit of \(Self.number(limit)) s and was stopped"
    case .memory(let limit): "needed more memory than the limit of \(limit)"
    case .signal(6): "aborted"
    case .signal(9): "was killed by the system"
    case .signal(let number): "ended by signal \(number)"
    case .tampering: "wrote into what its program says to whoever runs it, and was stopped"
    case .hostEnded: "was not finished: something outside the book has ended the process that ran it"
    case .neverBegan: "was not run: its program ended before it began"
    case .didNotFail: "is marked '.fails' and did not fail"
    }
  }

  /// What to do about it, where that does not depend on what the cell is about.
  var advice: String? {
    switch cause {
    case .didNotFail: "Take '.fails' away, or change the cell so that it fails."
    default: nil
    }
  }

  /// The last output of a cell that failed as it should: the runtime's words, or ours where it had none.
  package var documentedText: String {
    switch cause {
    case .fatalError(let words): words.isEmpty ? "Fatal error\n" : "Fatal error: \(words)\n"
    case .uncaughtError(let error): "Error: \(error)\n"
    default: "The cell \(message)\n"
    }
  }

  private static func number(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}

extension CellFailure {
  /// What is said of it in a diagnostic.
  fileprivate var messageInOneLine: String {
    message.split(whereSeparator: \.isNewline).joined(separator: " ")
  }
}

extension ChapterResults {
  /// The same with each failure among the diagnostics, at its line. What does not compile the compiler's messages report.
  package func reportingFailures(in chapter: Chapter) -> ChapterResults {
    var results = self
    for (cell, result) in zip(chapter.cells, cells) {
      guard case .failed(let failure) = result.outcome, !failure.isCompileError else { continue }
      var range = cell.lines.first ?? cell.range
      if let line = failure.line, (1...chapter.source.lineStarts.count).contains(line) {
        range = chapter.source.lineRange(line)
      }
      let blanks = chapter.source.bytes[range].prefix { $0 == UInt8(ascii: " ") }.count
      results.diagnostics.append(
        Diagnostic(
          .error, at: .init(range.lowerBound + blanks..<range.upperBound, in: chapter.source),
          "cell '\(cell.name)' \(failure.messageInOneLine)", explanation: failure.advice))
    }
    for (value, result) in zip(chapter.checkedValues, checkedValues) {
      guard case .failed(let failure) = result, !failure.isCompileError else { continue }
      results.diagnostics.append(
        Diagnostic(
          .error, at: .init(value.expressionRange, in: chapter.source),
          "the checked value '\(value.expression)' \(failure.messageInOneLine)"))
    }
    results.diagnostics.sort { ($0.location?.range.lowerBound ?? 0) < ($1.location?.range.lowerBound ?? 0) }
    return results
  }
}
