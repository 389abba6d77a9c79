import Foundation
import TestSupport
import Testing

/// What `install` copies is all that the tool needs of the place where it was built.
@Suite("The tool in another place")
struct InstallationTests {
  @Test("Installed, and moved after that, it makes a book, with the clone out of reach where there is bubblewrap")
  func moved() throws {
    let folder = try TemporaryFolder()
    let installed = try tool(["install", "first"], in: folder.path)
    #expect(installed.exitCode == 0, "\(installed.errors)")
    #expect(installed.errors.hasPrefix("installed '\(folder.path)/first/bin/build-book' and what belongs to it: "))
    try FileManager.default.moveItem(atPath: folder.path + "/first", toPath: folder.path + "/second")
    let moved = folder.path + "/second/bin/build-book"

    let run = { (arguments: [String]) in
      let environment = ["COLOPHON_CACHE": folder.path + "/cache"]
      guard let bubblewrap = Bubblewrap.path else {
        return try tool(arguments, in: folder.path, environment: environment, program: moved)
      }
      let hidden = ["--dev-bind", "/", "/", "--tmpfs", packageRoot, "--chdir", folder.path, moved]
      return try tool(hidden + arguments, in: folder.path, environment: environment, program: bubblewrap)
    }
    // The starter's cells use the engine; its pages need the theme.
    let new = try run(["new", "book"])
    #expect(new.exitCode == 0, "\(new.errors)")
    let built = try run(["--book", "book"])
    #expect(built.exitCode == 0, "\(built.errors)")
    #expect(folder.text("book/site/first-steps.html")?.contains("[1, 4, 9, 16, 25]") == true)
    #expect(try run(["check", "--fresh", "--book", "book"]).exitCode == 0)
  }

  @Test("It is not installed over itself, and says which folder it was told")
  func ontoItself() throws {
    let folder = try TemporaryFolder()
    #expect(try tool(["install", "here"], in: folder.path).exitCode == 0)
    let again = try tool(["install", "here"], in: folder.path, program: folder.path + "/here/bin/build-book")
    #expect(again.exitCode == 64)
    #expect(again.errors == "build-book: this tool is installed in 'here' already: name another folder\n")
  }

  @Test("Where a module is missing that cells import, the message names it and what to do")
  func incomplete() throws {
    let folder = try TemporaryFolder()
    #expect(try tool(["install", "here"], in: folder.path).exitCode == 0)
    try FileManager.default.removeItem(atPath: folder.path + "/here/lib/colophon/modules/Tensors.swiftmodule")
    let run = try tool(["new", "book"], in: folder.path, program: folder.path + "/here/bin/build-book")
    #expect(run.exitCode != 0)
    #expect(
      run.errors.contains("here/lib/colophon/modules/Tensors.swiftmodule', a module that cells import: build the tool"))
  }
}
