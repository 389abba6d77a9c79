import Book
import Foundation
import Glibc
import Storage
import Synchronization
import Text

/// The toolchain's own language server, which knows Swift: started for the cells of a book's chapters, each in a document of its own.
///
/// What is said to it and what it says are messages of the Language Server Protocol, which are nobody's business here.
package final class SourceKitServer: Sendable {
  private let folder: Mutex<LockedFolder?>
  /// The folder that it works in.
  package let workspace: String
  private let documents: [String: String]
  private let child = Mutex<ChildProcess?>(nil)
  private let hasEnded = DispatchSemaphore(value: 0)

  init(
    _ toolchain: Toolchain, book: BookConfiguration, modulesOf tool: ToolFiles, chapters: [String],
    received: @escaping @Sendable (ArraySlice<UInt8>) -> Void
  ) throws {
    let folder = try LockedFolder()
    let workspace = folder.path
    self.folder = Mutex(folder)
    self.workspace = workspace
    let modules = workspace + "/modules"
    try CellModules.link(of: tool, into: modules)
    documents = Dictionary(
      uniqueKeysWithValues: Set(chapters).sorted().enumerated().map { ($1, "\(workspace)/\($0)/main.swift") })
    var arguments = [toolchain.root + "/bin/swiftc", "-module-name", "main", "-swift-version", "\(book.swiftVersion)"]
    arguments += ["-I", modules]
    for module in book.modules { arguments += ["-Xfrontend", "-import-module", "-Xfrontend", module] }
    let commands = documents.values.sorted().map { document in
      CompileCommand(directory: workspace, file: document, arguments: arguments + [document])
    }
    try AtomicFile.write(Array(try JSONEncoder().encode(commands)), to: workspace + "/compile_commands.json")
    // What it makes for itself is removed with the folder.
    let environment = ProcessInfo.processInfo.environment.merging([
      "TMPDIR": workspace, "SOURCEKIT_LSP_LOG_LEVEL": "fault",
    ]) { $1 }.map { "\($0.key)=\($0.value)" }
    let isStarted = DispatchSemaphore(value: 0)
    let failure = Mutex<ChildProcess.CannotStart?>(nil)
    // It dies with the thread that starts it, which therefore lasts as long.
    Thread.detachNewThread { [self] in
      // What it says of code that is half written is nobody's business.
      let nowhere = Glibc.open("/dev/null", O_WRONLY | O_CLOEXEC)
      defer { close(nowhere) }
      do throws(ChildProcess.CannotStart) {
        let started = try ChildProcess(
          toolchain.languageServer, ["--default-workspace-type", "compilationDatabase"], environment: environment,
          folder: workspace, mergingErrors: false, errors: nowhere, diesWithThread: true)
        child.withLock { $0 = started }
        isStarted.signal()
        listen(to: started, received)
      } catch {
        failure.withLock { $0 = error }
        isStarted.signal()
      }
    }
    isStarted.wait()
    if let error = failure.withLock(\.self) { throw error }
  }

  private struct CompileCommand: Encodable {
    var directory: String
    var file: String
    var arguments: [String]
  }

  /// The path under which it knows the cells of a chapter; no file is there. nil for a chapter that was not named at its start.
  package func document(of chapter: String) -> String? { documents[chapter] }

  /// Sends it bytes; false where it is not there any more.
  @discardableResult
  package func send(_ bytes: [UInt8]) -> Bool {
    child.withLock { child in
      guard let child else { return false }
      return bytes.withUnsafeBytes { bytes in
        var written = 0
        while written < bytes.count {
          let count = write(child.input, bytes.baseAddress! + written, bytes.count - written)
          if count >= 0 { written += count } else if errno != EINTR { return false }
        }
        return true
      }
    }
  }

  private func listen(to child: ChildProcess, _ received: (ArraySlice<UInt8>) -> Void) {
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(child.output, &chunk, chunk.count)
      if count > 0 { received(chunk[..<count]) } else if count == 0 || errno != EINTR { break }
    }
    self.child.withLock { $0 = nil }
    close(child.input)
    close(child.output)
    kill(-child.identifier, SIGKILL)
    _ = child.waitForEnd()
    received([])
    hasEnded.signal()
  }

  /// Waits for its end, which somebody has asked it for, and ends it after a moment where it does not come to one.
  package func end() {
    if hasEnded.wait(timeout: .now() + 2) == .timedOut {
      child.withLock { child in
        // It has not been waited for as long as it is known here.
        if let child { kill(-child.identifier, SIGKILL) }
      }
      hasEnded.wait()
    }
    folder.withLock { $0 = nil }
    // For whoever else waits.
    hasEnded.signal()
  }
}
