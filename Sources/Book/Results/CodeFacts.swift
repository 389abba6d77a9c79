/// What is known of the code of a cell or of a checked value beside what it gave.
package struct CodeFacts: Sendable, Hashable, Codable {
  /// The names in the code of which the compiler knows what they are, in order.
  package var names: [CodeName]
  /// What it asked of the world around it while it ran.
  package var asks: Set<Question> = []
  /// Whether it changed files, or did what nobody followed, as other programs do.
  package var changesWorld = false

  /// Something that is no part of the program, and with which its results may change.
  package enum Question: String, Sendable, Hashable, Codable, CaseIterable {
    /// Files and folders.
    case files
    /// Variables of the environment that are the author's own.
    case environment
    case time
    /// Numbers that are others at each run.
    case chance
    /// What nobody followed, such as another program.
    case unfollowed
  }

  package init(names: [CodeName] = []) { self.names = names }
}
