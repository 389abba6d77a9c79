/// What editors are given.
enum Answers {
  struct Diagnostic: Encodable, Hashable {
    enum Severity: Int, Encodable { case error = 1, warning, information, hint }

    var range: TextRange
    var severity: Severity
    var code: String
    var source = "colophon"
    var message: String
    var relatedInformation: [RelatedInformation]?
  }

  struct RelatedInformation: Encodable, Hashable {
    var location: Location
    var message: String
  }

  struct Location: Codable, Hashable {
    var uri: String
    var range: TextRange
  }

  struct PublishDiagnostics: Encodable {
    var uri: String
    var version: Int?
    var diagnostics: [Diagnostic]
  }

  struct TextEdit: Codable, Hashable {
    var range: TextRange
    var newText: String
  }

  /// Edits of one document: with its version for editors that take it, so that they refuse what was made for another text.
  struct WorkspaceEdit: Encodable {
    struct DocumentEdit: Encodable {
      struct Document: Encodable {
        var uri: String
        /// Null where no editor has the document open.
        var version: Int?

        private enum CodingKeys: CodingKey { case uri, version }

        func encode(to encoder: any Encoder) throws {
          var container = encoder.container(keyedBy: CodingKeys.self)
          try container.encode(uri, forKey: .uri)
          try container.encode(version, forKey: .version)
        }
      }
      var textDocument: Document
      var edits: [TextEdit]
    }
    var documentChanges: [DocumentEdit]?
    var changes: [String: [TextEdit]]?
  }

  struct CodeAction: Encodable {
    var title: String
    var kind = "quickfix"
    var diagnostics: [Diagnostic]?
    var isPreferred: Bool?
    var edit: WorkspaceEdit?
    var command: Command?
  }

  struct Command: Encodable {
    var title: String
    var command: String
    var arguments: [JSONValue]
  }

  struct Hover: Encodable {
    struct Contents: Encodable {
      var kind = "markdown"
      var value: String
    }
    var contents: Contents
    var range: TextRange?
  }

  struct DocumentSymbol: Encodable, Hashable {
    enum Kind: Int, Encodable { case section = 15, value = 12, number = 16 }

    var name: String
    var detail: String?
    var kind: Kind
    var range: TextRange
    var selectionRange: TextRange
    var children: [DocumentSymbol] = []
  }

  /// A symbol for editors that take no symbols within symbols.
  struct SymbolInformation: Encodable {
    var name: String
    var kind: DocumentSymbol.Kind
    var location: Location
    var containerName: String?
  }
}
