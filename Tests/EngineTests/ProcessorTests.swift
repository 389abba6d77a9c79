import Processor
import Testing

@Suite("The processor that a program was built for")
struct ProcessorTests {
  @Test("A program says nothing on the processor that it was built for, nor on one that can do more")
  func suitable() {
    #expect(Processor.compiled.isSubset(of: Processor.present))
    #expect(Processor.complaint(compiledFor: Processor.compiled, on: Processor.present) == nil)
    #expect(Processor.complaint(compiledFor: [], on: Processor.present) == nil)
    #expect(Processor.complaint(compiledFor: [], on: []) == nil)
  }

  @Test("On another processor it names what is missing there, and how to build for every processor")
  func unsuitable() throws {
    let compiled = Processor.Features(rawValue: 0b1_0000_0101_0000_0000)
    let present = Processor.Features(rawValue: 0b0_0000_0001_0000_0000)
    let sentence = try #require(Processor.complaint(compiledFor: compiled, on: present))
    #expect(
      sentence == """
        this program was built for the processor of another machine: it needs fma, avx2, which this one lacks. \
        Build it on this machine, or with COLOPHON_PORTABLE=1 in the environment, for every processor of the architecture.

        """)
  }

  @Test("Every feature has a name")
  func names() throws {
    let all = try #require(Processor.complaint(compiledFor: Processor.Features(rawValue: .max), on: []))
    let names = all.split(separator: " needs ")[1].split(separator: ", which")[0].split(separator: ", ")
    #expect(names.count == 34 && Set(names).count == 34 && names.last == "avx512fp16")
  }
}
