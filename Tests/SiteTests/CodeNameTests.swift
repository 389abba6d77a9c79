import Storage
import TestSupport
import Testing

@testable import Site

@Suite("Names of code")
struct CodeNameTests {
  private let code = "let (a, b) = (Tensor(1), c.sum(axis: 0))\nfunc f() {}\nstruct S { var x = 0 }\nextension S {}"

  @Test("Members and names of arguments are not used, functions may be declared again")
  func names() {
    let names = CodeNames(of: code)
    #expect(names.used.isSuperset(of: ["Tensor", "c", "b"]))
    #expect(names.used.isDisjoint(with: ["sum", "axis"]))
    #expect(names.called == ["sum"])
    #expect(names.declared == ["f", "S", "x"])
    #expect(names.declaredOnce == ["a", "b", "S"])
  }

  @Test("What is in the cache is not read again; a damaged entry is no entry")
  func cached() throws {
    let folder = try TemporaryFolder()
    let cache = Cache(folder: folder.path)
    let names = CodeNames(of: code)
    #expect(CodeNameReader(cache: cache).names(in: code) == names)
    #expect(CodeNameReader(cache: cache).names(in: code) == names)
    let key = CacheKey(["names", "2", code])
    cache.store(Array("uTensor\n?".utf8), "names", key)
    #expect(CodeNameReader(cache: cache).names(in: code) == names)
    cache.store(Array("uConv2D".utf8), "names", key)
    #expect(CodeNameReader(cache: cache).names(in: code).used == ["Conv2D"])
  }
}
