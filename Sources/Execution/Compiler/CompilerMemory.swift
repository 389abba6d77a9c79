import Foundation
import Storage
import Synchronization

/// What the compiler made of segments, kept for as long as a chapter is worked on: one that is what it was, below modules that are
/// what they were, is not compiled again.
final class CompilerMemory: Sendable {
  private struct Entry {
    var product: SegmentCompiler.Product
    var generation: Int
  }

  private struct State {
    var entries: [String: Entry] = [:]
    /// The key of each module that lies in a folder.
    var modules: [String: [String: String]] = [:]
    var generation = 0
    /// The keys of what is forgotten when something has been tried; nil where nothing is being tried.
    var scratch: Set<String>?
  }

  /// Where modules are kept, by their key.
  private let folder: String
  private let state = Mutex(State())
  /// How many versions of the chapter something is kept for that none of them needed.
  private static let greatestAge = 12

  init(folder: String) throws {
    self.folder = folder
    try AtomicFile.createFolder(folder)
  }

  /// Another version of the chapter is compiled from now on.
  func beginVersion() {
    let old = state.withLock { state in
      state.generation += 1
      let old = state.entries.filter { $0.value.generation < state.generation - Self.greatestAge }
      for key in old.keys { state.entries[key] = nil }
      return old
    }
    remove(old)
  }

  /// What is compiled from now on is kept until `endScratch`, and nothing that is kept grows older.
  func beginScratch() { state.withLock { $0.scratch = [] } }

  func endScratch() {
    remove(
      state.withLock { state in
        let keys = state.scratch ?? []
        state.scratch = nil
        let old = state.entries.filter { keys.contains($0.key) }
        for key in keys { state.entries[key] = nil }
        return old
      })
  }

  private func remove(_ entries: [String: Entry]) {
    for (key, entry) in entries {
      unlink(path(key))
      if !entry.product.library.isEmpty { unlink(entry.product.library) }
    }
  }

  /// The key of a segment's module: its text and the modules that it sees, which its text names.
  func key(_ text: String, _ options: [String], seeing folders: [String]) -> String {
    let modules = state.withLock { state in folders.map { state.modules[$0] ?? [:] } }
    var parts = options + [text]
    let imported = Self.importedModules(text)
    for (index, modules) in modules.enumerated() {
      for (name, key) in modules.sorted(by: { $0.key < $1.key }) where imported.contains(name) {
        parts += ["\(index)", name, key]
      }
    }
    return CacheKey(parts).description
  }

  /// The names of the modules that a segment's text imports; they stand above all else.
  private static func importedModules(_ text: String) -> Set<String> {
    var names: Set<String> = []
    for line in text.utf8.split(separator: UInt8(ascii: "\n")) {
      guard !line.starts(with: "#sourceLocation".utf8) else { continue }
      // `@_exported @testable import module`, `@testable import struct module.name`.
      let words = line.split(separator: UInt8(ascii: " ")).map { String(Substring($0)) }
      guard let index = words.firstIndex(of: "import"), let last = words.last, index + 1 < words.count else { break }
      names.insert(String(last.prefix { $0 != "." }))
    }
    return names
  }

  /// What was made of a module before, which is put where others look for it.
  func product(_ key: String, module: String, to moduleFolder: String) -> SegmentCompiler.Product? {
    let known = state.withLock { state in
      let isThere = state.modules[moduleFolder]?[module] == key
      state.modules[moduleFolder, default: [:]][module] = key
      state.entries[key]?.generation = state.generation
      return state.entries[key].map { (product: $0.product, isThere: isThere) }
    }
    let path = "\(moduleFolder)/\(module).swiftmodule"
    guard let known else {
      // What is kept is the same file under another name: it must not be written to.
      unlink(path)
      return nil
    }
    if known.isThere { return known.product }
    unlink(path)
    if known.product.succeeded, link(self.path(key), path) != 0 { return nil }
    return known.product
  }

  func keep(_ product: SegmentCompiler.Product, _ key: String, module: String, from moduleFolder: String) {
    if product.succeeded, link("\(moduleFolder)/\(module).swiftmodule", path(key)) != 0, errno != EEXIST { return }
    state.withLock { state in
      state.scratch?.insert(key)
      state.entries[key] = Entry(product: product, generation: state.generation)
    }
  }

  /// A folder of modules begins anew.
  func clear(_ moduleFolder: String) {
    state.withLock { state in
      for folder in state.modules.keys where folder.hasPrefix(moduleFolder) { state.modules[folder] = nil }
    }
  }

  private func path(_ key: String) -> String { "\(folder)/\(key).swiftmodule" }
}
