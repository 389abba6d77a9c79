/// What a value is besides its text: a page may show it otherwise, and machines read it.
///
/// A new one is a case here, with how it travels; where a value becomes one (`Presentation` of the cell host); and how a page
/// shows it (`OutputWeaver`). All between them goes by the text, and hands it on.
package enum ValueForm: Sendable, Hashable {
  case tensor(TensorValue)
  case table(TableValue)
  case html(HTMLValue)

  /// The expression that gave it where that is a name.
  package var name: String? {
    switch self {
    case .tensor(let tensor): tensor.name
    case .table(let table): table.name
    case .html(let html): html.name
    }
  }

  /// Whether a number in its text without a point may be so by rounding.
  package var hasRealNumbers: Bool {
    switch self {
    case .tensor(let tensor): tensor.hasRealNumbers
    case .table, .html: false
    }
  }
}

extension ValueForm: Codable {
  private enum CodingKeys: String, CodingKey { case tensor, table, html }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    self =
      switch container.allKeys.first {
      case .tensor?: .tensor(try container.decode(TensorValue.self, forKey: .tensor))
      case .table?: .table(try container.decode(TableValue.self, forKey: .table))
      case .html?: .html(try container.decode(HTMLValue.self, forKey: .html))
      case nil:
        throw DecodingError.dataCorrupted(.init(codingPath: container.codingPath, debugDescription: "no known form"))
      }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch self {
    case .tensor(let tensor): try container.encode(tensor, forKey: .tensor)
    case .table(let table): try container.encode(table, forKey: .table)
    case .html(let html): try container.encode(html, forKey: .html)
    }
  }
}

extension WireWriter {
  mutating func write(_ form: ValueForm) {
    switch form {
    case .tensor(let tensor):
      write(0)
      write(tensor)
    case .table(let table):
      write(1)
      write(table)
    case .html(let html):
      write(2)
      write(html)
    }
  }
}

extension WireReader {
  mutating func valueForm() throws(Malformed) -> ValueForm {
    switch try int() {
    case 0: .tensor(try tensor())
    case 1: .table(try table())
    case 2: .html(try html())
    default: throw Malformed()
    }
  }
}
