import Execution
import Foundation
import Storage
import Text

/// The browser that prints, without a window.
struct Chromium {
  private static let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

  private let path: String
  private let environment: [String: String]

  struct Missing: UserError {
    let description =
      "a PDF is printed by Chromium, and none of \(Chromium.names.joined(separator: ", ")) is in the search path: install "
      + "Debian's package chromium"
  }

  struct Failed: UserError {
    let description: String
  }

  init(environment: [String: String]) throws(Missing) {
    guard let path = ExternalProgram.find(Self.names, environment: environment) else { throw Missing() }
    self.path = path
    self.environment = environment
  }

  /// A page of HTML, which needs nothing beside it, as a PDF file.
  func pdf(of html: String) throws -> [UInt8] {
    let folder = try LockedFolder()
    let (page, file) = (folder.path + "/book.html", folder.path + "/book.pdf")
    try AtomicFile.write(Array(html.utf8), to: page, isReplaceable: true)
    var arguments = [
      "--headless", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-extensions",
      "--user-data-dir=\(folder.path)/profile", "--no-pdf-header-footer", "--generate-pdf-document-outline",
      "--print-to-pdf=\(file)", URL(fileURLWithPath: page).absoluteString,
    ]
    // Its sandbox does not work for root, and the page runs no script.
    if getuid() == 0 { arguments.insert("--no-sandbox", at: 0) }
    let (succeeded, output) = try ExternalProgram.run(path, arguments, environment: environment)
    guard succeeded, let bytes = try? AtomicFile.read(file) else {
      let words = output.split(separator: "\n").suffix(3).joined(separator: " ")
      throw Failed(description: "'\(path)' printed no PDF\(words.isEmpty ? "" : ": \(words)")")
    }
    return bytes
  }
}
