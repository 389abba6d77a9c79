import Book
import Foundation

/// Cells that Swift wants in one file.
///
/// Some of what a cell may do to what stands above is possible only within the file that declares it: to initialise a
/// structure's properties in an extension, to have a conformance written by the compiler, to use what is private to a type,
/// to read a constant of an actor. Such a cell does not compile in a segment of its own. Then other segments are tried, and
/// the contract is held by what it says: the cells above must give just what they gave without it.
extension ChapterRun {
  /// A program in other segments than before, and the index of the one that did not compile.
  private struct Remedy {
    var program: Program
    var index: Int
  }

  /// Runs a program again in other segments, as long as that brings the compiler further.
  ///
  /// - Parameters:
  ///   - others: the chapter's other programs.
  ///   - start: this run before anything was compiled.
  mutating func run(
    _ program: Program, after failure: ProgramFailure, with others: [CompiledProgram], startingFrom start: ChapterRun
  ) throws {
    var program = program
    var failure = failure
    search: while failure.index > 0 {
      var changesAbove = false
      let (remedies, declaredAgain) = remedies(for: program, after: failure)
      for remedy in remedies {
        let compiled = try compile(remedy.program)
        let next = self.failure(of: compiled)
        if let next, next.index < remedy.index || !next.isFurther(than: failure) { continue }
        var other = start
        try other.run([compiled] + others)
        guard isSame(as: other, above: failure.step) else {
          changesAbove = true
          continue
        }
        self = other
        guard let next else { return }
        program = remedy.program
        failure = next
        continue search
      }
      explain(failure, of: program, changesAbove: changesAbove, declaredAgain: declaredAgain)
      return
    }
  }

  /// The first segment of a program that did not compile.
  func failure(of compiled: CompiledProgram) -> ProgramFailure? {
    let attempts = compiled.attempts.segments
    guard let index = attempts.firstIndex(where: { !$0.product.succeeded }) else { return nil }
    let attempt = attempts[index]
    let errors = attempt.product.messages.filter { $0.severity == .error }
    let steps = errors.map { location(of: $0, in: attempt.segment, below: attempt.header)?.step }
    guard let step = steps.compactMap({ $0 }).min() ?? attempt.segment.steps.first?.step else { return nil }
    return ProgramFailure(index: index, step: step, errors: zip(errors, steps).filter { $0.1 == step }.map(\.0))
  }

  /// What may help, that which changes least first, and names that are in the way of more.
  private func remedies(for program: Program, after failure: ProgramFailure) -> ([Remedy], declaredAgain: [String]) {
    let lines = Set(failure.errors.filter { $0.file == chapterFile }.map(\.line))
    var remedies = [
      program.hoisting(.members, from: failure.index, at: lines),
      program.hoisting(.all, from: failure.index, at: lines),
      program.freeing(failure.errors.compactMap(\.isolatedConstant), above: failure.index),
    ].compactMap { $0.map { Remedy(program: $0, index: failure.index) } }
    var last = Remedy(program: program, index: failure.index)
    while true {
      switch last.program.merging(last.index) {
      case .merged(let merged, let index):
        last = Remedy(program: merged, index: index)
        remedies.append(last)
      case .declaredAgain(let names): return (remedies, names)
      case .nothingAbove: return (remedies, [])
      }
    }
  }

  /// Whether an error is one that the same code has not in one file with what it is about.
  private func wantsOneFile(_ error: CompilerMessage, _ segment: Segment, of program: Program) -> Bool {
    let isInExtension = segment.steps.contains { source in
      source.syntax.types.contains { type in
        type.extensionParts.map { source.lines(of: $0.range).contains(error.line) } == true
      }
    }
    if isInExtension {
      return [
        "is inaccessible due to 'private' protection level", "outside of file declaring",
        "in a different file to the type", "'self.init'", "self.init(...)",
      ].contains(where: error.text.contains)
    }
    guard error.text.contains("is a 'let' constant") else { return false }
    let unset = program.segments.flatMap { $0.steps.flatMap(\.syntax.constantsWithoutValue) }
    return unset.contains { error.text.contains("'\($0)'") }
  }

  private func isSame(as other: ChapterRun, above border: Int) -> Bool {
    chapter.steps.indices.allSatisfy { step in
      if step >= border || chapter.isVolatile(step) { return true }
      return record.steps[step].output == other.record.steps[step].output
        && record.steps[step].outcome == other.record.steps[step].outcome
    }
  }

  private mutating func explain(
    _ failure: ProgramFailure, of program: Program, changesAbove: Bool, declaredAgain: [String]
  ) {
    // Where something else is wrong too, nobody knows yet what one file would do for it.
    guard failure.errors.allSatisfy({ wantsOneFile($0, program.segments[failure.index], of: program) }),
      let finding = record.findings.firstIndex(where: { $0.severity == .error && $0.location.step == failure.step })
    else { return }
    if changesAbove {
      record.findings[finding].explanation = """
        Swift wants this in one file with what it is about, but there it would change what cells above it give. Put it \
        into the cell that declares the type, or change a type that nothing above uses.
        """
    } else if !declaredAgain.isEmpty {
      let names = declaredAgain.map { "'\($0)'" }.formatted(.list(type: .and).locale(.init(identifier: "en")))
      record.findings[finding].explanation = """
        Swift wants this in one file with what it is about, but in between \(names) \
        \(declaredAgain.count == 1 ? "is" : "are") declared again. Put it into the cell with what it is about, or give what \
        is declared again another name.
        """
    }
  }
}

extension Program {
  /// The program with constants, by name, that code of segments below may read wherever it runs, as in one file with them.
  fileprivate func freeing(_ names: [String], above index: Int) -> Program? {
    var program = self
    for segment in segments[..<index].indices {
      let constants = Set(segments[segment].steps.flatMap { $0.syntax.constants.map(\.name) })
      program.segments[segment].nonisolatedConstants.formUnion(constants.intersection(names))
    }
    let isChanged = zip(program.segments, segments).contains { $0.nonisolatedConstants != $1.nonisolatedConstants }
    return isChanged ? program : nil
  }
}

extension CompilerMessage {
  /// The name of a constant that the code may not read because it is isolated: `main actor-isolated let 'a' can not be …`.
  fileprivate var isolatedConstant: String? {
    guard let isolated = text.firstRange(of: "-isolated "), severity == .error else { return nil }
    let words = text[isolated.upperBound...].split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
    guard words.count == 3, ["let ", "property ", "static property ", "static let "].contains(words[0]) else {
      return nil
    }
    return String(words[1])
  }
}

extension Chapter {
  fileprivate func isVolatile(_ step: Int) -> Bool {
    if case .cell(let index) = steps[step] { cells[index].options.volatile } else { false }
  }
}
