import ArgumentParser
import Pipeline
import Storage
import Text

struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean",
    abstract: "Removes what the tool made: results of earlier runs, and what killed builds left.",
    discussion: """
      Files are removed only where their checksum, their name or the site's list says that build-book wrote them.

      EXAMPLES
        build-book clean           the results of this book
        build-book clean --site    and its site
        build-book clean --all     the results of all books
      """)

  @OptionGroup var options: BookOptions

  @Flag(name: .customLong("all"), help: "Remove the results of all books.")
  var removesAll = false

  @Flag(name: .customLong("site"), help: "Remove the site as well.")
  var removesSite = false

  func run() throws {
    let terminal = Terminal(isQuiet: options.isQuiet)
    try terminal.reportingProblems {
      let report = try Cleaning(options.request(terminal))
        .clean(everything: removesAll, site: removesSite)
      terminal.summarise(
        "removed \(amount(report.results, "file", of: removesAll ? "results of all books" : "results of this book"))")
      if let site = report.site { terminal.summarise("removed \(amount(site, "file", of: "the site"))") }
      if report.abandonedFiles.count > 0 {
        terminal.summarise("removed \(amount(report.abandonedFiles, "unfinished file", of: "builds that were killed"))")
      }
      if report.abandonedFolders > 0 {
        terminal.summarise(
          "removed \(counted(report.abandonedFolders, "temporary folder")) of builds that were killed")
      }
      return 0
    }
  }

  private func amount(_ removed: RemovedFiles, _ noun: String, of whole: String) -> String {
    removed.count == 0
      ? "no \(noun) of \(whole)" : "\(counted(removed.count, noun)) of \(whole), \(removed.bytes.asKibibytes)"
  }
}

extension Int {
  fileprivate var asKibibytes: String { self < 10_240 ? "\(self) bytes" : "\((self + 512) / 1024) KiB" }
}
