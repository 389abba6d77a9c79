import Markdown
import Text
import Yams

/// Reads `book.yml`, all of whose problems are reported together.
package struct BookConfigurationReader {
  /// The modules that a cell can import from the tool itself.
  package var knownModules: [String]
  /// The names of the files in a folder, by its path relative to the book's folder.
  package var files: (String) -> [String]
  /// What a path is, relative to the book's folder.
  package var status: (String) -> BookFiles.Status
  /// Why a site cannot be in a folder, by its path relative to the book's folder; nil where it can.
  package var siteProblem: (String) -> String?

  package init(
    knownModules: [String], files: @escaping (String) -> [String], status: @escaping (String) -> BookFiles.Status,
    siteProblem: @escaping (String) -> String? = { _ in nil }
  ) {
    self.knownModules = knownModules
    self.siteProblem = siteProblem
    self.files = files
    self.status = status
  }

  package static let builtInModules = ["Notebook", "DataSets", "Networks", "Figures", "Tensors"]

  /// The configuration as far as it could be read, nil where there is no telling what the book is, and every problem in
  /// the order of the text.
  package func read(_ source: SourceText) -> (configuration: BookConfiguration?, diagnostics: [Diagnostic]) {
    let text = YAMLText(source: source, range: 0..<source.bytes.count)
    var reader = YAMLReader(text: text, name: "book.yml")
    guard let entries = reader.root(of: BookKey.self) else { return (nil, reader.diagnostics) }
    let title = reader.string(entries[.title], key: "title")
    if entries[.title] == nil {
      reader.add(
        Diagnostic(
          .error, at: text.location(0..<0), "book.yml has no title",
          explanation: "Write a line of the form title: Learning by gradient."))
    }
    var list = ChapterListReader(files: files, status: status)
    let appendices = list.appendices(of: entries[.appendices], &reader)
    let parts =
      list.parts(of: entries[.chapters], besides: appendices, &reader)
      ?? [.init(chapters: list.defaultChapters(besides: appendices, &reader))]
    var configuration = BookConfiguration(title: title ?? "", parts: list.coverText(&reader) + parts + appendices)
    PublicationReader(status: status).read(entries, into: &configuration, &reader)
    if let authors = reader.list(entries[.authors], key: "authors") {
      configuration.authors = authors.compactMap { reader.string($0, key: "authors") }
    }
    if let language = reader.string(entries[.language], key: "language") {
      configuration.language = language
      checkLanguage(language, entries[.language]!, &reader)
    }
    if let modules = reader.list(entries[.modules], key: "modules") {
      configuration.modules = modules.compactMap { module($0, key: "modules", &reader) }
    }
    if let modules = reader.list(entries[.reference], key: "reference") {
      for case let name? in modules.map({ module($0, key: "reference", &reader) })
      where !configuration.reference.contains(name) {
        configuration.reference.append(name)
      }
    }
    configuration.limits = limits(entries[.limits], &reader)
    if let site = reader.string(entries[.site], key: "site") {
      if site.hasPrefix("/") {
        reader.error(
          at: entries[.site]!, "'\(site)' is a folder of this machine only",
          explanation: "Write it as it is reached from book.yml, as in site: ../public, or name it with --output.")
      } else if let problem = siteProblem(site) {
        reader.error(
          at: entries[.site]!, "the site cannot be in '\(site)': \(problem)",
          explanation: "A site is a folder of its own, as in site: ../public.")
      } else {
        configuration.site = Path.normalise(site)
      }
    }
    if let file = reader.string(entries[.bibliography], key: "bibliography") {
      switch status(Path.normalise(file)) {
      case .file: configuration.bibliography = Path.normalise(file)
      case .outside, .special, .missing:
        reader.error(
          at: entries[.bibliography]!, "there is no file '\(file)' in the book's folder",
          explanation: "It holds the works that the book cites, in BibTeX or, as a .json, in CSL-JSON.")
      }
    }
    if let version = entries[.swift],
      let mode = choice(
        version, "swift", ["5": 5, "6": 6], "a language mode of cells",
        "It is 5, what scripts have, or 6, with the checks of Swift 6.", &reader)
    {
      configuration.swiftVersion = mode
    }
    // Cells run although book.yml has an error: then never without a sandbox that may have been asked for.
    configuration.isSandboxed = reader.unknownKeys.contains {
      Spelling.nearest($0, among: BookKey.allCases.map(\.rawValue)) == BookKey.sandbox.rawValue
    }
    if let sandbox = entries[.sandbox] {
      let isSandboxed = choice(
        sandbox, "sandbox", ["true": true, "false": false], "a value of 'sandbox'",
        "It is true, which runs cells in a sandbox, or false, which runs them with the rights of whoever builds.",
        &reader)
      configuration.isSandboxed = isSandboxed ?? true
    }
    if let optimize = entries[.optimize] {
      let isOptimized: Bool?? = choice(
        optimize, "optimize", ["auto": nil, "on": true, "off": false], "a value of 'optimize'",
        "It is on, which compiles all cells with -O, off, which compiles them without, or auto, which decides for each.",
        &reader)
      configuration.optimizes = isOptimized ?? nil
    }
    if let html = entries[.html] {
      let refusesHTML = choice(
        html, "html", ["none": true, "raw": false], "a value of 'html'",
        "It is none, which refuses HTML in chapters, or raw, which puts it on the page as it is written.", &reader)
      configuration.refusesHTML = refusesHTML ?? true
    }
    return (configuration, reader.diagnostics.inOrder())
  }

  /// One of the values that a key may have.
  private func choice<Value>(
    _ node: Yams.Node, _ key: String, _ values: [String: Value], _ meaning: String, _ explanation: String,
    _ reader: inout YAMLReader
  ) -> Value? {
    guard let text = reader.string(node, key: key) else { return nil }
    if let value = values[text] { return value }
    reader.error(at: node, "'\(text)' is not \(meaning)", explanation: explanation)
    return nil
  }

  private func checkLanguage(_ language: String, _ node: Yams.Node, _ reader: inout YAMLReader) {
    let parts = language.split(separator: "-", omittingEmptySubsequences: false)
    let isWellFormed =
      parts.allSatisfy { (1...8).contains($0.utf8.count) && $0.utf8.allSatisfy { $0.isLetter || $0.isDigit } }
      && parts[0].utf8.count >= 2 && parts[0].utf8.allSatisfy(\.isLetter)
    if !isWellFormed {
      reader.error(
        at: node, "'\(language)' is not the name of a language",
        explanation: "It is what HTML's 'lang' wants: en, de, pt-BR.")
    }
  }

  private func module(_ node: Yams.Node, key: String, _ reader: inout YAMLReader) -> String? {
    guard let name = reader.string(node, key: key) else { return nil }
    if !knownModules.contains(name) {
      reader.error(
        at: node, "'\(name)' is not a module that is built into the tool",
        explanation: Spelling.advice(for: name, among: knownModules, choices: "The modules are"))
    }
    return name
  }

  private func limits(_ node: Yams.Node?, _ reader: inout YAMLReader) -> BookConfiguration.Limits {
    var limits = BookConfiguration.Limits()
    guard let node, let entries = reader.entries(of: node, in: "limits", as: BookConfiguration.Limits.Name.self)
    else { return limits }
    for name in BookConfiguration.Limits.Name.allCases {
      guard let quantity = quantity(entries[name], name, &reader) else { continue }
      limits[name] = quantity
    }
    return limits
  }

  /// A number greater than 0 with one of the units, the first of which may be left out.
  private func quantity(
    _ node: Yams.Node?, _ name: BookConfiguration.Limits.Name, _ reader: inout YAMLReader
  ) -> Double? {
    let key = name.rawValue
    guard let node, let text = reader.string(node, key: key) else { return nil }
    let (units, example) = Self.units(of: name)
    let digits = text.utf8.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
    let unit = String(text.utf8.dropFirst(digits.count).drop(while: \.isBlank)) ?? ""
    let factor = units.first { $0.key == unit }?.value ?? (unit.isEmpty ? 1 : nil)
    if let factor, let number = Double(String(digits) ?? ""), number > 0, number * factor < 1e15,
      number * factor >= 1 || units.count == 2
    {
      return number * factor
    }
    let names = units.map(\.key).joined(separator: ", ")
    reader.error(
      at: node, "'\(text)' cannot be the limit '\(key)'",
      explanation: "Write a number greater than 0 and a unit, as in \(key): \(example). The units are \(names).")
    return nil
  }
  private static func units(
    of name: BookConfiguration.Limits.Name
  ) -> (units: KeyValuePairs<String, Double>, example: String) {
    let bytes: KeyValuePairs = [
      "B": 1.0, "KiB": 1024, "MiB": 1_048_576, "GiB": 1_073_741_824, "kB": 1e3, "MB": 1e6, "GB": 1e9,
    ]
    return switch name {
    case .timeout: (["s": 1, "min": 60], "60 s")
    case .output: (bytes, "1 MiB")
    case .memory: (bytes, "4 GiB")
    }
  }
}
