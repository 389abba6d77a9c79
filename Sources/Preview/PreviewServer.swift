import Book
import FlyingFox
import FlyingSocks
import Foundation
import Site
import Storage
import Text

/// Serves a live book's pages to browsers of this machine, and to nobody else.
struct PreviewServer {
  let book: LiveBook
  let client: PreviewClient
  /// The port on which it listens.
  let port: UInt16

  struct NoPort: UserError {
    let description: String
  }

  /// Throws where a number that is asked for is that of no port.
  static func check(_ wanted: Int?) throws(NoPort) {
    guard let wanted, !(1...65535).contains(wanted) else { return }
    throw NoPort(description: "\(wanted) is not the number of a port: these go from 1 to 65535")
  }

  /// Serves on the port that is asked for, or on the first from 8000 on that no other program has.
  ///
  /// - Parameter isListening: called with the address of the first page when it can be asked for.
  static func run(
    _ book: LiveBook, _ client: PreviewClient, port wanted: Int?, isListening: @escaping @Sendable (String) -> Void
  ) async throws {
    for port in wanted.map({ [UInt16($0)] }) ?? Array(8000..<8100) {
      let server = PreviewServer(book: book, client: client, port: port)
      do {
        try await server.run { isListening("http://127.0.0.1:\(port)/") }
      } catch SocketError.failed(type: _, errno: EADDRINUSE, message: _) {
        continue
      }
    }
    throw NoPort(
      description: wanted.map { "port \($0) is taken by another program: name another with --port" }
        ?? "no port from 8000 to 8099 is free: name another with --port")
  }

