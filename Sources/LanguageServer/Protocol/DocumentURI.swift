import Text

/// A `file:` URI and the path that it names.
enum DocumentURI {
  /// The absolute path; nil for what is no file of this machine.
  static func path(of uri: String) -> String? {
    guard uri.lowercased().hasPrefix("file://") else { return nil }
    var rest = uri.dropFirst("file://".count)
    if rest.lowercased().hasPrefix("localhost/") { rest = rest.dropFirst("localhost".count) }
    guard rest.hasPrefix("/") else { return nil }
    let path = PercentEncoding.decoded(String(rest.prefix { $0 != "?" && $0 != "#" }))
    return path.utf8.contains(0) ? nil : path
  }

  static func uri(of path: String) -> String { "file://" + PercentEncoding.encoded(path: path) }
}
