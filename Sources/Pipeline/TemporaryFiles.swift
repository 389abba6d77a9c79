import Execution
import Storage

/// What this process has made for as long as it lasts.
package enum TemporaryFiles {
  /// Ends the programs that write there, removes all of it and ends this process.
  package static func remove(_ finish: () -> Never) -> Never { StartedPrograms.end { LockedFolder.removeOwn(finish) } }
}
