/// A request, a notification or a response.
struct Message {
  enum Kind {
    case request(id: JSONValue, method: String, parameters: JSONValue)
    case notification(method: String, parameters: JSONValue)
    case response(id: JSONValue, result: JSONValue?, error: JSONValue?)
  }

  let kind: Kind

  /// nil for what is no message of JSON-RPC.
  init?(_ value: JSONValue) {
    let parameters = value["params"] ?? .null
    switch (value["id"], value["method"]?.string) {
    case (let id?, let method?):
      switch id {
      case .integer, .string: kind = .request(id: id, method: method, parameters: parameters)
      default: return nil
      }
    case (nil, let method?): kind = .notification(method: method, parameters: parameters)
    case (let id?, nil):
      guard value["result"] != nil || value["error"] != nil else { return nil }
      kind = .response(id: id, result: value["result"], error: value["error"])
    case (nil, nil): return nil
    }
  }

  static func request(_ id: JSONValue, _ method: String, _ parameters: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "method": .string(method), "params": parameters]
  }

  static func notification(_ method: String, _ parameters: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "method": .string(method), "params": parameters]
  }

  static func response(_ id: JSONValue, _ result: JSONValue) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "result": result]
  }

  static func response(_ id: JSONValue, _ error: ResponseError) -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "error": ["code": .integer(error.code.rawValue), "message": .string(error.message)]]
  }
}

/// Why a request has no result.
struct ResponseError: Error {
  enum Code: Int {
    case parseError = -32700
    case invalidRequest = -32600
    case methodNotFound = -32601
    case invalidParameters = -32602
    case serverNotInitialized = -32002
    case requestFailed = -32803
    case requestCancelled = -32800
  }

  var code: Code
  var message: String

  init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }
}
