import Text
import Yams

/// Reads what `book.yml` says of a book as it is published: what it is about, how it looks, where it will be.
struct PublicationReader {
  let status: (String) -> BookFiles.Status

  func read(_ entries: [BookKey: Yams.Node], into book: inout BookConfiguration, _ reader: inout YAMLReader) {
    book.description = reader.string(entries[.description], key: "description")
    book.date = reader.date(entries[.date], key: "date")
    book.cover = picture(entries[.cover], key: "cover", &reader)
    book.logo = picture(entries[.logo], key: "logo", &reader)
    if let node = entries[.accent], let colour = reader.string(node, key: "accent") {
      let digits = String(colour.lowercased().dropFirst())
      let isNumber = digits.utf8.allSatisfy { $0.isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0) }
      if colour.utf8.first == UInt8(ascii: "#"), [3, 6].contains(digits.utf8.count), isNumber {
        // Of three digits each stands for two.
        book.accent = "#" + (digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : digits)
      } else {
        reader.error(
          at: node, "'\(colour)' is no colour",
          explanation: "Write red, green and blue as in accent: \"#8b2c72\", in quotes, since # begins a comment.")
      }
    }
    book.edit = address(entries[.edit], key: "edit", &reader)
    if let edit = book.edit, !edit.contains("{path}") {
      reader.error(
        at: entries[.edit]!, "'edit' has no {path}",
        explanation: "The file of the chapter is put in its place, as in edit: https://example.org/edit/main/{path}.")
    }
    book.report = address(entries[.report], key: "report", &reader)
    book.url = address(entries[.url], key: "url", &reader).map { $0.hasSuffix("/") ? $0 : $0 + "/" }
    book.redirects = redirects(entries[.redirects], &reader)
  }

  private func picture(_ node: Yams.Node?, key: String, _ reader: inout YAMLReader) -> String? {
    guard let node, let written = reader.string(node, key: key) else { return nil }
    let path = Path.normalise(written)
    let endings = ["svg", "png", "jpg", "jpeg", "webp", "avif", "gif"]
    guard endings.contains(where: { path.lowercased().hasSuffix("." + $0) }) else {
      reader.error(
        at: node, "'\(written)' is no picture", explanation: "Its name ends in .\(endings.joined(separator: ", .")).")
      return nil
    }
    guard !path.hasPrefix("/"), path != "..", !path.hasPrefix("../"), status(path) == .file else {
      reader.error(
        at: node, "there is no picture '\(written)' in the book's folder",
        explanation: "It is looked for from the folder of book.yml.")
      return nil
    }
    return path
  }

  private func address(_ node: Yams.Node?, key: String, _ reader: inout YAMLReader) -> String? {
    guard let node, let text = reader.string(node, key: key) else { return nil }
    let isWhole = text.hasPrefix("https://") || text.hasPrefix("http://")
    if isWhole, !text.utf8.contains(where: { $0.isBlank || $0.isControl || "\"<>".utf8.contains($0) }) { return text }
    reader.error(
      at: node, "'\(text)' is no address of a page", explanation: "It begins with https:// and has no blanks.")
    return nil
  }

  private func redirects(_ node: Yams.Node?, _ reader: inout YAMLReader) -> [Redirect] {
    guard let node else { return [] }
    guard case .mapping(let mapping) = node else {
      reader.error(
        at: node, "'redirects' must be made of 'old page: new page' lines, and this is \(YAMLReader.kind(of: node))",
        explanation: "As in old.html: convolutions.md.")
      return []
    }
    return mapping.compactMap { key, value in
      guard let old = reader.string(key, key: "redirects"), let new = reader.string(value, key: old) else { return nil }
      let page = Path.normalise(old.hasSuffix(".md") ? Path.withoutExtension(old) + ".html" : old)
      guard page.hasSuffix(".html"), !page.hasPrefix("/"), !page.hasPrefix("../") else {
        reader.error(
          at: key, "'\(old)' is no page that the site could have had",
          explanation: "Write its path in the site, as in old.html or part/old.html.")
        return nil
      }
      return Redirect(page: page, destination: new, location: reader.text.location(of: value))
    }
  }
}
