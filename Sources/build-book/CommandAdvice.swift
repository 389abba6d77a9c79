import Book
import Exports

/// What somebody means who comes from another tool: its commands, and the ones that do here what they do.
enum CommandAdvice {
  /// By the names of other tools' commands, the command and what it does.
  private static let synonyms: [String: String] = {
    let names: [(command: String, others: [String])] = [
      ("preview", ["dev", "develop", "live", "open", "serve", "server", "start", "watch"]),
      ("new", ["bootstrap", "create", "create-book", "generate", "init", "quickstart", "scaffold"]),
      ("add", ["add-chapter", "chapter", "new-chapter"]),
      ("build", ["all", "compile", "html", "make", "publish", "render", "run", "site"]),
      ("check", ["diff", "doctest", "lint", "test", "validate", "verify"]),
      ("accept", ["approve", "bless", "fix", "freeze", "record", "regenerate", "update"]),
      ("why", ["explain", "reason", "status"]), ("clean", ["clear", "gc", "prune", "purge", "remove"]),
      ("lsp", ["language-server", "lang-server", "server-lsp"]), ("export", ["convert", "pandoc"]),
    ]
    return Dictionary(uniqueKeysWithValues: names.flatMap { command, others in others.map { ($0, command) } })
  }()

  private static var commands: [String] {
    BuildBook.configuration.subcommands.compactMap { $0.configuration.commandName }
  }

  private static func isFormat(_ word: String) -> Bool { ExportFormat(rawValue: word.lowercased()) != nil }

  private static func export(to format: String) -> String {
    "Another format is written by 'build-book export --to \(format.lowercased())'."
  }

  /// Of a word that is no command the one that is meant; nil where that is not known.
  static func sentence(for word: String) -> String? {
    if let command = synonyms[word.lowercased()] {
      let subcommand = BuildBook.configuration.subcommands.first { $0.configuration.commandName == command }
      return "Here it is 'build-book \(command)': \(lowercasedFirst(subcommand?.configuration.abstract ?? ""))"
    }
    if isFormat(word) { return export(to: word) }
    if word.lowercased() == "version" { return "'build-book --version' says which it is." }
    return Spelling.nearest(word, among: commands).map { "There is a command '\($0)'." }
  }

  /// What is meant by arguments that cannot be read, or of which only help is asked for; nil where that is not known.
  static func sentence(for arguments: [String], asksForHelp: Bool) -> String? {
    let isHelp = arguments.first == "help"
    let words = arguments.filter { !$0.hasPrefix("-") }
    guard let first = isHelp ? words.dropFirst().first : words.first else { return nil }
    let isCommand = commands.contains(first) || first == "help"
    if !isCommand, isHelp || arguments.first == first, let sentence = sentence(for: first) {
      return "there is no command '\(first)'. \(sentence)"
    }
    if isHelp, !isCommand {
      return "there is no command '\(first)'. The commands are \(commands.joined(separator: ", "))."
    }
    if asksForHelp { return nil }
    if first == "export", let format = words.dropFirst().first(where: isFormat), !arguments.contains("--to") {
      return "the format follows '--to': build-book export --to \(format.lowercased())"
    }
    if first != "export", let option = arguments.firstIndex(where: { ["--to", "--format", "-t"].contains($0) }),
      option + 1 < arguments.count, isFormat(arguments[option + 1])
    {
      return "'\(first)' writes no '\(arguments[option + 1])'. \(export(to: arguments[option + 1]))"
    }
    if arguments.contains(where: { ["--watch", "--serve", "-w"].contains($0) }) {
      return "'build-book preview' shows the book in the browser and follows each change of its files"
    }
    return nil
  }

  private static func lowercasedFirst(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }
}
