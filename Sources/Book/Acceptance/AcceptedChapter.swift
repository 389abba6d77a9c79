import Markdown

/// What is accepted of a chapter, beside other chapters that may include the same files.
package struct AcceptedChapter: Sendable {
  package var chapter: Chapter
  package var results: ChapterResults
  /// What is to be written.
  package var acceptance: Acceptance
  /// What would be written if all of the chapter were accepted.
  package var whole: Acceptance

  package init(_ chapter: Chapter, _ results: ChapterResults, _ acceptance: Acceptance, whole: Acceptance) {
    self.chapter = chapter
    self.results = results
    self.acceptance = acceptance
    self.whole = whole
  }

  /// A cell or a checked value by where it stands in its file.
  fileprivate struct Place: Hashable {
    var file: String
    var offset: Int
  }

  /// The lines with what a cell is expected to print, where they come from a file of code, which others may include as well.
  fileprivate func includedLines(of step: Chapter.Step) -> [Range<Int>] {
    guard case .cell(let index) = step else { return [] }
    let cell = chapter.cells[index]
    let own = chapter.source.attachment(at: cell.range.lowerBound)
    return cell.expectedComments.compactMap { comment in
      guard let attachment = chapter.source.attachment(at: comment.range.lowerBound), attachment != own else {
        return nil
      }
      return chapter.source.lineRange(chapter.source.position(at: comment.range.lowerBound).line)
    }
  }

  fileprivate func place(of step: Chapter.Step) -> Place { place(at: chapter.offset(of: step)) }

  fileprivate func place(at offset: Int) -> Place {
    Place(
      file: chapter.source.attachment(at: offset)?.file ?? chapter.file,
      offset: chapter.source.fileRange(offset..<offset).lowerBound)
  }

  /// What would be written for a step, or on a line of its code, by the ranges in its file.
  fileprivate func writing(for step: Chapter.Step, on line: Range<Int>?) -> [FileEdit] {
    whole.edits.filter { $0.step == step && $0.isOn(line) }
      .map { FileEdit(range: chapter.source.fileRange($0.range), replacement: $0.replacement) }
  }

  /// What a step gave, in short; nil where it did not come to its end.
  fileprivate func summary(of step: Chapter.Step) -> String? {
    switch step {
    case .checkedValue(let index):
      guard case .value(let text, _) = results.value(of: chapter.checkedValues[index]) else { return nil }
      return text
    case .cell(let index):
      guard results.cells.indices.contains(index) else { return nil }
      switch results.cells[index].outcome {
      case .completed, .failedAsDocumented: break
      case .failed, .notRun: return nil
      }
      let lines = OutputText.lines(results.cells[index].outputs.compactMap(\.text).joined())
      return lines.prefix(3).joined(separator: " ⏎ ") + (lines.count > 3 ? " …" : "")
    }
  }

  /// Where the chapter names the file in which a step stands; where that is its own, the step itself.
  fileprivate func reference(of step: Chapter.Step) -> (location: Diagnostic.Location, isOwn: Bool) {
    let offset = chapter.offset(of: step)
    guard let attachment = chapter.source.attachment(at: offset) else {
      return (.init(offset..<offset, in: chapter.source), true)
    }
    return (.init(attachment.reference, in: chapter.source), false)
  }
}

/// A file of which something is written anew.
package struct EditedFile: Sendable {
  /// Relative to the book's folder.
  package var file: String
  /// The name that messages use.
  package var name: String
  package var old: [UInt8]
  package var new: [UInt8]
  /// What makes the new bytes of the old ones, in the order of the file.
  package var edits: [Acceptance.Edit]
}

extension Acceptance.Edit {
  fileprivate func isOn(_ line: Range<Int>?) -> Bool {
    line.map { $0.lowerBound <= range.lowerBound && range.lowerBound <= $0.upperBound } ?? true
  }
}

private struct FileEdit: Hashable {
  var range: Range<Int>
  var replacement: [UInt8]
}

