import Text

extension ForeignForm {
  private static let reference =
    "A reference is a link without a text: [](#id), [](chapter.md) or [](chapter.md#id). It is filled in with a word and a number."
  private static let citation = "Works are cited as in [@key, p. 3], and as @key in a sentence."
  private static let math = "A formula stands as $x^2$ in a line, and between lines of $$ by itself."
  private static let noRoles =
    "There are no roles here: write the text as it is to be shown, and code alone between its backticks."
  private static let include =
    "Another file is included by ::: include {file=\"parts/setup.md\"}, its code by ```swift {include=\"code/train.swift\"}."
  static let boxAdvice =
    "A note begins with a line ::: note and ends with a line :::, and so do tip, important, warning and caution."
  private static let box: Set = [
    "admonition", "attention", "caution", "danger", "error", "hint", "important", "info", "note", "seealso", "tip",
    "warning",
  ]
  private static let referenceRoles: Set = [
    "any", "doc", "download", "eq", "numref", "ref", "term", "prf:ref", "keyword", "envvar",
  ]
  private static let citationRoles: Set = [
    "cite", "cite:alp", "cite:ct", "cite:label", "cite:p", "cite:ps", "cite:t", "cite:ts", "cite:year", "footcite",
    "footcite:p", "footcite:t",
  ]

  private static let scripts: Set = ["sub", "sup", "subscript", "superscript"]
  /// Those that say what a name or a piece of code is, with the domains of languages.
  private static let nameRoles: Set<String> = {
    let names = [
      "abbr", "attr", "class", "code", "command", "const", "data", "dfn", "enum", "exc", "file", "func", "guilabel",
      "kbd",
      "macro", "member", "menuselection", "meth", "mod", "module", "obj", "option", "pep", "program", "rfc", "samp",
      "struct", "type", "var",
    ]
    return Set(names + ["c", "cpp", "js", "py", "rust", "swift"].flatMap { domain in names.map { "\(domain):\($0)" } })
  }()

  private static func braced(_ names: Set<String>) -> Set<String> { Set(names.map { "{\($0)}" }) }

