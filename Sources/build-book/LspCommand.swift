import ArgumentParser
import LanguageServer
import Pipeline

struct LspCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lsp",
    abstract: "Serves editors: problems, outputs and completion while a chapter is written.",
    discussion: """
      A server of the Language Server Protocol over standard input and output, which an editor starts. The book is found from \
      the chapter that is opened. A chapter runs when it is saved; nothing is written but what is accepted in the editor.
      """)

  @Flag(
    name: .customLong("sandbox"),
    help:
      "Run cells without network, and with no files but the book's and the system's, as 'sandbox: true' in book.yml does."
  )
  var isSandboxed = false

  @Flag(name: .customLong("stdio"), help: "Use standard input and output, as it does in any case.")
  var usesStandardStreams = false

  func run() throws {
    var request = Request(tool: try BookOptions.tool())
    request.isSandboxed = isSandboxed
    let server = LanguageServer(request) { StandardStream.errors.write("build-book lsp: \($0)\n") }
    throw ExitCode(server.run())
  }
}
