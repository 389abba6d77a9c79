import Foundation
import Synchronization
import TestSupport
import Testing

/// `build-book preview` on a temporary book, for as long as this is kept.
final class RunningPreview {
  let book: TemporaryBook
  let address: String
  let process = Process()
  /// Where it has its temporary files.
  let temporary: TemporaryFolder
  private let errors = Pipe()
  private let reports = Reports()

  /// What it said since it serves.
  private final class Reports: Sendable {
    let text = Mutex(Data())
    let end = DispatchGroup()
  }

  struct NotServing: Error {}

  /// Starts it and waits until it serves.
  init(_ chapters: [String: String], configuration: String = "title: Test\n", files: [String: String] = [:]) throws {
    book = try TemporaryBook(chapters, configuration: configuration)
    for (name, text) in files { try book.write(name, text) }
    temporary = try TemporaryFolder()
    process.executableURL = URL(fileURLWithPath: toolPath)
    process.arguments = ["preview"]
    process.currentDirectoryURL = URL(fileURLWithPath: book.folder)
    process.environment = ProcessInfo.processInfo.environment.merging([
      "COLOPHON_CACHE": "", "TMPDIR": temporary.path,
    ]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = errors
    try process.run()
    var line = Data()
    // What it says of the sources comes first.
    while !line.starts(with: Data("http".utf8)) || line.last != UInt8(ascii: "\n") {
      if line.last == UInt8(ascii: "\n") { line = Data() }
      guard let byte = try errors.fileHandleForReading.read(upToCount: 1), !byte.isEmpty else { break }
      line += byte
    }
    address = String(decoding: line.dropLast(), as: UTF8.self)
    // What it has to say further is read, so that it never waits.
    DispatchQueue.global().async(group: reports.end) { [errors, reports] in
      let said = errors.fileHandleForReading.readDataToEndOfFile()
      reports.text.withLock { $0 = said }
    }
    guard address.hasPrefix("http://127.0.0.1:") else { throw NotServing() }
  }

  deinit { end() }

  /// Ends it as Ctrl-C does.
  func end() {
    if process.isRunning { kill(process.processIdentifier, SIGINT) }
    process.waitUntilExit()
  }

  /// The lines that it said since it serves; ends it.
  func endedReports() -> [String] {
    end()
    reports.end.wait()
    return reports.text.withLock { String(decoding: $0, as: UTF8.self) }.split(separator: "\n").map(String.init)
  }
}

extension RunningPreview {
  /// The page of the chapter `a`, once it shows what its cells give.
  func opened() throws -> BrowserPage {
    let page = try BrowserPage(height: 800)
    try page.open(address: address + "a.html")
    #expect(try page.becomes("document.documentElement.dataset.preview === 'current'"))
    return page
  }

  /// Gives a file of the book's folder another name.
  func move(_ file: String, to other: String) throws {
    try FileManager.default.moveItem(atPath: "\(book.folder)/\(file)", toPath: "\(book.folder)/\(other)")
  }
}

extension BrowserPage {
  /// Waits until something is true on the page; false where it does not get so in a minute.
  func becomes(_ expression: String) throws -> Bool {
    // A page that is loaded again in between is asked again.
    for _ in 0..<20 { if let hasBecome = try? changes(until: expression) { return hasBecome } }
    return try changes(until: expression)
  }

  private func changes(until expression: String) throws -> Bool {
    try value(
      """
      new Promise(done => {
        const look = () => { try { if (\(expression)) done(true); } catch { /* the page is not there yet */ } };
        new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
        setTimeout(() => done(false), 60000);
        look();
      })
      """)
  }
}
