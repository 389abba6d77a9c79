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

  @Test(
    "What code below means by a name is what the top level declares, extends or assigns to; parameters are nobody's")
  func defined() {
    let code = """
      var weights = [1.0]
      func step(rate: Double) { let local = rate }
      extension Array { func total(_ x: Int) -> Int { x } }
      guard let first = weights.first else { fatalError() }
      losses = weights.map { weight in weight * 2 }
      for index in 0..<3 { count += index; update(&model) }
      if losses == weights {}
      """
    let names = CodeNames(of: code)
    #expect(names.defined == ["weights", "step", "total", "first", "losses", "count", "model"])
    #expect(names.bound == ["rate", "x", "weight", "index"])
  }

  @Test("What is in the cache is not read again; a damaged entry is no entry")
  func cached() throws {
    let folder = try TemporaryFolder()
    let cache = Cache(folder: folder.path)
    let names = CodeNames(of: code)
    #expect(CodeNameReader(cache: cache).names(in: code) == names)
    #expect(CodeNameReader(cache: cache).names(in: code) == names)
    let key = CacheKey(["names", "3", code])
    cache.store(Array("uTensor\n?".utf8), "names", key)
    #expect(CodeNameReader(cache: cache).names(in: code) == names)
    cache.store(Array("uConv2D".utf8), "names", key)
    #expect(CodeNameReader(cache: cache).names(in: code).used == ["Conv2D"])
  }
}
