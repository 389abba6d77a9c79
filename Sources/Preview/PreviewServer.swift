import Book
import FlyingFox
import FlyingSocks
import Foundation
import Storage
import Text

/// Serves a live book's pages to browsers of this machine, and to nobody else.
struct PreviewServer {
  let book: LiveBook
  let client: PreviewClient
  let port: UInt16

  struct NoPort: UserError {
    let description: String
  }

  /// The address of the first page.
  var address: String { "http://127.0.0.1:\(port)/" }

  /// The port that was asked for, or the first from 8000 on that nobody listens on.
  static func port(_ wanted: Int?) throws(NoPort) -> UInt16 {
    if let wanted {
      guard let port = UInt16(exactly: wanted), port > 0 else {
        throw NoPort(description: "\(wanted) is not the number of a port: these go from 1 to 65535")
      }
      guard isFree(port) else {
        throw NoPort(description: "port \(port) is taken by another program: name another with --port")
      }
      return port
    }
    guard let port = (8000..<8100).first(where: isFree) else {
      throw NoPort(description: "no port from 8000 to 8099 is free: name another with --port")
    }
    return port
  }

  private static func isFree(_ port: UInt16) -> Bool {
    guard let socket = try? Socket(domain: AF_INET) else { return false }
    defer { try? socket.close() }
    try? socket.setValue(true, for: .localAddressReuse)
    guard let address = try? sockaddr_in.inet(ip4: "127.0.0.1", port: port) else { return false }
    return (try? socket.bind(to: address)) != nil && (try? socket.listen()) != nil
  }

  func run() async throws {
    let server = HTTPServer(
      address: try sockaddr_in.inet(ip4: "127.0.0.1", port: port), logger: .disabled,
      handler: ClosureHTTPHandler { request in await answer(to: request) })
    try await server.run()
  }

  // MARK: Answers

  private func answer(to request: HTTPRequest) async -> HTTPResponse {
    // A page of another site could send its reader's browser here: such a request names that site.
    guard isOwn(request) else { return text(.forbidden, "This preview is for the browsers of its own machine.") }
    switch (request.method, request.path) {
    case (.GET, "/_preview/events"):
      return HTTPResponse(
        statusCode: .ok, headers: [.contentType: "text/event-stream", .cacheControl: "no-store"],
        body: HTTPBodySequence(from: book.events.listen()))
    case (.GET, "/_preview/state"): return json(book.state(of: page(of: request)))
    case (.POST, "/_preview/accept"):
      guard let body = try? await request.bodyData, body.count < 4096 else {
        return text(.badRequest, "The name of a cell is missing.")
      }
      return json(await book.accept(String(decoding: body, as: UTF8.self)))
    case (.GET, _), (.HEAD, _):
      guard let (name, bytes) = content(at: path(of: request)) else {
        return text(.notFound, "There is no such page.")
      }
      return HTTPResponse(
        statusCode: .ok, headers: HTTPHeaders([.contentType: ContentType.of(name), .cacheControl: "no-store"]),
        body: request.method == .HEAD ? Data() : Data(bytes))
    default: return text(.methodNotAllowed, "A preview is read.")
    }
  }

  private func content(at path: String) -> (name: String, bytes: [UInt8])? {
    if path.hasPrefix("_preview/") { return client[Path.file(of: path)].map { (path, $0) } }
    guard let file = book.file(path) else { return nil }
    return (path, path.hasSuffix(".html") ? PreviewClient.following(file.bytes, path: path) : file.bytes)
  }

  private func isOwn(_ request: HTTPRequest) -> Bool {
    let hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
    guard let host = request.headers[.host], hosts.contains(host) else { return false }
    guard let origin = request.headers[HTTPHeader("Origin")] else {
      return request.method == .GET || request.method == .HEAD
    }
    return origin == "http://" + host
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
      statusCode: .ok, headers: [.contentType: "application/json", .cacheControl: "no-store"],
      body: (try? encoder.encode(value)) ?? Data("null".utf8))
  }
}
