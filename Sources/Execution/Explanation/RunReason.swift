import Book

/// One reason why a chapter would run, or a cell of it.
enum RunReason: Sendable, Hashable {
  case neverRan
  case failed
  /// Nothing changed, and the results are not there.
  case notKept
  case part(RunDependencies.Part)
  case setting(String, from: String?, to: String?)
  case removed(String)
  case code(step: Int)
  case comments(step: Int)
  case new(step: Int)
  case moved(step: Int)
  case option(String, from: String?, to: String?, step: Int)
  case line(step: Int)
  case input(RunInput, step: Int?)
  case unknown(UnknownInput, step: Int?)
  case name

  /// The step that it is about; nil where it is about the whole chapter.
  var step: Int? {
    switch self {
    case .code(let step), .comments(let step), .new(let step), .moved(let step), .option(_, _, _, let step),
      .line(let step):
      step
    case .input(_, let step), .unknown(_, let step): step
    default: nil
    }
  }

  func words(_ names: [String]) -> String {
    switch self {
    case .neverRan: "there are no results of the chapter: it never ran, or they were removed"
    case .failed: "the last run of its program did not come to its end"
    case .notKept: "the results of its last run are not in the cache any more"
    case .part(.format): "results are written in another way than they were"
    case .part(.tool): "this build-book is another one than the one that ran it"
    case .part(.cellHost): "the engine, or what else cells run in, is another one"
    case .part(.compiler): "the Swift compiler is another one"
    case .part(.folder): "the chapter stands in another folder"
    case .part(.environment): "a variable of the environment changed, and its cells may ask for any"
    case .part(.name), .name: "its cells show the name of the chapter, which changed"
    case .setting(let name, let old, let new): name + Self.change(old, new)
    case .removed(let name): "'\(name)', which stood there, is gone"
    case .code: "its code changed"
    case .comments: "comments that say what it prints were added, or all of them removed"
    case .new: "it is new"
    case .moved: "it stood elsewhere"
    case .option(let name, let old, let new, _): "its option '\(name)'" + Self.change(old, new)
    case .line: "cells of the chapter show lines, and it stands on another one"
    case .input(let input, _): Self.words(input: input)
    case .unknown(let input, _): Self.words(unknown: input)
    }
  }

  private static func change(_ old: String?, _ new: String?) -> String {
    switch (old, new) {
    case (nil, let new?): " is \(new), and was not given"
    case (let old?, nil): " is not given any more, and was \(old)"
    case (let old?, let new?): " is \(new), and was \(old)"
    case (nil, nil): " changed"
    }
  }

  private static func words(input: RunInput) -> String {
    switch input.kind {
    case .content: "the file '\(input.name)', which it reads, changed"
    case .status: "'\(input.name)', which it looks at, is not what it was"
    case .names, .tree: "the names in the folder '\(input.name)', which it lists, changed"
    case .link: "the link '\(input.name)', which it reads, leads elsewhere"
    case .destination: "the path '\(input.name)', which it follows, leads elsewhere"
    case .variable: "the variable '\(input.name)' of the environment, which it asks for, changed"
    }
  }

  private static func words(unknown: UnknownInput) -> String {
    switch unknown {
    case .unseen:
      "it starts another program, asks the network, or reads in a way that nobody sees, so its chapter runs each time"
    case .changed(let file, _): "the file '\(file)', which it reads, changed while it ran"
    case .unreported: "the process that notes what cells read did not come to its end"
    }
  }
}

extension RunReason {
  /// Why a chapter would run of which something ran once.
  static func all(since last: LastRun, for dependencies: RunDependencies, names: [String]) -> [RunReason] {
    var reasons: [RunReason] = []
    let earlier = last.dependencies
    // What was written in another way cannot be compared.
    if earlier[.format] != dependencies[.format] { return [.part(.format)] }
    for part in RunDependencies.Part.allCases where earlier[part] != dependencies[part] { reasons.append(.part(part)) }
    let settings = Set(earlier.settings.keys).union(dependencies.settings.keys).sorted()
    for name in settings where earlier.settings[name] != dependencies.settings[name] {
      reasons.append(.setting(name, from: earlier.settings[name], to: dependencies.settings[name]))
    }
    let steps = StepChanges(earlier.steps, last.names, dependencies.steps, names)
    reasons += steps.reasons
    reasons += last.unknownInputs.map { input in
      switch input {
      case .unseen(let step), .changed(_, let step): .unknown(input, step: steps.index[step])
      case .unreported: .unknown(input, step: nil)
      }
    }
    for input in last.inputs where !input.isUnchanged { reasons.append(.input(input, step: steps.index[input.step])) }
    if reasons.isEmpty { reasons.append(last.isComplete ? .notKept : .failed) }
    return reasons
  }
}

/// What changed among the steps of a chapter.
private struct StepChanges {
  var reasons: [RunReason] = []
  /// Where a step of the earlier run stands now.
  var index: [Int: Int] = [:]

  init(
    _ old: [RunDependencies.Step], _ oldNames: [String], _ new: [RunDependencies.Step], _ newNames: [String]
  ) {
    let difference = new.map(\.identity).difference(from: old.map(\.identity))
    var removed = Set<Int>()
    var inserted = Set<Int>()
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    let kept = zip(old.indices.filter { !removed.contains($0) }, new.indices.filter { !inserted.contains($0) })
    for (before, now) in kept {
      index[before] = now
      let (earlier, later) = (old[before], new[now])
      let options = Set(earlier.options.keys).union(later.options.keys).sorted()
      for name in options where earlier.options[name] != later.options[name] {
        reasons.append(.option(name, from: earlier.options[name], to: later.options[name], step: now))
      }
      if earlier.attributesStatements != later.attributesStatements { reasons.append(.comments(step: now)) }
      if earlier.line != later.line { reasons.append(.line(step: now)) }
    }
    for now in inserted.sorted() {
      if let same = removed.sorted().first(where: { old[$0].identity == new[now].identity }) {
        removed.remove(same)
        index[same] = now
        reasons.append(.moved(step: now))
      } else if let same = removed.sorted().first(where: {
        guard old[$0].isCell == new[now].isCell else { return false }
        // A checked value has no name.
        return !new[now].isCell
          || oldNames.indices.contains($0) && Self.id(oldNames[$0]) == Self.id(newNames[now])
      }) {
        removed.remove(same)
        index[same] = now
        reasons.append(.code(step: now))
      } else {
        reasons.append(.new(step: now))
      }
    }
    for before in removed.sorted() where oldNames.indices.contains(before) {
      reasons.append(.removed(oldNames[before]))
    }
  }

  /// The part of a cell's name that stays where its chapter gets another one.
  private static func id(_ name: String) -> Substring { name.lastIndex(of: "#").map { name[$0...] } ?? name[...] }
}

extension RunDependencies.Step {
  /// What makes it the same step as one of another run.
  var identity: String { (isCell ? "cell " : "value ") + code }
}
