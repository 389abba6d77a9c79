import Foundation
import Search
import Site

// Writes the search of a book of 1,000 chapters to a folder, and the same sections as JSON for other indexes. `Tests/measure search` runs it.
//
//     search-bench FOLDER [CHAPTERS]

guard CommandLine.arguments.count > 1 else {
  print("usage: search-bench FOLDER [CHAPTERS]")
  exit(64)
}
let folder = URL(fileURLWithPath: CommandLine.arguments[1], isDirectory: true)
let chapterCount = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 1000 : 1000
let sectionsOfChapter = 10

let prose = SyntheticProse()
let sections = prose.sections(chapters: chapterCount, sectionsOfChapter: sectionsOfChapter)
let clock = ContinuousClock()
var chapters: [SearchChapter] = []
let counting = clock.measure {
  chapters = sections.enumerated().map { number, sections in
    SearchChapter(page: "c\(number).html", title: sections[0].title, sections: sections)
  }
}
var files: [SiteFile] = []
let indexing = clock.measure { files = SearchFiles.files(of: chapters, words: [:]) }
for file in files {
  let url = folder.appending(path: file.path)
  try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
  try Data(file.bytes).write(to: url)
}
let theme = try Theme.bundled()
try Data(theme.searchScript.bytes).write(to: folder.appending(path: theme.searchScript.path))
let documents = sections.flatMap(\.self).enumerated().map { number, section in
  ["id": "\(number)", "title": section.title, "text": section.text, "code": section.code]
}
try JSONEncoder().encode(documents).write(to: folder.appending(path: "sections.json"))
print(
  "{\"chapters\": \(chapterCount), \"sections\": \(documents.count), \"words_s\": \(counting / .seconds(1)), "
    + "\"index_s\": \(indexing / .seconds(1)), \"files\": \(files.count)}")
