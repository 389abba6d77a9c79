import Foundation

/// The modules of the tool that cells may import, and what these are made of: no other is in their reach.
enum CellModules {
  static let names = [
    SegmentSource.supportModule.name, "Notebook", "DataSets", "Figures", "Networks", "Tensors", "Compute", "Codecs", "Processor",
  ]

  /// Makes a folder that holds just these modules.
  ///
  /// - Parameter executable: the path of this tool, beside which its modules lie.
  static func link(of executable: String, into folder: String) throws {
    let built = (executable as NSString).deletingLastPathComponent + "/Modules"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for name in names {
      let module = "/\(name).swiftmodule"
      guard FileManager.default.fileExists(atPath: built + module) else {
        throw ExecutionError(
          "cannot find the modules that cells import in '\(built)': build the tool with 'swift build'")
      }
      try FileManager.default.createSymbolicLink(atPath: folder + module, withDestinationPath: built + module)
    }
  }
}
