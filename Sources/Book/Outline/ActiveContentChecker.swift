import Markdown

/// Finds what would run on a page, or could, for a book with `html: none`: HTML that an author wrote into a chapter, links that
/// run a script, and links to files that a browser runs scripts of.
package struct ActiveContentChecker {
  private let files: Set<String>

  /// - Parameter files: the files of all chapters.
  package init(files: [String]) { self.files = Set(files) }

  /// Where a chapter holds any of it, in the order of the text.
  package func problems(of chapter: Chapter) -> [Diagnostic] {
    chapter.documents.flatMap { document in document.nodes.compactMap { problem($0, in: chapter) } }
  }

  private func problem(_ node: Node, in chapter: Chapter) -> Diagnostic? {
    switch node.kind {
    // What marks a part of a file is a comment that shows nothing and runs nothing.
    case .htmlBlock(let html) where html.split(separator: "\n").allSatisfy({ IncludedPart.mark($0) != nil }): return nil
    case .htmlBlock, .htmlInline:
      return Diagnostic(
        .error, at: Diagnostic.Location(chapter.source.trimmingLineEnding(node.range), in: chapter.source),
        "this chapter may hold no HTML",
        explanation: "The book says 'html: none'. A '<' that is only to be shown is written \\<.")
    case .link(let destination, _): return problem(destination, node, in: chapter)
    // A picture of this kind shows nothing but itself, and its scripts do not run.
    case .image(let destination, _) where Self.scheme(of: destination) != "data":
      return Self.runs(destination) ? refusal(of: destination, node, in: chapter) : nil
    default: return nil
    }
  }

  private func problem(_ destination: String, _ node: Node, in chapter: Chapter) -> Diagnostic? {
    if Self.runs(destination) { return refusal(of: destination, node, in: chapter) }
    guard case .file(let path) = LinkTarget(URIReference(destination), in: chapter.file, of: files),
      !Self.inertTypes.contains(Self.ending(of: Path.file(of: path)))
    else { return nil }
    return Diagnostic(
      .error, at: node.location(of: destination, in: chapter.source),
      "a link may not lead to '\(Path.file(of: path))', in which scripts may run",
      explanation: """
        The book says 'html: none', and a file of this kind is not known to be text, data, a picture, sound or film. A \
        drawing can be shown as a picture, ![…](…), in which no script runs.
        """)
  }

  /// What follows the last full stop of a file's name, in lower case; empty where it has none but the first sign.
  private static func ending(of file: String) -> String {
    guard let point = file.lastIndex(of: "."), point != file.startIndex else { return "" }
    return file[file.index(after: point)...].lowercased()
  }

  private func refusal(of destination: String, _ node: Node, in chapter: Chapter) -> Diagnostic {
    Diagnostic(
      .error, at: node.location(of: destination, in: chapter.source),
      "a link may not begin with '\(Self.scheme(of: destination) ?? ""):'",
      explanation: "The book says 'html: none', and what such a link leads to is run or shown by the browser itself.")
  }

  private static func runs(_ destination: String) -> Bool {
    scheme(of: destination).map(["javascript", "vbscript", "data"].contains) ?? false
  }

  /// The scheme as a browser reads it, which passes over control characters and blanks.
  private static func scheme(of destination: String) -> String? {
    let visible = String(String.UnicodeScalarView(destination.unicodeScalars.filter { $0.value > 0x20 }))
    return URIReference(visible).scheme?.lowercased()
  }

  /// The endings of files in which a browser runs no script. Whatever is XML may hold one, and a server may say of a file
  /// without an ending that it is.
  private static let inertTypes: Set<String> = [
    "txt", "text", "md", "markdown", "tex", "bib", "log", "pdf", "epub",
    "swift", "c", "h", "cpp", "hpp", "m", "py", "rs", "go", "rb", "java", "kt", "sh", "js", "ts", "css", "sql", "metal",
    "csv", "tsv", "json", "jsonl", "yml", "yaml", "toml", "ini", "diff", "patch", "ipynb",
    "npy", "npz", "safetensors", "onnx", "parquet", "sqlite", "bin", "dat", "idx", "wasm",
    "png", "jpg", "jpeg", "gif", "webp", "avif", "heic", "bmp", "tif", "tiff", "ico",
    "mp3", "m4a", "wav", "ogg", "flac", "mp4", "webm", "mov",
    "zip", "gz", "tgz", "bz2", "xz", "zst", "tar", "7z",
  ]
}
