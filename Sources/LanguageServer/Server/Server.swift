import Book
import Foundation
import Pipeline
import Synchronization

/// What an editor asks, and what it is answered.
///
/// Messages are taken one after the other on one queue; all that takes time goes on elsewhere and comes back to it.
final class Server: @unchecked Sendable {
  let editor: EditorConnection
  let queue = DispatchQueue(label: "language server")
  let request: Request
  let log: @Sendable (String) -> Void

  // What follows is touched on the queue alone.
  var capabilities = Capabilities()
  /// Those of the editor as it said them.
  var spokenCapabilities: JSONValue = [:]
  var documents: [String: OpenDocument] = [:]
  /// Chapters that no editor has open and that include a text that is, likewise.
  var followed: [String: OpenDocument] = [:]
  /// What is wrong in files that chapters include, by the files' names for the editor and by those of the chapters' documents.
  var included: [String: [String: [Answers.Diagnostic]]] = [:]
  var books: [String: OpenBook] = [:]
  /// Requests that are being answered elsewhere, and how to give each up.
  var pending: [JSONValue: () -> Void] = [:]
  /// What is done when the editor answers a request; nil is an error's result.
  var answers: [JSONValue: (JSONValue?) -> Void] = [:]
  let progress: RunProgress
  /// What is ended for books that are not open any more.
  let leaving = DispatchGroup()
  var lastToken = 0
  private var state = State.new

  private enum State { case new, initialized, shutDown }

  /// Whether the editor has said its last word.
  private var isOver = false
  private let hasEnded = Mutex(false)

  init(_ request: Request, _ editor: EditorConnection, log: @escaping @Sendable (String) -> Void) {
    self.request = request
    self.editor = editor
    self.log = log
    progress = RunProgress(editor)
  }

  var exitCode: Int32 { queue.sync { state == .shutDown ? 0 : 1 } }

  /// Takes a message's body; false where it was the last.
  func receive(_ body: [UInt8]) -> Bool {
    queue.sync {
      take(body)
      return !isOver
    }
  }

  /// Ends all that was started, and removes all that was made.
  func end() {
    // Whoever comes second waits for the first.
    hasEnded.withLock { hasEnded in
      if hasEnded { return }
      hasEnded = true
      for book in queue.sync(execute: { Array(books.values) }) { book.end() }
      leaving.wait()
      queue.sync {
        documents = [:]
        followed = [:]
        books = [:]
      }
    }
  }

  // MARK: Messages

  private func take(_ body: [UInt8]) {
    guard let value = try? JSONValue(parsing: body) else {
      return editor.send(Message.response(.null, ResponseError(.parseError, "this is no JSON")))
    }
    guard let message = Message(value) else {
      return editor.send(
        Message.response(.null, ResponseError(.invalidRequest, "this is no request, notification or response")))
    }
    switch message.kind {
    case .request(let id, let method, let parameters): answer(id, method, parameters)
    case .notification(let method, let parameters): hear(method, parameters)
    case .response(let id, let result, _): answers.removeValue(forKey: id)?(result)
    }
  }

  private func answer(_ id: JSONValue, _ method: String, _ parameters: JSONValue) {
    do {
      switch (state, method) {
      case (.new, "initialize"): respond(id, try initialize(parameters))
      case (.new, _): throw ResponseError(.serverNotInitialized, "'initialize' comes first")
      case (.shutDown, _): throw ResponseError(.invalidRequest, "the server has been asked to end")
      case (.initialized, "initialize"): throw ResponseError(.invalidRequest, "'initialize' comes once")
      case (.initialized, "shutdown"):
        state = .shutDown
        respond(id, .null)
      case (.initialized, "textDocument/hover"): try hover(id, parameters)
      case (.initialized, "textDocument/completion"): try forward(id, method, parameters)
      case (.initialized, "textDocument/definition"): try forward(id, method, parameters)
      case (.initialized, "textDocument/documentSymbol"): respond(id, try symbols(parameters))
      case (.initialized, "textDocument/codeAction"): respond(id, try codeActions(parameters))
      case (.initialized, "workspace/executeCommand"): respond(id, try execute(parameters))
      default: throw ResponseError(.methodNotFound, "there is no '\(method)' here")
      }
    } catch let error as ResponseError {
      editor.send(Message.response(id, error))
    } catch let error as DecodingError {
      editor.send(Message.response(id, ResponseError(.invalidParameters, "'\(method)': \(error.sentence)")))
    } catch {
      editor.send(Message.response(id, ResponseError(.requestFailed, "\(error)")))
    }
  }

  private func hear(_ method: String, _ parameters: JSONValue) {
    if method == "exit" { isOver = true }
    guard state == .initialized else { return }
    do {
      switch method {
      case "textDocument/didOpen": try open(parameters)
      case "textDocument/didChange": try change(parameters)
      case "textDocument/didSave": try save(parameters)
      case "textDocument/didClose": try close(parameters)
      case "$/cancelRequest":
        if let id = parameters["id"] { pending[id]?() }
      // What else is said may be passed over.
      default: break
      }
    } catch {
      log("'\(method)': \((error as? DecodingError)?.sentence ?? "\(error)")")
    }
  }

  func respond(_ id: JSONValue, _ result: JSONValue) { editor.send(Message.response(id, result)) }

  private func initialize(_ parameters: JSONValue) throws -> JSONValue {
    spokenCapabilities = parameters["capabilities"] ?? [:]
    capabilities = try parameters.decoded(as: Parameters.Initialize.self).capabilities ?? Capabilities()
    progress.isWanted = capabilities.takesProgress
    state = .initialized
    return [
      "serverInfo": ["name": "build-book"],
      "capabilities": [
        "positionEncoding": .string(capabilities.encoding.rawValue),
        "textDocumentSync": ["openClose": true, "change": 2, "save": ["includeText": false]],
        "hoverProvider": true, "definitionProvider": true, "documentSymbolProvider": true,
        "completionProvider": ["triggerCharacters": ["."]],
        "codeActionProvider": ["codeActionKinds": ["quickfix"]],
        "executeCommandProvider": ["commands": [.string(Self.acceptCommand)]],
      ],
    ]
  }

  static let acceptCommand = "colophon.accept"
}

extension DecodingError {
  /// What is wrong with parameters.
  var sentence: String {
    switch self {
    case .keyNotFound(let key, let context): "'\(key.stringValue)' is missing\(Self.path(context))"
    case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
      "something is not what it should be\(Self.path(context))"
    @unknown default: "\(self)"
    }
  }

  private static func path(_ context: Context) -> String {
    context.codingPath.isEmpty ? "" : " in '\(context.codingPath.map(\.stringValue).joined(separator: "."))'"
  }
}
