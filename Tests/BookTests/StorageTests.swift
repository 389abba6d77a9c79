import Foundation
import Storage
import TestSupport
import Testing

@Suite("Files and the cache")
struct StorageTests {
  @Test("A file is written whole, keeps its permissions, and leaves nothing beside it", arguments: [false, true])
  func write(isReplaceable: Bool) throws {
    let folder = try TemporaryFolder()
    for text in ["one", "", "another"] {
      try AtomicFile.write(Array(text.utf8), to: folder.path + "/a", isReplaceable: isReplaceable)
      #expect(folder.text("a") == text)
    }
    #expect(folder.names == ["a"])
    chmod(folder.path + "/a", 0o640)
    try AtomicFile.write([0x78], to: folder.path + "/a", isReplaceable: isReplaceable)
    #expect(try folder.mode("a") == 0o640)
  }

  @Test("A symbolic link is followed to what the user means, and replaced where the file is ours")
  func links() throws {
    let folder = try TemporaryFolder()
    try AtomicFile.write(Array("mine".utf8), to: folder.path + "/file")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/link", withDestinationPath: "file")
    try AtomicFile.write(Array("new".utf8), to: folder.path + "/link", isReplaceable: true)
    #expect(folder.text("file") == "mine")
    #expect(folder.text("link") == "new")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/other", withDestinationPath: "file")
    try AtomicFile.write(Array("newer".utf8), to: folder.path + "/other")
    #expect(folder.text("file") == "newer")
  }

  @Test("What cannot be written or read is a sentence, and leaves nothing behind")
  func refused() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: FileError.self) { try AtomicFile.write([], to: folder.path + "/no/a") }
    #expect(missing?.description == "cannot write '\(folder.path)/no/a': no such file or directory")
    try AtomicFile.createFolder(folder.path + "/taken")
    let taken = #expect(throws: FileError.self) { try AtomicFile.write([], to: folder.path + "/taken") }
    #expect(taken?.description == "cannot write '\(folder.path)/taken': is a directory")
    #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
    let pipe = #expect(throws: FileError.self) { try AtomicFile.read(folder.path + "/pipe") }
    #expect(pipe?.description == "cannot read '\(folder.path)/pipe': it is a pipe or a device, not a file")
    #expect(folder.names == ["pipe", "taken"])
  }

  @Test("An entry of the cache is that of its key, undamaged, or none")
  func cache() throws {
    let folder = try TemporaryFolder()
    let cache = Cache(folder: folder.path)
    let keys = [CacheKey(["a", "b"]), CacheKey(["ab"])]
    #expect(cache.entry("x", keys[0]) == nil)
    cache.store(Array("body".utf8), "x", keys[0])
    #expect(cache.entry("x", keys[0]) == Array("body".utf8))
    #expect(cache.entry("y", keys[0]) == nil)

    let paths = keys.map { "\(folder.path)/x/\($0)" }
    try FileManager.default.copyItem(atPath: paths[0], toPath: paths[1])
    #expect(cache.entry("x", keys[1]) == nil, "another key's entry under this one's name")
    var bytes = try AtomicFile.read(paths[0])
    bytes[bytes.count - 1] ^= 1
    try AtomicFile.write(bytes, to: paths[0])
    #expect(cache.entry("x", keys[0]) == nil, "a bit that changed")
  }
}

extension TemporaryFolder {
  fileprivate var names: [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
  }

  fileprivate func mode(_ name: String) throws -> Int? {
    try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.posixPermissions] as? Int
  }
}