extension AcceptedChapter {
  /// Takes back what is written where one text is read in several places that give different results, and says so: it cannot hold
  /// both.
  package static func withdrawDisagreements(_ accepted: inout [AcceptedChapter]) {
    var places: [Place: [Reading]] = [:]
    var order: [Place] = []
    func add(_ reading: Reading, at place: Place) {
      if places[place] == nil { order.append(place) }
      places[place, default: []].append(reading)
    }
    for (index, chapter) in accepted.enumerated() {
      for step in chapter.chapter.steps {
        add(Reading(chapter: index, step: step), at: chapter.place(of: step))
        for line in chapter.includedLines(of: step) {
          add(Reading(chapter: index, step: step, line: line), at: chapter.place(at: line.lowerBound))
        }
      }
    }
    for place in order {
      let all = places[place]!.filter { accepted[$0.chapter].summary(of: $0.step) != nil }
      let writings = Set(all.map { accepted[$0.chapter].writing(for: $0.step, on: $0.line) })
      guard all.count > 1, writings.count > 1 else { continue }
      let refusal = refusal(of: all, accepted)
      var isReported = false
      for reading in all {
        let (index, step) = (reading.chapter, reading.step)
        let count = accepted[index].acceptance.edits.count
        accepted[index].acceptance.edits.removeAll { $0.step == step && $0.isOn(reading.line) }
        if reading.line == nil { accepted[index].acceptance.files.removeAll { $0.step == step } }
        let isChanged = accepted[index].acceptance.edits.count != count
        let chapter = accepted[index]
        accepted[index].acceptance.changes.removeAll { change in
          if let line = reading.line {
            return change.location.flatMap(chapter.chapter.offset).map { line.contains($0) } ?? false
          }
          return chapter.chapter.step(of: change).map { chapter.place(of: $0) == place } ?? false
        }
        guard isChanged, !isReported else { continue }
        isReported = true
        accepted[index].acceptance.refusals = (accepted[index].acceptance.refusals + [refusal]).inOrder()
      }
    }
  }

  /// A text as one of the places that read it has it: a cell, a checked value, or a line of a cell's code.
  private struct Reading {
    var chapter: Int
    var step: Chapter.Step
    var line: Range<Int>?
  }

  private static func refusal(of places: [Reading], _ accepted: [AcceptedChapter]) -> Diagnostic {
    let all = places.map { (place: $0, reference: accepted[$0.chapter].reference(of: $0.step)) }.sorted {
      let (first, second) = ($0.reference.location, $1.reference.location)
      return (first.file, first.range.lowerBound) < (second.file, second.range.lowerBound)
    }
    let names = all.map { _, reference in
      (reference.isOwn ? "in " : "included in ") + "\(reference.location.file):\(reference.location.start.line)"
    }
    let chapter = accepted[places[0].chapter].chapter
    let offset = places[0].line?.lowerBound ?? chapter.offset(of: places[0].step)
    return Diagnostic(
      .error,
      at: DriftDiagnostics(source: chapter.source).firstLine(of: offset..<offset),
      "this gives different results where it stands, \(names.joined(separator: " and ")), so nothing is accepted here",
      explanation: "A file has one text for all that include it: make them agree, or give each its own.",
      notes: all.map { place, reference in
        let summary = accepted[place.chapter].summary(of: place.step) ?? ""
        return Diagnostic.Note(location: reference.location, text: "here it gives '\(summary)'")
      })
  }

  /// The new bytes of each file that changes, those of chapters and of what they include, with those that it had when it was read.
  package static func editedFiles(
    _ accepted: [(chapter: Chapter, acceptance: Acceptance)]
  ) throws(Acceptance.ChapterChanged) -> [EditedFile] {
    var files: [String: (name: String, bytes: [UInt8], edits: [Acceptance.Edit])] = [:]
    for (chapter, acceptance) in accepted {
      for edit in acceptance.edits {
        let attachment = chapter.source.attachment(at: edit.range.lowerBound)
        var own = edit
        own.range = chapter.source.fileRange(edit.range)
        own.step = nil
        let path = attachment?.file ?? chapter.file
        let bytes = attachment?.fileBytes ?? chapter.source.ownBytes
        var file = files[path] ?? (attachment?.name ?? chapter.source.name, bytes, [])
        guard file.bytes == bytes else { throw Acceptance.ChapterChanged(file: file.name) }
        // What is read in several places is written once.
        if !file.edits.contains(own) { file.edits.append(own) }
        files[path] = file
      }
    }
    var result: [EditedFile] = []
    for (path, file) in files.sorted(by: { $0.key < $1.key }) {
      let edits = file.edits.sorted {
        ($0.range.lowerBound, $0.range.upperBound) < ($1.range.lowerBound, $1.range.upperBound)
      }
      let new = try Acceptance.applied(edits, to: file.bytes, of: file.name)
      result.append(EditedFile(file: path, name: file.name, old: file.bytes, new: new, edits: edits))
    }
    return result
  }
}

extension AcceptedChapter {
  /// Whether it includes a file.
  package func includes(_ file: String) -> Bool { chapter.includes(file) }
}

extension Chapter {
  /// Where a step begins.
  fileprivate func offset(of step: Step) -> Int {
    switch step {
    case .cell(let index): cells[index].range.lowerBound
    case .checkedValue(let index): checkedValues[index].range.lowerBound
    }
  }

  /// Whether it includes a file twice.
  var includesRepeatedly: Bool {
    Set(source.attachments.map(\.file)).count < source.attachments.count
  }
}
