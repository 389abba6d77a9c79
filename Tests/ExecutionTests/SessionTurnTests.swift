import Book
import Execution
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite("Runs of a session that are wanted at once")
struct SessionTurnTests {
  typealias Workshop = SessionTests.Workshop

  @Test("Where a run begins while another is under way, a cell that runs goes on, and the new run from there")
  func takenOver() throws {
    let book = try Workshop("1")
    let cell = Workshop.waiting
    let (heard, process) = book.runAtOnce([cell, "print(1)"], [cell, "print(2)", "print(3)"])
    #expect(heard[0].isCancelled && heard[0].began.withLock(\.self) == [0])
    #expect(heard[1].texts == [process + "\n", "2\n", "3\n"])
    #expect(heard[1].began.withLock(\.self) == [0, 1, 2])
    #expect(heard[1].gave.withLock(\.self) == [0: process + "\n", 1: "2\n", 2: "3\n"])
    book.cells = [cell, "print(2)", "print(4)"]
    #expect(try book.run().cells.map(\.text) == [process + "\n", "2\n", "4\n"])
    #expect(book.began == [2])
  }

  @Test("However often: each new run takes the place of the one that waits")
  func takenOverAgain() throws {
    let book = try Workshop("1")
    let cell = Workshop.waiting
    let (heard, process) = book.runAtOnce([cell, "1"], [cell, "2"], [cell, "3"], [cell])
    #expect(heard.dropLast().map(\.isCancelled) == [true, true, true])
    #expect(heard[3].texts == [process + "\n"])
  }

  @Test("What does not compile below a cell that runs is told before that has ended, and it goes on")
  func takenOverByErrors() throws {
    let book = try Workshop("1")
    let cell = Workshop.waiting
    let (heard, process) = book.runAtOnce([cell, "1"], [cell, "y"], [cell, "2"])
    #expect(heard[1].errors.withLock(\.self) == ["cannot find 'y' in scope"])
    #expect(heard[2].texts == [process + "\n", "2\n"])
  }

  @Test("A cell that fails while another text waits for it has failed for that one, and does not run again")
  func takenOverFailure() throws {
    let book = try Workshop("1")
    let cell = Workshop.waiting + "\nabort()"
    let (heard, process) = book.runAtOnce([cell, "1"], [cell, "2"])
    #expect(heard[1].texts == [process + "\n", ""])
  }

  @Test("A cell that runs is ended at once where the new run has another in its place")
  func notTakenOver() throws {
    let book = try Workshop("1")
    let (heard, _) = book.runAtOnce([Workshop.waiting, "1"], ["print(0)", "2"])
    #expect(heard[0].isCancelled)
    #expect(heard[1].texts == ["0\n", "2\n"])
  }

  @Test("What ends a run may come together with the job")
  func endedAtOnce() throws {
    let book = try Workshop("import Glibc\nprint(getppid())", "1")
    let host = StoppedHost(try #require(pid_t(book.run().cells[0].text.dropLast())))
    book.cells[1] = "while true {}"
    let cancellation = Cancellation()
    Thread.detachNewThread {
      host.waitUntilTold(moreThan: 0)
      let job = host.unread
      cancellation.cancel()
      host.waitUntilTold(moreThan: job)
      host.goOn()
    }
    #expect(throws: Cancellation.Cancelled.self) { try book.run(endedBy: cancellation) }
    book.cells[1] = "print(2)"
    #expect(try book.run().cells.last?.text == "2\n")
  }

  @Test("The next job may come together with what ended the run before it")
  func begunAtOnce() throws {
    let book = try Workshop("1")
    let first = "import Glibc\nprint(getppid())"
    let heard = book.runAtEnd(of: [first], "print(3)")
    #expect(heard.texts == ["3\n"])
  }
}
