/// The parameters of what an editor asks, as far as they matter here.
enum Parameters {
  struct Initialize: Decodable {
    var capabilities: Capabilities?
  }

  struct Open: Decodable {
    struct Document: Decodable {
      var uri: String
      var version: Int?
      var text: String
    }
    var textDocument: Document
  }

  struct Change: Decodable {
    struct Content: Decodable {
      /// nil where the text is that of the whole document.
      var range: TextRange?
      var text: String
    }
    var textDocument: Document
    var contentChanges: [Content]
  }

  struct Document: Decodable {
    var uri: String
    var version: Int?
  }

  struct OfDocument: Decodable {
    var textDocument: Document
  }

  struct AtPosition: Decodable {
    var textDocument: Document
    var position: Position
  }

  struct InRange: Decodable {
    var textDocument: Document
    var range: TextRange
    var context: Context?

    struct Context: Decodable {
      var only: [String]?
    }
  }

  struct Execute: Decodable {
    var command: String
    var arguments: [JSONValue]?
  }
}

/// What an editor can do.
struct Capabilities: Decodable, Sendable {
  struct General: Decodable {
    var positionEncodings: [String]?
  }
  struct Workspace: Decodable {
    struct Edit: Decodable { var documentChanges: Bool? }
    var workspaceEdit: Edit?
  }
  struct TextDocument: Decodable {
    struct PublishDiagnostics: Decodable { var relatedInformation: Bool? }
    struct DocumentSymbol: Decodable { var hierarchicalDocumentSymbolSupport: Bool? }
    var publishDiagnostics: PublishDiagnostics?
    var documentSymbol: DocumentSymbol?
  }
  struct Window: Decodable {
    var workDoneProgress: Bool?
  }

  let encoding: PositionEncoding
  let takesDocumentChanges: Bool
  let takesRelatedInformation: Bool
  let takesNestedSymbols: Bool
  let takesProgress: Bool

  private enum Key: CodingKey { case general, workspace, textDocument, window }

  /// Those of an editor that says nothing of itself.
  init() {
    encoding = .utf16
    takesDocumentChanges = false
    takesRelatedInformation = false
    takesNestedSymbols = false
    takesProgress = false
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let general = try container.decodeIfPresent(General.self, forKey: .general)
    encoding = general?.positionEncodings?.contains(PositionEncoding.utf8.rawValue) == true ? .utf8 : .utf16
    let workspace = try container.decodeIfPresent(Workspace.self, forKey: .workspace)
    takesDocumentChanges = workspace?.workspaceEdit?.documentChanges ?? false
    let document = try container.decodeIfPresent(TextDocument.self, forKey: .textDocument)
    takesRelatedInformation = document?.publishDiagnostics?.relatedInformation ?? false
    takesNestedSymbols = document?.documentSymbol?.hierarchicalDocumentSymbolSupport ?? false
    takesProgress = try container.decodeIfPresent(Window.self, forKey: .window)?.workDoneProgress ?? false
  }
}
