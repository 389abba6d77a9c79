import Glibc
import Synchronization

/// The programs that are started and waited for, compilers above all.
package enum StartedPrograms {
  private static let identifiers = Mutex<Set<pid_t>>([])

  static func add(_ start: () throws -> ChildProcess) throws -> ChildProcess {
    try identifiers.withLock { identifiers in
      let child = try start()
      identifiers.insert(child.identifier)
      return child
    }
  }

  /// To be called before it is waited for: until then its number is nobody else's.
  static func remove(_ child: ChildProcess) { identifiers.withLock { _ = $0.remove(child.identifier) } }

  /// Kills them all, so that they write nothing more, and ends this process. Meanwhile nobody starts another, or takes the end of one for
  /// its own failure.
  package static func end(_ finish: () -> Never) -> Never {
    identifiers.withLock { identifiers in
      for identifier in identifiers { kill(identifier, SIGKILL) }
      finish()
    }
  }
}
