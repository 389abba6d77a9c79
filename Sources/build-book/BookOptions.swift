import ArgumentParser
import Pipeline
import Storage

/// What every command that works on a book takes.
struct BookOptions: ParsableArguments {
  @Option(help: "The folder of the book, with its 'book.yml'. By default it is looked for here and upward.")
  var book: String?

  @Option(
    help:
      "The folder for the site, or the file or folder for an export. By default the site's is that of 'book.yml', else 'site' beside a folder 'chapters' or within the book's; exports go to 'export' there."
  )
  var output: String?

  @Flag(name: .customLong("fresh"), help: "Run every chapter, also those whose cells have not changed.")
  var isFresh = false

  @Flag(
    name: .customLong("sandbox"),
    help:
      "Run cells without network, and with no files but the book's and the system's, as 'sandbox: true' in book.yml does."
  )
  var isSandboxed = false

  @Option(help: "How many chapters run at a time. By default as many as there are processors.")
  var jobs: Int?

  @Flag(name: [.customLong("quiet"), .customShort("q")], help: "Print problems only.")
  var isQuiet = false

  /// - Parameter terminal: hears of what is done.
  func request(chapters: [String] = [], _ terminal: Terminal? = nil) throws -> Request {
    if let jobs, jobs < 1 { throw UsageProblem(description: "--jobs is a number from 1 on, and not \(jobs)") }
    var request = Request(tool: try Self.tool())
    request.jobs = jobs
    request.book = book
    request.output = output
    request.chapters = chapters
    request.isFresh = isFresh
    request.isSandboxed = isSandboxed
    if let terminal { request.progress = terminal.progress }
    return request
  }

  /// This program, and what belongs to it.
  static func tool() throws -> ToolFiles {
    guard let tool = ToolFiles.running else {
      throw UsageProblem(description: "cannot find out where this program is: /proc is missing")
    }
    return tool
  }
}

struct ChapterArguments: ParsableArguments {
  @Argument(help: ArgumentHelp("Names of chapters to restrict the work to.", valueName: "chapter"))
  var names: [String] = []
}

extension ReportFormat: ExpressibleByArgument {}

/// What commands take that report on a book.
struct FormatOption: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "How to report: text, or to standard output and nothing else there json, junit (XML) or github (annotations).",
      valueName: "format"))
  var format = ReportFormat.text
}
