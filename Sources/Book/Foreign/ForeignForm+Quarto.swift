import Text

extension ForeignForm {
  private static let callouts: [(name: String, here: String)] = [
    ("callout-note", "note"), ("callout-tip", "tip"), ("callout-important", "important"),
    ("callout-warning", "warning"), ("callout-caution", "caution"), ("callout", "note"),
  ]

  /// Quarto, R Markdown, bookdown and Pandoc.
  static let quarto: [ForeignForm] =
    callouts.map { name, here in
      ForeignForm(.container([name]), "a callout of Quarto", "Write ::: \(here), and a title behind it.")
    } + [
      ForeignForm(
        .container(["column-margin", "aside"]), "a note in the margin", "Write ::: aside."),
      ForeignForm(
        .container(["panel-tabset"]), "tabs of Quarto",
        "Write :::: tabs, and in it ::: tab Title in place of each heading."),
      ForeignForm(
        .container(["column-page", "column-screen", "column-body", "column-body-outset", "column-page-right"]),
        "a width of Quarto", "What needs the room is wider by itself or by the option .wide: ```swift {.wide}."),
      ForeignForm(
        .container([
          "theorem", "lemma", "corollary", "proposition", "conjecture", "definition", "example", "proof", "remark",
          "algorithm",
        ]), "a theorem",
        "There is none like it here: a note can have its title, as in ::: note Theorem (Pythagoras)."),
      ForeignForm(
        .text(
          .enclosed(
            "{{<", ">}}",
            where: { inside in
              inside.drop(while: \.isBlank).starts(with: Array("include".utf8))
            })), "a shortcode of Quarto", "Another file is included by ::: include {file=\"parts/setup.md\"}."),
      ForeignForm(
        .text(.enclosed("{{<", ">}}")), "a shortcode of Quarto or Hugo",
        "There are none here: write what it stands for, in Markdown or in HTML."),
      ForeignForm(
        .text(.enclosed("{{%", "%}}")), "a shortcode of Hugo",
        "There are none here: write what it stands for, in Markdown or in HTML."),
      ForeignForm(
        .code("#|"), "an option of a cell in Quarto",
        "Options stand in braces behind the language: 'label: loss' is {#loss}, 'echo: false' {.fold}, 'include: false' {.hidden}, 'eval: false' {.no-run}, 'output: false' {.hide-output}, 'code-fold: true' {.fold}, and 'fig-cap: \"…\"' {caption=\"…\"}."
      ),
      ForeignForm(
        .fences("{="), "a raw block of Pandoc", "HTML stands in a chapter as it is, without a fence around it."),
      ForeignForm(
        .fences("{."), "the attributes of Pandoc", mayBeText: true,
        "The language stands before the braces, as in ```python {#id .numbers}."),
      ForeignForm(
        .fence([
          "{bash}", "{julia}", "{js}", "{node}", "{ojs}", "{observable}", "{python}", "{python3}", "{r}", "{R}",
          "{Rcpp}",
          "{rust}", "{sh}", "{sql}", "{stan}",
        ]), "a cell of Quarto or R Markdown", mayBeText: true,
        "Only Swift is run, in a fence of swift. To show code of another language write its name without braces."),
      ForeignForm(
        .fences("{"), "a directive or a cell of another tool", mayBeText: true,
        "What begins with backticks is code: write its language without braces, and ::: with a name for a container."),
      ForeignForm(
        .escaped(.enclosed("\\@ref(", ")")), "a reference of bookdown",
        "A reference is a link without a text: [](#id), [](chapter.md#id)."),
      ForeignForm(
        .text(
          .enclosed(
            "(#", ")", isFree: true,
            where: { inside in
              ["eq:", "fig:", "tab:", "thm:"].contains { inside.starts(with: Array($0.utf8)) }
            })), "a label of bookdown", "An id stands in braces behind what it names: $$ … $$ {#eq-id}."),
      ForeignForm(
        .text(.enclosed("^[", "]", where: { $0.contains(UInt8(ascii: " ")) && $0.contains(where: \.isLetter) })),
        "a note of Pandoc", mayBeText: true,
        "A footnote is [^a] in the text, and [^a]: What it says. on lines of its own."),
      ForeignForm(
        .text(
          .enclosed(
            "^", "^",
            where: { inside in
              inside.allSatisfy { $0.isWord || "+-−".utf8.contains($0) } && inside.count < 12
            })), "a superscript of Pandoc", mayBeText: true, "Write <sup>2</sup>, or a formula: $x^2$."),
      ForeignForm(
        .text(
          TextPattern("~") { bytes, start in
            let end = TextPattern.endOfRun(in: bytes, start, where: \.isDigit)
            guard start > 1, bytes[start - 2].isLetter, (1...3).contains(end - start), end < bytes.count else {
              return nil
            }
            return bytes[end] == UInt8(ascii: "~") ? end + 1 : nil
          }),
        "a subscript of Pandoc", mayBeText: true, "Write <sub>2</sub>, or a formula: $x_2$."),
    ]
}
