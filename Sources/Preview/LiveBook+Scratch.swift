import Book
import Execution
import Foundation
import Text

/// Cells that are tried on the pages. What is not called by the server runs on the book's queue.
extension LiveBook {
  /// Tries a cell that was typed on a page, in the state below one of its cells. Nothing of it is kept.
  ///
  /// - Returns: `ScratchAnswer` values as they become known, a line of JSON each.
  func evaluate(_ request: ScratchRequest) -> AsyncStream<[UInt8]> {
    let scratch = Scratch(request) { [weak self] in self?.stop(request.id) }
    queue.async { [self] in
      guard let file = chapters.keys.first(where: { Self.page(of: $0) == request.page }) else {
        return scratch.answer(.init(refusal: "The chapter is gone."))
      }
      // One at a time: who asks again does not want the other any more.
      scratches.updateValue(scratch, forKey: file)?.answer(.init(refusal: "Stopped, since another cell is tried."))
      evaluating[file]?.cancel()
      evaluate(file)
    }
    return scratch.stream
  }

  /// Stops trying a cell.
  func stop(_ id: String) {
    queue.async { [self] in
      guard let file = scratches.first(where: { $0.value.request.id == id })?.key else { return }
      scratches.removeValue(forKey: file)?.answer(.init(refusal: "Stopped."))
      evaluating[file]?.cancel()
    }
  }

  /// Begins with the cell that is to be tried in a chapter, unless that runs.
  func evaluate(_ file: String) {
    guard let scratch = scratches[file], evaluating[file] == nil else { return }
    guard runs?.isRunning(file) == false else { return scratch.answer(.init(.waiting)) }
    do {
      let (_, new) = try newCell(of: scratch.request)
      guard let weaver, let book, let runs else { return }
      let session = try runs.session(of: file)
      let refused = book.refusedSteps(of: new.chapter)
      let cancellation = Cancellation()
      evaluating[file] = cancellation
      scratch.answer(.init(.running))
      Thread.detachNewThread { [self] in
        let start = DispatchTime.now()
        var answer = ScratchAnswer(.running)
        let id = "scratch-" + scratch.request.cell
        let outcome = Result {
          let results = try session.evaluate(
            cell: new.cell, of: new.chapter, refusing: refused, cancellation: cancellation
          ) { progress in
            switch progress {
            case .restarted(let chapter, let sentence):
              self.report(.restarted(chapter: chapter, sentence))
              answer.note = sentence
            case .gave(_, let step, let output) where new.chapter.steps[step] == .cell(new.cell):
              answer.output = weaver.fragment(ShownOutputs.fresh(output.outputs), id: id)
            default: return
            }
            scratch.answer(answer)
          }
          let note = answer.note
          answer = ScratchAnswer(
            results, of: new, output: weaver.fragment(ShownOutputs.fresh(results.cells[new.cell].outputs), id: id))
          answer.note = note
          answer.seconds = start.secondsSince
          return answer
        }
        queue.async { self.finish(scratch, in: file, outcome) }
      }
    } catch {
      scratches[file] = nil
      scratch.answer(.init(refusal: "\(error)"))
    }
  }

  private func finish(_ scratch: Scratch, in file: String, _ outcome: Result<ScratchAnswer, any Error>) {
    evaluating[file] = nil
    if scratches[file] === scratch {
      switch outcome {
      case .success(let answer):
        scratches[file] = nil
        scratch.answer(answer)
      // The chapter has to run first.
      case .failure(is Cancellation.Cancelled): break
      case .failure(let error):
        scratches[file] = nil
        scratch.answer(.init(refusal: "\(error)"))
      }
    }
    if chapters[file]?.isCurrent == false { run(file) } else { evaluate(file) }
  }

  private struct NoSuchCell: UserError {
    let description: String
  }

  /// The chapter of a request, and that chapter with the cell that was typed.
  func newCell(of request: ScratchRequest) throws -> (Chapter, ChapterWithNewCell) {
    guard let book,
      let chapter = chapters.values.first(where: { Self.page(of: $0.chapter.file) == request.page })?.chapter,
      let cell = chapter.cells.first(where: { $0.anchor == request.cell && $0.version == request.version })
    else {
      throw NoSuchCell(
        description: "The cell above has become another meanwhile: look whether this is still meant for it.")
    }
    let loader = BookLoader(location)
    let new = ChapterWithNewCell(chapter, code: request.code, below: cell) {
      loader.parse($0, as: chapter.file, of: book.configuration).0
    }
    guard let new else {
      throw NoSuchCell(description: "This text cannot stand below '\(cell.name)' as a cell.")
    }
    return (chapter, new)
  }
}
