import Book
import Storage

/// What a site with formulas carries of KaTeX: its style sheet, the fonts that are used, and their licence.
enum KaTeXFiles {
  /// - Parameters:
  ///   - common: the smaller files of fonts, from the theme.
  ///   - licence: the licence's text, from the theme.
  static func load(_ fonts: MathFonts, common: [SiteFile], licence: SiteFile) -> Result<[SiteFile], FileError> {
    do throws(FileError) {
      let css = fonts.styleSheet(from: try AtomicFile.read(KaTeX.folder + "/katex.min.css"))
      var files = [SiteFile(path: "assets/katex.css", text: css), licence]
      let names = Set(fonts.files.compactMap { CommonMathFont(rawValue: $0)?.file })
      files += common.filter { names.contains(Path.file(of: $0.path)) }
      for font in fonts.files.sorted() {
        let bytes = try AtomicFile.read("\(KaTeX.folder)/fonts/\(font).woff2")
        files.append(SiteFile(path: "assets/fonts/\(font).woff2", bytes: bytes))
      }
      return .success(files)
    } catch {
      return .failure(error)
    }
  }
}
