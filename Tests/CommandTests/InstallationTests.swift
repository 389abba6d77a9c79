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
    #expect(installed.output.hasPrefix("installed '\(folder.path)/first/bin/build-book' and what belongs to it: "))
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

  @Test("It finds its files where the build system swiftbuild leaves them: modules as folders, resources in a bundle")
  func otherBuildSystem() throws {
    let (folder, files) = (try TemporaryFolder(), FileManager.default)
    #expect(try tool(["install", "installed"], in: folder.path).exitCode == 0)
    let (installed, products) = (folder.path + "/installed", folder.path + "/Products")
    try files.createDirectory(atPath: products, withIntermediateDirectories: true)
    try files.moveItem(atPath: installed + "/bin/build-book", toPath: products + "/build-book")
    try files.moveItem(atPath: installed + "/lib/colophon/cell-host", toPath: products + "/cell-host")
    for module in ["Site", "Preview"] {
      try files.moveItem(
        atPath: "\(installed)/share/colophon/\(module)", toPath: "\(products)/Colophon_\(module).bundle")
      try folder.write("<plist/>", to: "Products/Colophon_\(module).bundle/Info.plist")
    }
    let modules = installed + "/lib/colophon/modules"
    for name in try files.contentsOfDirectory(atPath: modules) {
      let (module, suffix) = ((name as NSString).deletingPathExtension, (name as NSString).pathExtension)
      let target = "\(products)/\(module).swiftmodule"
      try files.createDirectory(atPath: target, withIntermediateDirectories: true)
      try files.moveItem(
        atPath: "\(modules)/\(name)", toPath: "\(target)/\(Self.architecture)-unknown-linux-gnu.\(suffix)")
    }
    let book = try TemporaryBook(["a": "```swift\nTensor(ones: [2]).sum()\n```\n\n```output\n2\n```\n"])
    let built = try tool(["--book", book.folder], in: folder.path, program: products + "/build-book")
    #expect(built.exitCode == 0, "\(built.errors)")
    // From there it can be installed as well, without what describes the bundles.
    let again = try tool(["install", "second"], in: folder.path, program: products + "/build-book")
    #expect(again.exitCode == 0, "\(again.errors)")
    #expect(try files.contentsOfDirectory(atPath: folder.path + "/second/share/colophon/Site") == ["Theme"])
    let checked = try tool(
      ["check", "--fresh", "--book", book.folder], in: folder.path, program: folder.path + "/second/bin/build-book")
    #expect(checked.exitCode == 0, "\(checked.errors)")
  }

  #if arch(arm64)
    static let architecture = "aarch64"
  #else
    static let architecture = "x86_64"
  #endif

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
