/// Something that a run was begun with and that its results should not depend on: what `check --shake` varies, one at a time.
package enum RunCondition: String, Sendable, Hashable, Codable, CaseIterable {
  /// How many threads compute.
  case threads
  /// What hash values, and the order of sets and dictionaries, come from.
  case hashSeed
  /// Where the engine's default generator begins.
  case generatorSeed
  /// Nothing but that it is another run.
  case run

  /// Those that are varied; another run is what they are told from.
  package static let varied: [RunCondition] = [.threads, .hashSeed, .generatorSeed]

  /// What stands after "with", or in place of it.
  package var phrase: String {
    switch self {
    case .threads: "with another number of threads"
    case .hashSeed: "with another hash seed"
    case .generatorSeed: "with another seed of the default generator"
    case .run: "in another run"
    }
  }
}
