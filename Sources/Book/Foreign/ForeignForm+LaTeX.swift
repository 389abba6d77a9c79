import Text

extension ForeignForm {
  private static let citations: Set = [
    "Cite", "autocite", "citealp", "citealt", "citeauthor", "citep", "citet", "cite", "citeyear", "footcite",
    "fullcite",
    "nocite", "parencite", "textcite",
  ]
  private static let references: Set = [
    "Cref", "autoref", "cref", "eqref", "hyperref", "nameref", "pageref", "ref", "vref",
  ]
  private static let formulas: Set = [
    "align", "alignat", "displaymath", "eqnarray", "equation", "flalign", "gather", "math", "multline",
  ]

  static let laTeX: [ForeignForm] = [
    ForeignForm(
      .text(.command(citations)), "a command of LaTeX",
      "Works are cited as in [@key, p. 3], and as @key in a sentence."),
    ForeignForm(
      .text(.command(references)), "a command of LaTeX",
      "A reference is a link without a text: [](#id), [](chapter.md#id). It is filled in with a word and a number."),
    ForeignForm(
      .text(.command(["label"])), "a command of LaTeX",
      "An id stands in braces behind what it names: ## Title {#id}, $$ … $$ {#eq-id}, ```swift {#id}."),
    ForeignForm(
      .text(.command(["begin", "end"], formulas)), "an environment of LaTeX",
      "A formula stands between lines of $$; of several lines it is \\begin{aligned} … \\end{aligned} between them."),
    ForeignForm(
      .text(.command(["begin", "end"], ["figure", "center", "wrapfigure"])), "an environment of LaTeX",
      "A picture is ![words for those who cannot see it](file \"Caption\"){#fig-id}, alone in its paragraph."),
    ForeignForm(
      .text(.command(["includegraphics", "caption"])), "a command of LaTeX",
      "A picture is ![words for those who cannot see it](file \"Caption\"){#fig-id}, alone in its paragraph."),
    ForeignForm(
      .text(.command(["begin", "end"], ["table", "tabular", "tabularx", "longtable"])), "an environment of LaTeX",
      "A table has bars between its cells, | a | b |, and its caption directly below it: \": Caption {#tab-id}\"."),
    ForeignForm(
      .text(.command(["begin", "end"], ["description", "enumerate", "itemize"])), "an environment of LaTeX",
      "The items of a list begin with - or 1. and stand as they are."),
    ForeignForm(
      .text(.command(["begin", "end"], ["listing", "lstlisting", "minted", "verbatim"])), "an environment of LaTeX",
      "Code stands between lines of backticks, with its language behind the first: ```swift."),
    ForeignForm(
      .text(.command(["begin", "end"])), "an environment of LaTeX",
      "LaTeX is read between $ signs only, as formulas. Boxes are containers: ::: exercise, ::: note."),
    ForeignForm(
      .text(.command(["chapter", "section", "subsection", "subsubsection", "paragraph"])), "a command of LaTeX",
      "Headings begin with signs: # for a chapter, ## for a section."),
    ForeignForm(
      .text(.command(["emph", "textbf", "textit", "texttt", "underline", "textsc"])), "a command of LaTeX",
      "Write *emphasis*, **strong** and `code`."),
    ForeignForm(
      .text(.command(["footnote"])), "a command of LaTeX",
      "A footnote is [^a] in the text, and [^a]: What it says. on lines of its own."),
    ForeignForm(
      .text(.command(["href", "url"])), "a command of LaTeX",
      "A link is [text](https://example.org), or the address alone."
    ),
    ForeignForm(
      .text(.command(["include", "input", "lstinputlisting"])), "a command of LaTeX",
      "Another file is included by ::: include {file=\"parts/setup.md\"}, its code by ```swift {include=\"code/train.swift\"}."
    ),
    ForeignForm(
      .text(
        .command(["bibliography", "bibliographystyle", "documentclass", "index", "printbibliography", "usepackage"])),
      "a command of LaTeX",
      "Remove it: the index and the list of works are made in any case. book.yml names the file of works under 'bibliography:'."
    ),
    ForeignForm(
      .text(
        .word([
          "centering", "clearpage", "maketitle", "newpage", "noindent", "pagebreak", "printbibliography", "printindex",
          "tableofcontents",
        ])), "a command of LaTeX", "Remove it: pages are made in any case."),
    ForeignForm(
      .text(.command(mathematics)), "a command of LaTeX",
      "It is read in formulas only: $\\frac{1}{2}$ in a line, and between lines of $$ by itself."),
    ForeignForm(
      .text(.freeWord(symbols)), "a command of LaTeX", mayBeText: true,
      "It is read in formulas only: $\\alpha$ in a line, and between lines of $$ by itself."),
    ForeignForm(
      .escaped(.enclosed("\\(", "\\)", where: { isFormula($0) || isShortFormula($0) })), "a formula of LaTeX",
      mayBeText: true, "A formula stands as $x^2$ in a line, and between lines of $$ by itself."),
    ForeignForm(
      .escaped(
        .enclosed(
          "\\[", "\\]", crossesLines: true,
          where: { inside in
            isFormula(inside) || isShortFormula(inside) && inside.contains { "=+<>".utf8.contains($0) }
          })), "a formula of LaTeX", mayBeText: true,
      "A formula stands as $x^2$ in a line, and between lines of $$ by itself."),
  ]

  /// What is written within formulas, and has something in braces.
  private static let mathematics: Set = [
    "bar", "binom", "dfrac", "frac", "hat", "mathbb", "mathbf", "mathcal", "mathrm", "operatorname", "overline", "sqrt",
    "tfrac", "tilde", "underbrace", "vec", "widehat",
  ]
  private static let symbols: Set = [
    "alpha", "approx", "beta", "cdot", "delta", "epsilon", "eta", "gamma", "geq", "infty", "int", "lambda", "leq",
    "nabla",
    "neq", "omega", "partial", "phi", "psi", "rho", "rightarrow", "sigma", "sum", "theta", "times",
  ]

  /// Whether it is letters, numbers and signs, and has no words: `x`, `n + 1`, `f(x) = 2x`.
  @Sendable private static func isShortFormula(_ inside: ArraySlice<UInt8>) -> Bool {
    let words = inside.split { !$0.isLetter }
    return !words.isEmpty && inside.allSatisfy { $0.isWord || " +-*/=<>(),.|!'".utf8.contains($0) }
      && words.allSatisfy { $0.count == 1 || functions.contains(String(decoding: $0, as: UTF8.self)) }
  }
  private static let functions: Set = ["cos", "exp", "lim", "ln", "log", "max", "min", "sin", "tan", "tanh"]

  /// Whether it has what formulas have and texts do not.
  @Sendable private static func isFormula(_ inside: ArraySlice<UInt8>) -> Bool {
    inside.indices.dropLast().contains { index in
      switch inside[index] {
      case UInt8(ascii: "\\"): inside[index + 1].isLetter
      case UInt8(ascii: "^"), UInt8(ascii: "_"): inside[index + 1].isWord || inside[index + 1] == UInt8(ascii: "{")
      default: false
      }
    }
  }
}
