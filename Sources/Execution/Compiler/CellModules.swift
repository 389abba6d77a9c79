import Foundation
import Storage

/// The modules of the tool that cells may import, and what these are made of: no other is in their reach.
package enum CellModules {
  package static let names = [
    SegmentSource.supportModule.name, "Notebook", "DataSets", "Figures", "Networks", "Tensors", "Compute", "Codecs",
    "Outputs", "Processor",
  ]

  /// Makes a folder that holds just these modules.
  static func link(of tool: ToolFiles, into folder: String) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in names {
      let module = tool.module(name)
      guard FileManager.default.fileExists(atPath: module) else {
        throw ExecutionError(
          "cannot find '\(module)', a module that cells import: build the tool with 'swift build', and move it with "
            + "'build-book install'")
      }
      try FileManager.default.createSymbolicLink(
        atPath: "\(folder)/\(name).swiftmodule", withDestinationPath: module)
    }
  }
}
