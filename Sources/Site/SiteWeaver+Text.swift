import Book
import Storage

/// The text of a chapter as HTML, for whatever is around it.
package struct WovenText: Sendable {
  /// The title, with its emphasis and code.
  package var title: String
  /// What stands above the title, such as `Chapter 2`; nil where the chapter has no number.
  package var label: String?
  /// The chapter's own authors and its date; nil where it says neither.
  package var byline: String?
  /// What the check of the chapter found, in a sentence; nil where there was nothing to check.
  package var summary: String?
  package var html: String
  /// The fonts of its formulas.
  package var fonts: MathFonts
  package var diagnostics: [Diagnostic]
}

extension SiteWeaver {
  /// The text of a chapter that was checked; nil where it was not.
  ///
  /// - Parameter references: those of the whole book.
  package func text(of chapter: CheckedChapter, _ references: CrossReferences) -> WovenText? {
    guard let report = chapter.report else { return nil }
    let words = language.words
    let text = ChapterText(
      chapter.chapter, report, outline: chapter.outline, references: references, words: words, highlighter: highlighter,
      excerpts: excerpts, structures: structures, math: math)
    return WovenText(
      title: text.title, label: chapter.outline.number.map(words.chapter),
      byline: chapter.chapter.frontMatter.byline(words), summary: CheckSummary(report).sentence(in: words),
      html: text.html, fonts: text.fonts, diagnostics: text.diagnostics)
  }

  /// KaTeX's style sheet, `assets/katex.css`, and the fonts that it names.
  package func mathFiles(_ fonts: MathFonts) throws(FileError) -> [SiteFile] {
    fonts.isEmpty ? [] : try KaTeXFiles.load(fonts, common: theme.commonMathFonts, licence: theme.mathLicence).get()
  }
}
