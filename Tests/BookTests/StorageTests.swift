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

  @Test("What was worked out of a text is worked out once, as long as not too much else is asked for")
  func memo() {
    let memo = Memo<Int>(limit: 100)
    var made: [String] = []
    func count(_ text: String) -> Int {
      memo.value(of: text) {
        made.append(text)
        return text.utf8.count
      }
    }
    // Two texts of other bytes may look the same.
    let texts = ["a", "", "\u{E9}", "e\u{301}"]
    for _ in 1...2 { #expect(texts.map(count) == [1, 0, 2, 3]) }
    #expect(made.map { Array($0.utf8) } == texts.map { Array($0.utf8) })
    for number in 0..<40 { #expect(count("\(number) " + String(repeating: "x", count: 60)) > 60) }
    made = []
    #expect(count("a") == 1)
    #expect(made == ["a"])
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

  @Test("A file that is too large to be taken into memory is refused, and its digest is known all the same")
  func largeFile() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/large"
    try AtomicFile.write(Array(repeating: 7, count: 3 << 20), to: path)
    let refusal = #expect(throws: FileError.self) { try AtomicFile.read(path, limit: 2 << 20) }
    #expect(
      refusal?.description
        == "cannot read '\(path)': it is larger than 2 MiB, which is more than is read of a file")
    #expect(try Cache.digest(ofFile: path) == Cache.digest(try AtomicFile.read(path)))
    #expect(truncate(path, 1 << 40) == 0)
    #expect(throws: FileError.self) { try AtomicFile.read(path) }
  }

  @Test("What a killed build left is removed: what has a name of ours and is not being written")
  func abandoned() throws {
    let folder = try TemporaryFolder()
    let names = (0..<2).map { _ in TemporaryName.make() }
    let others = [".colophon-manifest", ".colophon-0123456789abcdef0123456789abcdef", names[0] + "0", "a"]
    for name in names + others { try folder.write("", to: name) }
    try FileManager.default.createDirectory(
      atPath: folder.path + "/" + TemporaryName.make(), withIntermediateDirectories: false)
    let written = open(folder.path + "/" + names[1], O_RDONLY)
    #expect(flock(written, LOCK_EX) == 0)
    TemporaryName.removeAbandoned(in: folder.path)
    #expect(!folder.names.contains(names[0]))
    #expect(Set(others + [names[1]]).isSubset(of: folder.names))
    close(written)
    TemporaryName.removeAbandoned(in: folder.path)
    #expect(!folder.names.contains(names[1]))
    #expect(folder.names.count == others.count + 1)
  }

  @Test("The entries that were used longest ago make room, and nothing else does")
  func size() throws {
    let folder = try TemporaryFolder()
    let cache = Cache(folder: folder.path, sizeLimit: 1_000)
    let keys = (0..<6).map { CacheKey(["\($0)"]) }
    for (index, key) in keys.enumerated() {
      cache.store(Array(repeating: 0, count: 200), "x", key)
      var times = [timespec(tv_sec: 1_000 + index, tv_nsec: 0), timespec(tv_sec: 1_000 + index, tv_nsec: 0)]
      #expect(utimensat(AT_FDCWD, "\(folder.path)/x/\(key)", &times, 0) == 0)
    }
    // Somebody else's file, however old.
    let other = "x/" + String(repeating: "0", count: 32)
    try folder.write("mine", to: other)
    var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
    #expect(utimensat(AT_FDCWD, "\(folder.path)/\(other)", &times, 0) == 0)
    // What is used is not old.
    #expect(cache.entry("x", keys[0]) != nil)
    cache.removeOldest()
    // 232 bytes each: three of them are no more than three quarters of the limit.
    #expect(keys.filter { cache.entry("x", $0) != nil } == [keys[0], keys[4], keys[5]])
    #expect(folder.text(other) == "mine")
  }

  @Test("Nothing is read or written through a link within the cache")
  func cacheLinks() throws {
    let folder = try TemporaryFolder()
    let cache = Cache(folder: folder.path + "/cache")
    let key = CacheKey(["a"])
    cache.store([1], "x", key)
    try FileManager.default.moveItem(atPath: folder.path + "/cache/x", toPath: folder.path + "/outside")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/cache/x", withDestinationPath: "../outside")
    #expect(cache.entry("x", key) == nil)
    cache.store([2], "x", CacheKey(["b"]))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/outside").count == 1)
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
