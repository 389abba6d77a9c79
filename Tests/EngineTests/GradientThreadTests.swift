import Dispatch
import Testing

@testable import Tensors

/// A closure that is differentiated runs on one thread, and what it computes of its variables stays there.
@Suite("Differentiation and threads")
struct GradientThreadTests {
  @Test("A variable that another thread computes with stops the program with the sentence")
  func variableElsewhere() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = gradient(at: 3) { x in
        var y = x
        DispatchQueue.global().async(group: group) { [x] in _ = x * 2 }
        group.wait()
        y = y * y
        return y
      }
    }
    let sentence = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(sentence.contains(ErrorMessage.otherThread("multiply")))
  }

  @Test("A variable at which another thread differentiates stops the program with the sentence")
  func differentiatedElsewhere() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = gradient(at: 3) { x in
        DispatchQueue.global().async(group: group) { _ = gradient(at: x) { $0 * 2 } }
        group.wait()
        return x * x
      }
    }
    let sentence = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(sentence.contains(ErrorMessage.otherThread("valueWithGradient(at:)")))
  }

  @Test("Threads may read a variable, compute with its numbers, and differentiate closures of their own")
  func independentThreads() {
    let slope = gradient(at: [1, 2]) { x in
      let constant = x.detached()
      DispatchQueue.concurrentPerform(iterations: 8) { number in
        #expect(constant * 2 == [2, 4])
        #expect(x.scalars == [1, 2])
        // Some of these run on this very thread, as part of this closure.
        let slope = gradient(at: Tensor(Float(number))) { ($0 * constant.sum()).squared() }
        #expect(slope.scalar == Float(18 * number))
      }
      return x * constant
    }
    #expect(slope == [1, 2])
  }

  @Test("A task that outlives the closure records nothing on its tape")
  func laterTask() async {
    var task: Task<Tensor, Never>?
    let slope = gradient(at: 3) { x in
      task = Task { gradient(at: 4) { $0 * $0 } }
      return x * x
    }
    #expect(slope == 6)
    #expect(await task?.value == 8)
  }
}

private let group = DispatchGroup()
