import Execution
import Foundation

/// What sourcekit-lsp knows of the cells of a book's chapters. It is started when it is asked for the first time.
///
/// Everything is called on the server's queue, and answers come there.
final class SwiftService: @unchecked Sendable {
  typealias Answer = (Result<JSONValue, ResponseError>) -> Void

  private let queue: DispatchQueue
  private let log: (String) -> Void
  private var process: SourceKitServer?
  private var framing = MessageFraming()
  private var lastRequest = 0
  private var answers: [Int: Answer] = [:]
  /// What is said to it once it has said what it can do.
  private var waiting: [JSONValue]? = []
  /// The texts that it has, by their paths.
  private var texts: [String: (text: String, version: Int)] = [:]
  /// Whether it has gone.
  private(set) var hasEnded = false

  /// - Parameter capabilities: those of the editor, as it said them.
  init(
    _ executor: Executor, chapters: [String], capabilities: JSONValue, on queue: DispatchQueue,
    log: @escaping (String) -> Void
  ) throws {
    self.queue = queue
    self.log = log
    process = try executor.sourceKitServer(for: chapters) { [weak self] bytes in
      queue.async { [weak self] in self?.receive(bytes) }
    }
    guard let process else {
      hasEnded = true
      return
    }
    let number = number { [weak self] _ in self?.begin() }
    let parameters: JSONValue = [
      "processId": .integer(Int(getpid())), "rootUri": .string(DocumentURI.uri(of: process.workspace)),
      "capabilities": ["textDocument": capabilities["textDocument"] ?? [:]],
    ]
    send(Message.request(.integer(number), "initialize", parameters), isFirst: true)
  }

  /// Whether a chapter was known at its start.
  func knows(_ chapter: String) -> Bool { process?.document(of: chapter) != nil }

  /// Asks for something at a position, in units of UTF-16.
  ///
  /// - Returns: the number of the request, by which it can be cancelled; nil where nobody is there to be asked.
  func ask(
    _ method: String, of chapter: String, _ text: String, at position: Position, _ parameters: JSONValue,
    answer: @escaping Answer
  ) -> Int? {
    guard !hasEnded, let path = process?.document(of: chapter), let position = try? JSONValue(position) else {
      return nil
    }
    let uri = DocumentURI.uri(of: path)
    update(uri, path, text)
    var parameters = parameters
    parameters["textDocument"] = ["uri": .string(uri)]
    parameters["position"] = position
    let number = number(answer)
    send(Message.request(.integer(number), method, parameters))
    return number
  }

  func cancel(_ number: Int) {
    guard answers[number] != nil else { return }
    send(Message.notification("$/cancelRequest", ["id": .integer(number)]))
  }

  /// The chapter of a document of its.
  func isDocument(_ uri: String, of chapter: String) -> Bool {
    process?.document(of: chapter).map { DocumentURI.path(of: uri) == $0 } ?? false
  }

  private func update(_ uri: String, _ path: String, _ text: String) {
    guard let known = texts[path] else {
      texts[path] = (text, 1)
      return send(
        Message.notification(
          "textDocument/didOpen",
          ["textDocument": ["uri": .string(uri), "languageId": "swift", "version": 1, "text": .string(text)]]))
    }
    guard known.text != text else { return }
    texts[path] = (text, known.version + 1)
    send(
      Message.notification(
        "textDocument/didChange",
        [
          "textDocument": ["uri": .string(uri), "version": .integer(known.version + 1)],
          "contentChanges": [["text": .string(text)]],
        ]))
  }

  // MARK: Messages

  private func number(_ answer: @escaping Answer) -> Int {
    lastRequest += 1
    answers[lastRequest] = answer
    return lastRequest
  }

  private func send(_ message: JSONValue, isFirst: Bool = false) {
    if !isFirst, waiting != nil {
      waiting?.append(message)
    } else {
      process?.send(MessageFraming.framed(message.bytes))
    }
  }

  /// It has said what it can do.
  private func begin() {
    let messages = waiting ?? []
    waiting = nil
    send(Message.notification("initialized", [:]))
    for message in messages { send(message) }
  }

  private func receive(_ bytes: ArraySlice<UInt8>) {
    guard !bytes.isEmpty else { return lose() }
    framing.append(bytes)
    do throws(MessageFraming.Unreadable) {
      while let body = try framing.next() {
        guard let value = try? JSONValue(parsing: body), let message = Message(value) else { continue }
        take(message)
      }
    } catch {
      log("sourcekit-lsp: \(error)")
      lose()
    }
  }

  private func take(_ message: Message) {
    switch message.kind {
    case .response(let id, let result, let error):
      guard let number = id.integer, let answer = answers.removeValue(forKey: number) else { return }
      if let error, error != .null {
        answer(.failure(ResponseError(.requestFailed, error["message"]?.string ?? "sourcekit-lsp has no answer")))
      } else {
        answer(.success(result ?? .null))
      }
    // It is satisfied with nothing, whatever it wants to know.
    case .request(let id, _, _): send(Message.response(id, .null))
    case .notification: break
    }
  }

  private func lose() {
    hasEnded = true
    let lost = answers.values
    answers = [:]
    for answer in lost { answer(.success(.null)) }
  }

  // MARK: The end

  /// Asks it to end, and waits for that. Not to be called on the queue.
  func end() {
    let process = queue.sync {
      if !hasEnded {
        waiting = nil
        send(Message.request("end", "shutdown", .null))
        send(Message.notification("exit", .null))
      }
      return self.process
    }
    process?.end()
    queue.sync {
      lose()
      self.process = nil
    }
  }
}
