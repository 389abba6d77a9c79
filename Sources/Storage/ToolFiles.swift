import Glibc

/// What the tool consists of, and where each part lies: as one of SwiftPM's build systems leaves it beside the program, or as it
/// is installed in a folder. Nothing else knows.
///
/// | | native build system | swiftbuild | installed |
/// | --- | --- | --- | --- |
/// | the tool | `build-book` | `build-book` | `bin/build-book` |
/// | the cell host | `cell-host` | `cell-host` | `lib/colophon/cell-host` |
/// | modules | `Modules/NAME.swiftmodule` | `NAME.swiftmodule/` | `lib/colophon/modules/NAME.swiftmodule` |
/// | resources | `Colophon_Site.resources/` | `Colophon_Site.bundle/` | `share/colophon/Site/` |
package struct ToolFiles: Sendable {
  /// The tool's own program.
  package let executable: String
  /// The program that runs cells.
  package let cellHost: String
  /// The folder of the modules that cells import.
  package let modules: String
  private let resources: @Sendable (_ module: String) -> String

  /// The programs' folders and the modules': what the compiler and the cell host read of the tool.
  package var folders: [String] {
    var folders: [String] = []
    for folder in [Self.folder(of: executable), Self.folder(of: cellHost), modules] where !folders.contains(folder) {
      folders.append(folder)
    }
    return folders
  }

  /// The parts of this program; nil where the system does not say where it is.
  package static let running = RunningProgram.path.map { ToolFiles(executable: $0) }

  /// Finds the parts by where the tool is, or another program that was built with it.
  package init(executable: String) {
    let folder = Self.folder(of: executable)
    let prefix = Self.folder(of: folder)
    if Self.isFolder(prefix + "/lib/colophon"), folder == prefix + "/bin" {
      self.init(installedIn: prefix)
    } else if Self.isFolder(folder + "/Modules") {
      self.init(executable, folder + "/cell-host", folder + "/Modules") { "\(folder)/Colophon_\($0).resources" }
    } else {
      self.init(executable, folder + "/cell-host", folder) { "\(folder)/Colophon_\($0).bundle" }
    }
  }

  /// The parts of a tool that is, or will be, installed.
  package init(installedIn prefix: String) {
    self.init(prefix + "/bin/build-book", prefix + "/lib/colophon/cell-host", prefix + "/lib/colophon/modules") {
      "\(prefix)/share/colophon/\($0)"
    }
  }

  private init(
    _ executable: String, _ cellHost: String, _ modules: String, resources: @escaping @Sendable (String) -> String
  ) {
    self.executable = executable
    self.cellHost = cellHost
    self.modules = modules
    self.resources = resources
  }

  /// The folder of the resources that belong to a module of the tool.
  package func resources(of module: String) -> String { resources(module) }

  /// A module as the compiler finds it: a file, or a folder with one for each architecture.
  package func module(_ name: String) -> String { "\(modules)/\(name).swiftmodule" }

  /// The files that say what a module declares, and how it is documented.
  package func interface(of module: String, architecture: String) -> [String] {
    let path = self.module(module)
    let base = Self.isFolder(path) ? "\(path)/\(architecture)-unknown-linux-gnu" : "\(modules)/\(module)"
    return [base + ".swiftmodule", base + ".swiftdoc"]
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
  }

  private static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }
}