  private func run(isListening: @escaping @Sendable () -> Void) async throws {
    let server = HTTPServer(
      address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), logger: .disabled,
      handler: ClosureHTTPHandler { request in Self.guarded(await answer(to: request)) })
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask {
        try await server.waitUntilListening(timeout: 60)
        isListening()
      }
      defer { group.cancelAll() }
      // The second ends where all is well, and the first never does.
      try await group.next()
      try await group.next()
    }
  }

  // MARK: Answers

  private func answer(to request: HTTPRequest) async -> HTTPResponse {
    guard isForThisServer(request), isFromOwnPage(request) else {
      return text(.forbidden, "This preview is for its own pages, in the browsers of its own machine.")
    }
    switch (request.method, request.path) {
    case (.GET, "/_preview/events"):
      return HTTPResponse(
        statusCode: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
        body: HTTPBodySequence(from: book.events.listen()))
    case (.GET, "/_preview/state"): return json(book.state(of: page(of: request)))
    case (.POST, "/_preview/accept"):
      guard let target: AcceptRequest = await content(of: request) else {
        return text(.badRequest, "What is to be accepted is missing.")
      }
      return json(await book.accept(target))
    case (.POST, "/_preview/try"):
      guard let scratch: ScratchRequest = await content(of: request) else {
        return text(.badRequest, "This is no cell.")
      }
      return HTTPResponse(
        statusCode: .ok,
        headers: [.contentType: "application/x-ndjson", .cacheControl: "no-store", .connection: "close"],
        body: HTTPBodySequence(from: Events.Bytes(stream: book.evaluate(scratch))))
    case (.POST, "/_preview/stop"):
      guard let body = try? await request.bodyData, body.count < 4096 else {
        return text(.badRequest, "What is to be stopped is missing.")
      }
      book.stop(String(decoding: body, as: UTF8.self))
      return json(WritingAnswer(changes: 0))
    case (.POST, "/_preview/insert"):
      guard let scratch: ScratchRequest = await content(of: request) else {
        return text(.badRequest, "This is no cell.")
      }
      return json(await book.insert(scratch))
    case (.GET, _), (.HEAD, _):
      guard let (name, bytes) = content(at: path(of: request)) else {
        return missing(path(of: request))
      }
      return HTTPResponse(
        statusCode: .ok,
        headers: HTTPHeaders([.contentType: ContentType.of(name), .cacheControl: "no-store", .connection: "close"]),
        body: request.method == .HEAD ? Data() : Data(bytes))
    default: return text(.methodNotAllowed, "A preview is read.")
    }
  }

  private func missing(_ path: String) -> HTTPResponse {
    let file = Path.file(of: path)
    guard file.hasSuffix(".html") || !file.contains(".") else { return text(.notFound, "There is no such file.") }
    return HTTPResponse(
      statusCode: .notFound,
      headers: [.contentType: "text/html; charset=utf-8", .cacheControl: "no-store", .connection: "close"],
      body: Data(
        PreviewClient.missing(
          path, newPage: book.state(of: path).newPage, page: book.file(SiteWeaver.missingPage)?.bytes)))
  }

  private func content<Content: Decodable>(of request: HTTPRequest) async -> Content? {
    guard let body = try? await request.bodyData, body.count < 1 << 20 else { return nil }
    return try? JSONDecoder().decode(Content.self, from: body)
  }

  private func content(at path: String) -> (name: String, bytes: [UInt8])? {
    if path.hasPrefix("_preview/") { return client[Path.file(of: path)].map { (path, $0) } }
    guard let file = book.file(path) else { return nil }
    return (
      path,
      path.hasSuffix(".html") && !book.isRedirect(path)
        ? PreviewClient.following(file.bytes, path: path, contents: book.contents) : file.bytes
    )
  }

  /// What no page of another site may do with an answer: show it in a frame, where a click could be led to *Accept*, or have it as
  /// a script, a picture or a style sheet of its own, which no rule of origins forbids by itself.
  private static func guarded(_ response: HTTPResponse) -> HTTPResponse {
    var response = response
    response.headers[HTTPHeader("Content-Security-Policy")] = "frame-ancestors 'none'"
    response.headers[HTTPHeader("X-Frame-Options")] = "DENY"
    response.headers[HTTPHeader("Cross-Origin-Resource-Policy")] = "same-origin"
    return response
  }

  /// The host that a request means: a name of somebody else's that leads to this machine would make pages of theirs its own.
  private func isForThisServer(_ request: HTTPRequest) -> Bool {
    request.headers[.host].map { ["127.0.0.1:\(port)", "localhost:\(port)"].contains($0) } ?? false
  }

  /// Whether a request comes from a page of this server or from no page at all. Of another one, also of another port of this machine,
  /// a reader may follow a link. What is no browser does not say where it comes from, and writes nothing.
  private func isFromOwnPage(_ request: HTTPRequest) -> Bool {
    let reads = request.method == .GET || request.method == .HEAD
    if let site = request.headers[HTTPHeader("Sec-Fetch-Site")], site != "same-origin", site != "none" {
      return reads && request.headers[HTTPHeader("Sec-Fetch-Mode")] == "navigate"
        && request.headers[HTTPHeader("Sec-Fetch-Dest")] == "document"
    }
    guard let origin = request.headers[HTTPHeader("Origin")] else { return reads }
    return origin == "http://" + (request.headers[.host] ?? "")
  }

  /// The path in the site; FlyingFox has undone what the browser escaped.
  private func path(of request: HTTPRequest) -> String {
    let path = request.path.drop { $0 == "/" }
    return path.isEmpty ? "index.html" : String(path)
  }

  private func page(of request: HTTPRequest) -> String { request.query.first { $0.name == "page" }?.value ?? "" }

  private func text(_ status: HTTPStatusCode, _ text: String) -> HTTPResponse {
    HTTPResponse(
      statusCode: status, headers: [.contentType: "text/plain; charset=utf-8"], body: Data((text + "\n").utf8))
  }

  private func json(_ value: some Encodable) -> HTTPResponse {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return HTTPResponse(
      statusCode: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store", .connection: "close"],
      body: (try? encoder.encode(value)) ?? Data("null".utf8))
  }
}