  /// MyST, Jupyter Book and reStructuredText.
  static let sphinx: [ForeignForm] = [
    ForeignForm(.text(.beforeCode("{", "}", referenceRoles)), "a role of MyST", reference),
    ForeignForm(.text(.beforeCode("{", "}", citationRoles)), "a role of MyST", citation),
    ForeignForm(.text(.beforeCode("{", "}", ["math"])), "a role of MyST", math),
    ForeignForm(
      .text(.beforeCode("{", "}", scripts)), "a role of MyST", "Write <sub>2</sub>, <sup>2</sup>, or a formula: $x_2$."),
    ForeignForm(.text(.beforeCode("{", "}", nameRoles)), "a role of MyST", noRoles),
    ForeignForm(.text(.beforeCode("{", "}")), "a role of MyST", mayBeText: true, noRoles),
    ForeignForm(.text(.beforeCode(":", ":", referenceRoles)), "a role of reStructuredText", reference),
    ForeignForm(.text(.beforeCode(":", ":", citationRoles)), "a role of reStructuredText", citation),
    ForeignForm(.text(.beforeCode(":", ":", ["math"])), "a role of reStructuredText", math),
    ForeignForm(
      .text(.beforeCode(":", ":", scripts)), "a role of reStructuredText",
      "Write <sub>2</sub>, <sup>2</sup>, or a formula: $x_2$."),
    ForeignForm(.text(.beforeCode(":", ":", nameRoles)), "a role of reStructuredText", noRoles),
    ForeignForm(.text(.beforeCode(":", ":")), "a role of reStructuredText", mayBeText: true, noRoles),
    ForeignForm(
      .line(
        .enclosed("(", ")=", where: { $0.allSatisfy { $0.isWord || "-:.+/".utf8.contains($0) } }).alone),
      "a target of MyST",
      "An id stands in braces behind what it names: ## Title {#id}, ```swift {#id}, $$ … $$ {#eq-id}. A heading has one of its words in any case."
    ),
    ForeignForm(
      .line(
        .enclosed(".. ", "::", where: { $0.first!.isLetter && $0.allSatisfy { $0.isWord || "-:+".utf8.contains($0) } })),
      "a directive of reStructuredText",
      boxAdvice
        + " Code stands between lines of backticks, a picture is ![words](file), a formula stands between lines of $$."
    ),
    ForeignForm(
      .text(
        .enclosed(
          "[", "]_", isFree: true,
          where: { inside in
            inside.allSatisfy { $0.isWord || "#*-.".utf8.contains($0) }
          })), "a reference of reStructuredText",
      "A footnote is [^a] in the text, and [^a]: What it says. on lines of its own; works are cited as in [@key]."),
    ForeignForm(
      .line(.enclosed(".. [", "] ")), "a footnote of reStructuredText",
      "A footnote is [^a] in the text, and [^a]: What it says. on lines of its own."),
    ForeignForm(
      .line(.enclosed(".. |", "::")), "a substitution of reStructuredText",
      "There are none here: write what it stands for, or a checked value, [0.072](<=losses.last!>)."),
    ForeignForm(
      .text(
        .enclosed(
          "|", "|", isFree: true,
          where: { inside in
            ["author", "copyright", "project", "release", "today", "version"].contains { inside.elementsEqual($0.utf8) }
          })), "a substitution of reStructuredText", mayBeText: true,
      "There are none here: write what it stands for, or a checked value, [0.072](<=losses.last!>)."),
    ForeignForm(
      .line(.enclosed(".. _", ":")), "a target of reStructuredText",
      "An id stands in braces behind what it names, as in ## Title {#id}."),
    ForeignForm(
      .line(
        .words(
          ":",
          [
            "align", "alt", "caption", "class", "emphasize-lines", "end-before", "figclass", "height", "hidden",
            "label",
            "language", "lineno-start", "linenos", "lines", "maxdepth", "name", "nonumber", "open", "scale",
            "start-after",
            "tags", "target", "width",
          ], then: ":")), "an option of a directive", mayBeText: true,
      "Options stand in braces in the line that begins something: ```swift {#id .fold}, ::: exercise {#id}."),
    ForeignForm(
      .line(.wholeLine("+++")), "what parts blocks of MyST, or what begins keys in TOML",
      "Keys of a chapter stand between lines of --- at its beginning, in YAML. Elsewhere nothing parts blocks but an empty line."
    ),
    ForeignForm(.fence(braced(box)), "a directive of MyST", boxAdvice),
    ForeignForm(
      .fence(["{figure}", "{image}"]), "a directive of MyST",
      "A picture is ![words for those who cannot see it](file \"Caption\"){#fig-id}, alone in its paragraph."),
    ForeignForm(
      .fence(["{math}"]), "a directive of MyST", "A formula stands between lines of $$, the last as in $$ {#eq-id}."),
    ForeignForm(
      .fence(["{list-table}", "{table}", "{csv-table}"]), "a directive of MyST",
      "A table has bars between its cells, | a | b |, and its caption directly below it: \": Caption {#tab-id}\"."),
    ForeignForm(.fence(["{include}", "{literalinclude}"]), "a directive of MyST", include),
    ForeignForm(
      .fence(["{toctree}", "{tableofcontents}", "{contents}"]), "a directive of MyST",
      "Remove it: each page has the contents, and book.yml lists the chapters under 'chapters:'."),
    ForeignForm(
      .fence(["{bibliography}"]), "a directive of MyST",
      "Remove it: the works that a chapter cites stand at its end. book.yml names their file under 'bibliography:'."),
    ForeignForm(
      .fence(["{code-cell}", "{code-block}", "{code}", "{sourcecode}"]), "a directive of MyST", mayBeText: true,
      "Write the language alone: ```python. Swift is run: ```swift; other languages are only shown."),
    ForeignForm(
      .fence(["{tab-set}", "{tab-item}", "{tabs}"]), "a directive of MyST",
      "Tabs are containers: ::: tabs, in which each begins with ::: tab Title."),
    ForeignForm(.fence(["{margin}", "{sidebar}"]), "a directive of MyST", "Write ::: aside, and ::: below it."),
    ForeignForm(
      .fence(["{exercise}", "{exercise-start}", "{solution}", "{solution-start}"]), "a directive of MyST",
      "An exercise is a container, ::: exercise {#id} Title, and in it its ::: solution."),
    ForeignForm(
      .fence(["{dropdown}", "{toggle}"]), "a directive of MyST",
      "Cells are folded by .fold; for text write <details><summary>Title</summary>, empty lines around it, and </details>."
    ),
    ForeignForm(
      .fence(["{glossary}"]), "a directive of MyST",
      "A term stands on a line of its own, and its definition below it as in \": What it means.\"."),
    ForeignForm(
      .fence(["{eval-rst}", "eval_rst", "{raw}", "{only}", "{index}", "{epigraph}", "{topic}", "{grid}", "{card}"]),
      "a directive of MyST", "There is none like it here: write the text itself, in Markdown or in HTML."),
    ForeignForm(.container(box), "an admonition", boxAdvice),
    ForeignForm(
      .container(["margin", "sidebar", "marginnote"]), "a note in the margin", "Write ::: aside."),
    ForeignForm(.container(["tab-set"]), "tabs of MyST", "Write :::: tabs, and in it ::: tab Title for each."),
    ForeignForm(.container(["tab-item"]), "a tab of MyST", "Write ::: tab Title, within :::: tabs."),
    ForeignForm(
      .container(["dropdown", "details", "toggle"]), "a fold",
      "Write <details><summary>Title</summary>, empty lines around the text, and </details>; cells are folded by .fold."
    ),
    ForeignForm(
      .container(["figure", "image"]), "a directive of MyST",
      "A picture is ![words for those who cannot see it](file \"Caption\"){#fig-id}, alone in its paragraph."),
    ForeignForm(
      .container(["grid", "grid-item", "card"]), "a directive of MyST",
      "Write :::: columns, and in it ::: column for each."),
  ]
}
