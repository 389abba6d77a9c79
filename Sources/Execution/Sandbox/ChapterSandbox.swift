import CellHost
import Foundation
import Storage

/// The sandbox of one run of a chapter, for its cells and for the compiler that reads them.
struct ChapterSandbox: Sendable {
  let sandbox: Sandbox
  /// The book's folder, which cells may write to.
  let book: String
  /// The folder with what the run of the chapter makes.
  let folder: String
  /// The folders with this tool's own programs and modules.
  let tool: [String]
  let toolchain: Toolchain
  /// Where the compiler keeps, from one run to the next, what it read of the system's C libraries.
  let moduleCache: String

  /// Where the programs in the sandbox find the folder of the run: each time at the same path.
  static let insideFolder = "/run/chapter"

  init(
    _ sandbox: Sandbox, book: String, folder: String, tool: [String], toolchain: Toolchain, cache: Cache
  ) throws {
    self.sandbox = sandbox
    self.book = book
    self.folder = folder
    self.tool = tool
    self.toolchain = toolchain
    moduleCache = Self.moduleCache(in: cache) ?? folder + "/scratch/modules"
    for folder in [cellScratch, compilerScratch, moduleCache] { try AtomicFile.createFolder(folder) }
  }

  /// None where the cache cannot be written.
  private static func moduleCache(in cache: Cache) -> String? {
    guard let folder = cache.folder else { return nil }
    let path = URL(fileURLWithPath: folder).path + "/sandbox/modules"
    try? AtomicFile.createFolder(path)
    return FileManager.default.isWritableFile(atPath: path) ? path : nil
  }

  private var cellScratch: String { folder + "/scratch/cells" }
  private var compilerScratch: String { folder + "/scratch/compiler" }

  private func binding(scratch: String) -> Sandbox.Binding { .init(scratch, at: Sandbox.scratch, for: .writing) }

  /// What is the tool's is not the cells' to write, and shown after the book's folder, in which it may lie.
  ///
  /// Nor is what decides over later builds, or runs with the next command of the user's version control.
  func cellHost(_ host: String, memoryLimit: Int) -> (path: String, arguments: [String]) {
    let configuration = book + "/book.yml"
    let isBook = FileManager.default.fileExists(atPath: configuration)
    return sandbox.command(
      host, [],
      bindings: [binding(scratch: cellScratch), .init(book, for: .writing)]
        + (isBook ? [.init(configuration)] : [])
        + [.init(toolchain.libraries)] + tool.map { .init($0) } + [.init(folder, at: Self.insideFolder)],
      hidden: [book + "/.git"], sharedMemory: memoryLimit)
  }

  /// The compiler and the linker read what the author wrote and write to the folder of the run.
  func compiler(_ path: String, _ arguments: [String]) -> (path: String, arguments: [String]) {
    sandbox.command(
      path, arguments,
      bindings: [
        binding(scratch: compilerScratch), .init(toolchain.root),
      ] + tool.map { .init($0) } + [.init(moduleCache, for: .writing), .init(folder, for: .writing)])
  }

  /// The job as the cell host in the sandbox finds its files.
  func job(_ job: HostJob) -> HostJob {
    var job = job
    let inside = { (module: HostJob.Module) in
      var module = module
      if module.library.hasPrefix(folder + "/") {
        module.library = Self.insideFolder + module.library.dropFirst(folder.count)
      }
      return module
    }
    job.segments = job.segments.map(inside)
    job.failing = job.failing.mapValues { $0.map(inside) }
    return job
  }

  /// Whether a path is, for the cells, one of the sandbox's own, at which something else or nothing lies outside.
  func isOwn(_ path: String) -> Bool {
    [Sandbox.scratch, Self.insideFolder].contains { path == $0 || path.hasPrefix($0 + "/") }
      && !(path == book || path.hasPrefix(book + "/"))
  }

  /// Throws where bubblewrap is there and cannot do its work, with its own words. It is asked once, for all chapters.
  func check(host: String) throws {
    try sandbox.check { try start(host: host) }
  }

  private func start(host: String) throws {
    let command = cellHost(host, memoryLimit: 1 << 20)
    // Without a job the host ends at once and says nothing.
    let (_, output) = try ChildProcess.run(command.path, command.arguments, environment: Sandbox.environment)
    guard !output.isEmpty else { return }
    let words = String(decoding: output, as: UTF8.self).split(separator: "\n").first.map(String.init) ?? ""
    throw Sandbox.Unavailable(
      description:
        "cells cannot be run in a sandbox here, and nothing was run: '\(words)'. Bubblewrap needs namespaces "
        + "of the user's own, which the system, or the container that this is, may have to allow")
  }
}
