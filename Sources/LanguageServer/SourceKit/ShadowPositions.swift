import Book
import Markdown

/// Makes of what sourcekit-lsp says about a chapter's shadow what is true of the chapter: its name, and positions in the editor's units.
struct ShadowPositions {
  let encoding: PositionEncoding
  let chapter: Chapter
  /// The chapter as the editor names it.
  let uri: String
  let isShadow: (String) -> Bool

  func translated(_ value: JSONValue) -> JSONValue {
    switch value {
    case .array(let values): return .array(values.map(translated))
    case .object(let members):
      if let position = position(members) { return position }
      // Positions in other files are left as they are.
      if let uri = members["uri"]?.string ?? members["targetUri"]?.string, !isShadow(uri) { return value }
      return .object(
        members.reduce(into: [:]) { result, member in
          let isName = ["uri", "targetUri"].contains(member.key)
          result[member.key] = isName ? .string(uri) : member.key == "data" ? nil : translated(member.value)
        })
    default: return value
    }
  }

  private func position(_ members: [String: JSONValue]) -> JSONValue? {
    guard members.count == 2, let line = members["line"]?.integer, let character = members["character"]?.integer else {
      return nil
    }
    let offset = PositionEncoding.utf16.offset(of: Position(line: line, character: character), in: chapter.source)
    return try? JSONValue(encoding.position(of: offset, in: chapter.source))
  }
}
