import Glibc

/// The user to whom a file belongs.
package struct FileOwner: Sendable, Hashable {
  package let user: uid_t

  package init(user: uid_t) { self.user = user }

  /// Nil where there is no such file.
  package init?(of path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    user = status.st_uid
  }

  /// Whether it is who runs this program, also by `sudo`, or root, who can do all that we can.
  package var isTrusted: Bool {
    if user == geteuid() || user == 0 { return true }
    guard geteuid() == 0, let name = getenv("SUDO_UID") else { return false }
    return uid_t(String(cString: name)) == user
  }

  /// As a sentence has it.
  package var name: String {
    guard let entry = getpwuid(user), let name = entry.pointee.pw_name else { return "the user of number \(user)" }
    return "the user '\(String(cString: name))'"
  }
}
