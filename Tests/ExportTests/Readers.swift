import Foundation
import TestSupport

/// The programs that read what is exported, where they are installed.
enum Readers {
  static let python = program("/usr/bin/python3", "/usr/local/bin/python3")
  /// Debian's Python, where it has the package python3-nbformat.
  static let nbformat = program("/usr/bin/python3").flatMap { python in
    let probe = try? tool(["-c", "import nbformat"], in: "/", program: python)
    return probe?.exitCode == 0 ? python : nil
  }
  static let java = program("/usr/bin/java")
  /// An archive that Java runs.
  static let epubcheck = program("/usr/share/java/epubcheck.jar")
  static let pdftotext = program("/usr/bin/pdftotext")
  static let chromium = program("/usr/bin/chromium", "/usr/bin/google-chrome")

  private static func program(_ paths: String...) -> String? { paths.first { access($0, R_OK) == 0 } }
}
