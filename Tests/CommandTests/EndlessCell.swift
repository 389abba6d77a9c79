/// A cell that starts a program of its own in a session of its own and then never ends. Both hold a pipe open for writing, whose
/// reader learns by its end that both have gone.
enum EndlessCell {
  static func text(_ pipe: String) -> String {
    """
    ```swift
    import Foundation
    let pipe = open("\(pipe)", O_WRONLY)
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/usr/bin/setsid")
    child.arguments = ["/bin/sh", "-c", "exec sleep 1000 >> '\(pipe)'"]
    try child.run()
    write(pipe, "started\\n", 8)
    while true { usleep(1000) }
    ```

    """
  }

  static func chapter(_ pipe: String) -> String { "# Endless\n\n" + text(pipe) }
}
