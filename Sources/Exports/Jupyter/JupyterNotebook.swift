/// A notebook as nbformat 4.5 has it. Texts are lists of lines, so that a change of one line is one line of a diff.
struct JupyterNotebook: Encodable {
  var cells: [NotebookCell]
  var metadata: Metadata
  let nbformat = 4
  let nbformatMinor = 5

  enum CodingKeys: String, CodingKey {
    case cells, metadata, nbformat
    case nbformatMinor = "nbformat_minor"
  }

  struct Metadata: Encodable {
    struct KernelSpecification: Encodable {
      let displayName = "Swift"
      let language = "swift"
      let name = "swift"

      enum CodingKeys: String, CodingKey {
        case displayName = "display_name"
        case language, name
      }
    }

    struct LanguageInformation: Encodable {
      let name = "swift"
      let fileExtension = ".swift"
      let mimetype = "text/x-swift"

      enum CodingKeys: String, CodingKey {
        case name, mimetype
        case fileExtension = "file_extension"
      }
    }

    struct Author: Encodable { var name: String }

    let kernelspec = KernelSpecification()
    let languageInformation = LanguageInformation()
    var title: String
    var authors: [Author]?

    enum CodingKeys: String, CodingKey {
      case kernelspec, title, authors
      case languageInformation = "language_info"
    }
  }

  enum NotebookCell: Encodable {
    case markdown(id: String, source: String)
    case code(id: String, source: String, outputs: [Output], number: Int?, metadata: CellMetadata)

    private enum CodingKeys: String, CodingKey {
      case type = "cell_type"
      case number = "execution_count"
      case id, metadata, outputs, source
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .markdown(let id, let source):
        try container.encode("markdown", forKey: .type)
        try container.encode(id, forKey: .id)
        try container.encode(CellMetadata(), forKey: .metadata)
        try container.encode(source.keepingLines, forKey: .source)
      case .code(let id, let source, let outputs, let number, let metadata):
        try container.encode("code", forKey: .type)
        try container.encode(id, forKey: .id)
        try container.encode(metadata, forKey: .metadata)
        try container.encode(source.keepingLines, forKey: .source)
        try container.encode(outputs, forKey: .outputs)
        // It is there even where it is null.
        if let number {
          try container.encode(number, forKey: .number)
        } else {
          try container.encodeNil(forKey: .number)
        }
      }
    }
  }

  struct CellMetadata: Encodable {
    /// What JupyterLab, nbconvert and Jupyter Book know: `hide-input`, `hide-output`, `remove-cell`, `raises-exception`.
    var tags: [String]?
    var jupyter: Folding?

    struct Folding: Encodable {
      var isSourceHidden: Bool?
      var areOutputsHidden: Bool?

      enum CodingKeys: String, CodingKey {
        case isSourceHidden = "source_hidden"
        case areOutputsHidden = "outputs_hidden"
      }
    }
  }

  enum Output: Encodable {
    case stream(String, isErrors: Bool)
    case result(data: [String: String], number: Int)
    case display(data: [String: String])
    case error(name: String, message: String)

    private enum CodingKeys: String, CodingKey {
      case type = "output_type"
      case number = "execution_count"
      case errorName = "ename"
      case errorValue = "evalue"
      case name, text, data, metadata, traceback
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: CodingKeys.self)
      switch self {
      case .stream(let text, let isErrors):
        try container.encode("stream", forKey: .type)
        try container.encode(isErrors ? "stderr" : "stdout", forKey: .name)
        try container.encode(text.keepingLines, forKey: .text)
      case .result(let data, let number):
        try container.encode("execute_result", forKey: .type)
        try container.encode(data.mapValues(\.keepingLines), forKey: .data)
        try container.encode([String: String](), forKey: .metadata)
        try container.encode(number, forKey: .number)
      case .display(let data):
        try container.encode("display_data", forKey: .type)
        try container.encode(data.mapValues(\.keepingLines), forKey: .data)
        try container.encode([String: String](), forKey: .metadata)
      case .error(let name, let message):
        try container.encode("error", forKey: .type)
        try container.encode(name, forKey: .errorName)
        try container.encode(message, forKey: .errorValue)
        try container.encode(message.split(separator: "\n").map(String.init), forKey: .traceback)
      }
    }
  }
}

extension String {
  /// The lines of a text, each with the newline that ends it.
  fileprivate var keepingLines: [String] {
    var lines = split(separator: "\n", omittingEmptySubsequences: false).map { String($0) + "\n" }
    if let last = lines.popLast(), last != "\n" { lines.append(String(last.dropLast())) }
    return lines
  }
}
