import Compute
import Tensors
import Testing

/// The same bits for any number of threads. One after the other, because their number is one for the whole process.
@Suite("Threads", .serialized)
struct ThreadTests {
  /// Everything that large operations give, as one list of numbers.
  private func results(seed: Int) -> [UInt32] {
    var random = RandomCases(seed: seed)
    let image = random.tensor([3, 19, 21, 17])
    let (filters, deep) = (random.tensor([3, 3, 17, 33]), random.tensor([3, 3, 1, 34]))
    let (a, b) = (random.tensor([193, 301]), random.tensor([301, 167]))
    let wide = random.tensor([33, 1027])
    let (row, labels) = (random.tensor([1027]), (0..<33).map { _ in random.int(0...1026) })
    var found: [Tensor] = []
    func add(_ inputs: [Tensor], _ operation: ([Tensor]) -> Tensor) {
      let (value, gradients) = differentiate(at: inputs, of: operation)
      found.append(value)
      found += gradients
    }
    add([image, filters]) { conv2d($0[0], filters: $0[1], padding: (1, 2)) }
    add([image, filters]) { conv2d($0[0], filters: $0[1], stride: (2, 3), padding: (3, 1), dilation: (2, 1)) }
    add([image, deep]) { conv2d($0[0], filters: $0[1], padding: (1, 1), groups: 17) }
    add([image]) { maxPool2d($0[0], size: (3, 2), stride: (2, 2), padding: (1, 1)) }
    add([image]) { avgPool2d($0[0], size: (3, 2), stride: (2, 2), padding: (1, 1)) }
    add([a, b]) { matmul($0[0], $0[1]) }
    add([wide, row]) { $0[0] * $0[1] + ($0[0] - $0[1]).squared() }
    add([wide]) { $0[0].sigmoid() + $0[0].tanh().exp() + $0[0].relu() + $0[0].gelu() }
    add([wide]) { $0[0].softmaxCrossEntropy(labels: labels) }
    add([wide]) { $0[0].softmax(along: 0) }
    add([wide]) { $0[0].sum(along: 0) * $0[0].mean(along: 1).sum() + $0[0].variance(along: [0]) }
    add([image, random.tensor([17]), random.tensor([17])]) { $0[0].batchNormalized(scale: $0[1], shift: $0[2]) }
    add([wide]) { $0[0].transposed() * 2 }
    let (narrow, channel) = (random.tensor([30_001, 6]), (0..<2).map { _ in random.tensor([6]) })
    add([narrow] + channel) { $0[0].batchNormalized(scale: $0[1], shift: $0[2]) }
    add([narrow] + channel) { $0[0].layerNormalized(scale: $0[1], shift: $0[2]) * $0[1] + $0[2] }
    add([narrow]) { $0[0].softmax() * $0[0].logSoftmax() + $0[0].max(along: 1, keepingAxes: true) }
    add([random.tensor([41, 3001])]) { $0[0].max(along: 0) * $0[0].min(along: [1], keepingAxes: true) }
    add([narrow]) { $0[0].softplus() * $0[0].gelu() + $0[0].magnitude().log() }
    found.append(random.tensor([120_003]))
    found.append(Tensor(randomUniform: [120_003], using: &random.generator))
    return found.flatMap { $0.scalars }.map(\.bitPattern)
  }

  @Test("Results are the same for one thread and for several, bit for bit")
  func sameBits() {
    let usual = Workers.count
    defer { Workers.count = usual }
    Workers.count = 1
    let alone = results(seed: 1)
    for count in [2, 3] {
      Workers.count = count
      let together = results(seed: 1)
      let different = alone.indices.first { alone[$0] != together[$0] }
      #expect(different == nil, "\(count) threads")
    }
  }

  @Test("Every job runs once, whatever their number, also from within a job")
  func jobs() {
    let usual = Workers.count
    defer { Workers.count = usual }
    for count in [1, 2, 4] {
      Workers.count = count
      for jobs in [0, 1, 2, 3, 17, 1000] {
        let visits = Visits(jobs)
        Workers.perform(jobs: jobs) { job in
          visits.add(job)
          Workers.perform(jobs: 3) { inner in if inner == 1 { visits.add(job) } }
        }
        #expect(visits.all == [Int32](repeating: 2, count: jobs), "\(jobs) jobs by \(count) threads")
      }
    }
  }

  @Test("A range is cut without gap or overlap, at multiples of the grain")
  func ranges() {
    for (length, grain, parts) in [(0, 8, 3), (1, 8, 3), (7, 8, 2), (8, 8, 2), (9, 8, 2), (1000, 16, 7), (17, 1, 40)] {
      let visits = Visits(length)
      Workers.split(length, grain: grain, parts: parts) { range in
        for index in range { visits.add(index) }
        if range.lowerBound % grain != 0 { visits.add(0) }
      }
      #expect(visits.all == [Int32](repeating: 1, count: length), "\(length) by \(grain) in \(parts)")
    }
  }

  @Test("Many threads may use the engine at once")
  func concurrentUse() async {
    let expected = matmul(Tensor(ones: [150, 200]), Tensor(ones: [200, 130]))
    let agreeing = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<16 {
        group.addTask { matmul(Tensor(ones: [150, 200]), Tensor(ones: [200, 130])) == expected }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(agreeing == 16)
  }

  @Test("Threads that have ended start again with the next work")
  func ending() {
    for _ in 0..<20 {
      let visits = Visits(64)
      Workers.perform(jobs: 64) { visits.add($0) }
      Workers.end()
      #expect(visits.all == [Int32](repeating: 1, count: 64))
    }
    Workers.end()
  }
}

/// How often each position was visited. Unchecked, because every position is visited by one job, and jobs do not share positions.
private final class Visits: @unchecked Sendable {
  private let counts: UnsafeMutablePointer<Int32>
  private let count: Int

  init(_ count: Int) {
    self.count = count
    counts = .allocate(capacity: count)
    counts.initialize(repeating: 0, count: count)
  }

  func add(_ position: Int) { counts[position] += 1 }

  var all: [Int32] { (0..<count).map { counts[$0] } }

  deinit { counts.deallocate() }
}
