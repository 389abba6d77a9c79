import Book
import Execution
import Foundation
import Storage

/// Puts the tool, with all that it needs but the toolchain, into a folder that can be moved: what it was built from may go.
package struct Installation {
  package var request: Request

  package init(_ request: Request) { self.request = request }

  /// Copies the tool's files, each of them whole or not at all. What else is in the folder stays.
  ///
  /// - Parameter path: the folder that gets `bin`, `lib/colophon` and `share/colophon`.
  /// - Returns: the path of the installed tool, and the number of bytes of all that belongs to it.
  package func install(into path: String) throws -> (tool: String, bytes: Int) {
    let prefix = Path.normalise(Path.join(request.workingFolder, path))
    let (source, target) = (request.tool, ToolFiles(installedIn: prefix))
    guard AtomicFile.resolvingLinks(inPath: source.executable) != AtomicFile.resolvingLinks(inPath: target.executable)
    else { throw UsageProblem(description: "this tool is installed in '\(path)' already: name another folder") }
    var bytes = 0
    for program in [(source.cellHost, target.cellHost), (source.executable, target.executable)] {
      bytes += try copy(program.0, to: program.1)
      let mode = try FileManager.default.attributesOfItem(atPath: program.0)[.posixPermissions]
      try FileManager.default.setAttributes([.posixPermissions: mode ?? 0o755], ofItemAtPath: program.1)
    }
    for module in CellModules.names {
      for file in source.interface(of: module, architecture: Toolchain.architecture) {
        bytes += try copy(file, to: "\(target.modules)/\(module).\((file as NSString).pathExtension)")
      }
    }
    // By name: a build system describes its bundle in a file beside them.
    for (module, folder) in [("Site", "Theme"), ("Preview", "Client")] {
      bytes += try copy(
        filesOf: "\(source.resources(of: module))/\(folder)", to: "\(target.resources(of: module))/\(folder)")
    }
    return (target.executable, bytes)
  }

  private func copy(filesOf folder: String, to target: String) throws -> Int {
    try FolderEntry.all(in: folder).sorted { $0.name < $1.name }.reduce(0) { bytes, entry in
      let (file, copied) = ("\(folder)/\(entry.name)", "\(target)/\(entry.name)")
      return try bytes + (entry.isFolder ? copy(filesOf: file, to: copied) : copy(file, to: copied))
    }
  }

  private func copy(_ file: String, to target: String) throws -> Int {
    try AtomicFile.createFolder(Path.folder(of: target))
    let bytes = try AtomicFile.read(file)
    try AtomicFile.write(bytes, to: target)
    return bytes.count
  }
}
