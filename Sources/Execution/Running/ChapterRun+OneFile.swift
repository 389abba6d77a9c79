import Book
import Foundation

/// Cells that Swift wants in one file.
///
/// Some of what a cell may do to what stands above is possible only within the file that declares it: to initialise a
/// structure's properties in an extension, to have a conformance written by the compiler, to use what is private to a type,
/// to read a constant of an actor. Where that was not seen beforehand, such a cell does not compile in a segment of its own.
/// Then other segments are tried, and the contract is held by what it says: the cells above must give just what they gave
/// without it.
struct OneFileSearch {
  /// The chapter's other programs.
  let others: [CompiledProgram]
  /// The run before anything was compiled.
  let start: ChapterRun
  /// What the compiler says of extensions in one file with their type, by the extension's step, where it is wrong there too.
  var errorsInOneFile: [Int: ProgramCompilation.Attempt] = [:]

  /// Leaves extensions where they stand that were moved up beforehand and are wrong in one file with their type too.
  mutating func withdrawExtensions(of compiled: inout CompiledProgram, in program: Program) throws {
    while let failure = start.failure(of: compiled), note(failure, of: compiled) {
      compiled = try start.compile(program.hoistingAhead(but: Set(errorsInOneFile.keys)))
    }
  }

  /// Keeps the errors of an extension that was moved up; false where the failure is another one.
  @discardableResult
  mutating func note(_ failure: ProgramFailure, of compiled: CompiledProgram) -> Bool {
    let attempt = compiled.attempts.segments[failure.index]
    guard attempt.segment.hoisted.contains(where: { $0.step == failure.step }) else { return false }
    return errorsInOneFile.updateValue(attempt, forKey: failure.step) == nil
  }
}

extension ChapterRun {
  /// A program in other segments than before, and the index of the one that did not compile.
  private struct Remedy {
    var program: Program
    var index: Int
  }

  /// Runs a program again in other segments, as long as that brings the compiler further.
  mutating func run(_ program: Program, after failure: ProgramFailure, _ search: OneFileSearch) throws {
    var search = search
    var program = program
    var failure = failure
    search: while failure.index > 0, search.errorsInOneFile[failure.step] == nil {
      var changesAbove = false
      let (remedies, declaredAgain) = remedies(for: program, after: failure)
      for remedy in remedies {
        let compiled = try compile(remedy.program)
        let next = self.failure(of: compiled)
        if let next, next.index < remedy.index || !next.isFurther(than: failure) {
          if next.step == failure.step { search.note(next, of: compiled) }
          continue
        }
        var other = search.start
        try other.run([compiled] + search.others)
        guard isSame(as: other, above: failure.step) else {
          changesAbove = true
          continue
        }
        self = other
        guard let next else { return }
        program = remedy.program
        failure = next
        search.errorsInOneFile = [:]
        continue search
      }
      explain(failure, of: program, changesAbove: changesAbove, declaredAgain: declaredAgain)
      break
    }
    if let attempt = search.errorsInOneFile[failure.step] { replaceErrors(of: failure.step, by: attempt) }
  }

  /// Reports what is wrong with an extension in one file with its type, rather than that it is not in one.
  private mutating func replaceErrors(of step: Int, by attempt: ProgramCompilation.Attempt) {
    let isError = { (finding: RunRecord.Finding) in finding.severity == .error && finding.location.step == step }
    guard let index = record.findings.firstIndex(where: isError) else { return }
    var other = self
    other.record.findings = []
    other.note(attempt.product.messages, in: attempt.segment, below: attempt.header)
    let errors = other.record.findings.filter(isError)
    guard !errors.isEmpty else { return }
    record.findings.removeAll(where: isError)
    record.findings.insert(contentsOf: errors, at: min(index, record.findings.count))
  }

  /// The first segment of a program that did not compile.
  func failure(of compiled: CompiledProgram) -> ProgramFailure? {
    let attempts = compiled.attempts.segments
    guard let index = attempts.firstIndex(where: { !$0.product.succeeded }) else { return nil }
    let attempt = attempts[index]
    let errors = attempt.product.messages.filter { $0.severity == .error }
    let edits = SegmentEdits(attempt.segment, below: attempt.header)
    let steps = errors.map { location(of: $0, in: attempt.segment, edits)?.step }
    guard let step = steps.compactMap({ $0 }).min() ?? attempt.segment.steps.first?.step else { return nil }
    return ProgramFailure(index: index, step: step, errors: zip(errors, steps).filter { $0.1 == step }.map(\.0))
  }

  /// What may help, that which changes least first, and names that are in the way of more.
  private func remedies(for program: Program, after failure: ProgramFailure) -> ([Remedy], declaredAgain: [String]) {
    let lines = Set(failure.errors.filter { $0.file == chapterFile }.map(\.line))
    var remedies = [
      program.lowering(Set(failure.errors.compactMap(\.assignedConstant)), to: failure.index),
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

  /// Whether other segments may help against a failure.
  func mayBeMended(_ failure: ProgramFailure?, in program: Program) -> Bool {
    guard let failure, failure.index > 0 else { return false }
    let segment = program.segments[failure.index]
    return failure.errors.isEmpty
      || failure.errors.contains {
        wantsOneFile($0, segment, of: program) || $0.assignedConstant != nil || $0.isolatedConstant != nil
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
      // What is another at each run says nothing.
      let varies = !record.steps[step].variations.isDisjoint(with: [.time, .random])
      if step >= border || varies { return true }
      return record.steps[step].output == other.record.steps[step].output
        && record.steps[step].outcome == other.record.steps[step].outcome
    }
  }

  private mutating func explain(
    _ failure: ProgramFailure, of program: Program, changesAbove: Bool, declaredAgain: [String]
  ) {
    // Where something else is wrong too, nobody knows yet what one file would do for it, unless it was tried.
    let segment = program.segments[failure.index]
    let isWanted = !failure.errors.isEmpty && failure.errors.allSatisfy { wantsOneFile($0, segment, of: program) }
    guard changesAbove || isWanted,
      let finding = record.findings.firstIndex(where: { $0.severity == .error && $0.location.step == failure.step })
    else { return }
    record.findings[finding].explanation =
      if changesAbove {
        """
        Swift wants this in one file with what it is about, but there it would change what cells above it give. Put it \
        into the cell that declares the type, or change a type that nothing above uses.
        """
      } else if !declaredAgain.isEmpty {
        """
        Swift wants this in one file with what it is about, but in between \(declaredAgain.quotedList) \
        \(declaredAgain.count == 1 ? "is" : "are") declared again. Put it into the cell with what it is about, or give what \
        is declared again another name.
        """
      } else {
        "Swift wants this in one file with what it is about. Put it into the cell that declares the type."
      }
  }
}

extension [String] {
  /// `'a', 'b', and 'c'`.
  fileprivate var quotedList: String {
    map { "'\($0)'" }.formatted(.list(type: .and).locale(.init(identifier: "en")))
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

extension CompilerMessage {
  /// The name of a constant that the code may not give a value: `cannot assign to value: 'x' is a 'let' constant`.
  fileprivate var assignedConstant: String? {
    guard severity == .error, text.hasSuffix("is a 'let' constant") else { return nil }
    let words = text.split(separator: "'", omittingEmptySubsequences: false)
    return words.count > 2 ? String(words[1]) : nil
  }
}
