import Foundation

/// What scripts hand over to those of the pages: a page that was opened as a file can read nothing else.
enum ScriptData {
  /// A value as JSON, the same for the same value.
  ///
  /// - Parameter value: texts and finite numbers, so that it cannot fail.
  static func json(_ value: some Encodable) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(value), as: UTF8.self)
    } catch {
      preconditionFailure("what a script hands over cannot be written: \(error)")
    }
  }
}
