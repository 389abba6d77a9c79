import Book
import TestSupport
import Testing

@Suite("Syntax of other tools")
struct ForeignSyntaxTests {
  @Test(
    "A directive of another tool is an error at its place, which says what to write here",
    arguments: [
      ("See «{ref}»`label`.\n", "a role of MyST", "[](#id)"),
      ("See [x«](terms.md#two words)».\n", "a link with a blank", "hyphen"),
      ("See ![a«](b c.png \"t\")».\n", "a link with a blank", "%20"),
      ("«{numref}»`Figure %s <a>`\n", "a role of MyST", "[](#id)"),
      ("Said «{cite:p}»`key`.\n", "a role of MyST", "[@key, p. 3]"),
      ("«{doc}»`a`\n", "a role of MyST", "[](chapter.md)"),
      ("«{math}»`x`\n", "a role of MyST", "$x^2$"), ("«{py:func}»`f`\n", "a role of MyST", "no roles"),
      ("H«{sub}»`2`O\n", "a role of MyST", "<sub>"), ("See «:ref:»`x`.\n", "a role of reStructuredText", "[](#id)"),
      ("«:py:func:»`f`\n", "a role of reStructuredText", "no roles"),
      ("«(my-label)=»\n## Title\n", "a target of MyST", "## Title {#id}"),
      ("> «(a)=»\n> Text.\n", "a target of MyST", "{#id}"), ("Text.\n«+++»\n", "what parts blocks of MyST", "---"),
      ("«.. note::»\n\n   Text\n", "a directive of reStructuredText", "::: note"),
      ("«.. _label:»\n", "a target of reStructuredText", "{#id}"),
      ("«{{#include a.rs}}»\n", "a command of mdBook", "::: include"),
      ("- «{{ #playground a.rs }}»\n", "a command of mdBook", "include="),
      ("«{{#title A}}»\n", "a command of mdBook", "title:"),
      ("A «[title](@ref)».\n", "a reference of Documenter", "[text](#id)"),
      ("«[x](@id a)»\n".replacing(" a", with: ""), "an id of Documenter", "{#id}"),
      ("«!!! note» \"Title\"\n    Text\n", "an admonition of MkDocs", "::: note"),
      ("«??? tip»\n    Text\n", "an admonition of MkDocs", "::: note"),
      ("«=== \"Tab\"»\n    Text\n", "a tab of MkDocs", "::: tab"),
      ("«--8<--» \"a.md\"\n", "a snippet of MkDocs", "::: include"), ("«[TOC]»\n", "a mark for contents", "Remove it"),
      ("«[[_TOC_]]»\n", "a mark for contents", "Remove it"),
      ("«{{< include a.md >}}»\n", "a shortcode of Quarto", "::: include"),
      ("A «{{< meta x >}}».\n", "a shortcode of Quarto or Hugo", "Markdown"),
      ("«{{% notice %}}»\n", "a shortcode of Hugo", "Markdown"),
      ("See «\\@ref(fig:a)».\n", "a reference of bookdown", "[](#id)"),
      ("«(#eq:a)»\n", "a label of bookdown", "{#eq-id}"),
      ("As «\\cite{a}».\n", "a command of LaTeX", "[@key, p. 3]"),
      ("«\\citep[p. 3]{a}»\n", "a command of LaTeX", "@key"),
      ("In «\\eqref{a}».\n", "a command of LaTeX", "[](#id)"), ("«\\label{a}»\n", "a command of LaTeX", "{#id}"),
      ("«\\begin{figure}»\n", "an environment of LaTeX", "![words"),
      ("«\\begin{align*}»\n", "an environment of LaTeX", "$$"),
      ("«\\begin{theorem}»\n", "an environment of LaTeX", ":::"),
      ("«\\textbf{a}»\n", "a command of LaTeX", "**strong**"),
      ("«\\section{A}»\n", "a command of LaTeX", "##"), ("«\\newpage»\n", "a command of LaTeX", "Remove it"),
      ("«{% include a %}»\n", "a tag of Liquid", "::: include"),
      ("Text\n«{: .a}»\n", "a list of attributes of Kramdown", "{#id}"),
      ("So «\\frac{1}»{2}.\n", "a command of LaTeX", "$\\frac{1}{2}$"),
      ("As «[1]_» says.\n", "a reference of reStructuredText", "[^a]"),
      ("«[#note]_» says.\n", "a reference of reStructuredText", "[^a]"),
      ("«.. [1] »Text\n", "a footnote of reStructuredText", "[^a]"),
      ("«.. |logo| image::» a.png\n", "a substitution of reStructuredText", "checked value"),
      ("«@Image»(source: \"a\", alt: \"b\")\n", "a directive of DocC", "![words"),
      ("«@Metadata» {\n}\n", "a directive of DocC", "title"),
      ("«[a](doc:Other)»\n", "a link of DocC", "chapter.md"),
      ("«import Tabs from '@theme/Tabs';»\n", "an import of MDX", "Remove it"),
      ("«!!! tip» inline end \"Title\"\n", "an admonition of MkDocs", "::: note"),
      ("```swift\n«#| label: a»\n1\n```\n", "an option of a cell in Quarto", ".hidden"),
      ("```swift\n«{{#include a.swift}}»\n```\n", "a command of mdBook", "include="),
    ])
  func errors(_ text: String, _ name: String, _ advice: String) throws {
    let marked = MarkedText(text)
    let found = parse(marked.text).diagnostics
    #expect(found.map(\.severity) == [.error])
    #expect(found.map(\.location?.range) == marked.ranges)
    let diagnostic = try #require(found.first)
    #expect(diagnostic.summary.hasPrefix("'\(marked.quoted[0])' is \(name)"), "\(diagnostic.summary)")
    #expect(diagnostic.explanation?.contains(advice) == true, "\(diagnostic.explanation ?? "")")
  }

  @Test(
    "A fence of another tool is reported with what to write here",
    arguments: [
      ("```«{note}»", "::: note", Diagnostic.Severity.error), ("~~~«{figure} a.png»", "![words", .error),
      ("```«{math}»", "$$", .error), ("```«{list-table}»", "bars", .error),
      ("```«{literalinclude} a.py»", "include=", .error),
      ("```«{toctree}»", "book.yml", .error), ("```«{tab-set}»", "::: tab", .error),
      ("```«@example a»", "```swift", .error),
      ("```«@docs»", "none like it", .error), ("```«@raw html»", "HTML stands", .error),
      ("```«{=html}»", "HTML stands", .error),
      ("```«admonish note title=\"A\"»", "::: note", .error), ("```«{eval-rst}»", "none like it", .error),
      ("```«{code-cell} python»", "```python", .warning), ("```«{python}»", "without braces", .warning),
      ("```«{r, echo=FALSE}»", "without braces", .warning), ("```«{.python #swift}»", "before the braces", .warning),
      ("```«jldoctest»", "```julia", .warning), ("```«mermaid»", "an image", .warning),
      ("```«{what}»", "without braces", .warning),
    ])
  func fences(_ opening: String, _ advice: String, _ severity: Diagnostic.Severity) throws {
    let marked = MarkedText("> \(opening)\n> a\n> \(opening.prefix(3))\n")
    let found = parse(marked.text).diagnostics
    #expect(found.map(\.severity) == [severity])
    #expect(found.map(\.location?.range) == marked.ranges)
    #expect(found.first?.explanation?.contains(advice) == true, "\(found.first?.explanation ?? "")")
  }

  @Test(
    "A container of another tool is an error with the one that there is here",
    arguments: [
      ("::: «{.callout-note}»", "Write ::: note"), ("::: «{.callout-tip title=\"A\"}»", "Write ::: tip"),
      (":::«{note}»", "Write `::: note`"), (":::«{admonition}» Title", "::: note"), ("::: «danger» Title", "::: note"),
      (":::«tip[Title]»", "`::: tip Title`"), (":::«{.column-margin}»", "::: aside"),
      ("::: «{.panel-tabset}»", "::: tab"),
      ("::: «theorem»", "::: note Theorem"), (":::«{dropdown}» Title", "<details>"),
      ("::: «{.other #id}»", "`::: note`"),
    ])
  func containers(_ opening: String, _ advice: String) {
    let marked = MarkedText("\(opening)\nText.\n\n:::\n")
    let found = parse(marked.text).diagnostics
    #expect(found.map(\.severity) == [.error])
    #expect(found.map(\.location?.range) == marked.ranges)
    #expect(found.first?.explanation?.contains(advice) == true, "\(found.first?.explanation ?? "")")
  }

  @Test(
    "What might be meant for readers is a warning",
    arguments: [
      ("| a |\n| - |\n| Done «:smile:»! |\n", "a name of an emoji"), ("Done «:smile:»!\n", "a name of an emoji"),
      ("«:class:» a\n", "an option of a directive"), ("The «{{ value }}».\n", "a variable of a template"),
      ("A «==mark==».\n", "a mark of other readers"), ("x«^2^»\n", "a superscript of Pandoc"),
      ("H«~2~»O\n", "a subscript of Pandoc"),
      ("A.«^[a note]»\n", "a note of Pandoc"), ("A «[[Wiki page]]».\n", "a link of a wiki"),
      ("«*[HTML]: »Language\n", "an abbreviation"), ("[a]«{.smallcaps}»\n", "a list of attributes"),
      ("Text «{#id}»\n", "a list of attributes"), ("«{x}»`a`\n", "a role of MyST"),
      ("So «\\(x^2\\)».\n", "a formula of LaTeX"), ("So «\\(n + 1\\)» and.\n", "a formula of LaTeX"),
      ("«\\[ y = f(x) \\]»\n", "a formula of LaTeX"), ("Let «\\alpha» be.\n", "a command of LaTeX"),
      ("Swift «|release|».\n", "a substitution"), ("See «[the text][missing]».\n", "a link whose destination"),
      ("```python\n«{{#include a.py}}»\n```\n", "a command of mdBook"),
      ("«\\[\n\\frac{1}{2}\n\\]»\n", "a formula of LaTeX"),
    ])
  func warnings(_ text: String, _ name: String) throws {
    let marked = MarkedText(text)
    let found = parse(marked.text).diagnostics
    #expect(found.map(\.severity) == [.warning])
    #expect(found.map(\.location?.range) == marked.ranges)
    #expect(found.first?.summary.contains("is \(name)") == true, "\(found.first?.summary ?? "")")
  }

  @Test(
    "So is what is nearly a note, attributes of a heading or a footnote",
    arguments: [
      ("> «[^a]»: gone.md\n", "`[^a]` is referred to nowhere"),
      ("> «[!NOTES]»\n> Text.\n", "this mark of a note"), ("- > «[!warning]» Text.\n", "this mark of a note"),
      ("> «[!NOTE]»\n", "this mark of a note"), ("## Title «{#a=1}»\n", "these are no attributes of a heading"),
      ("Title «{-}»\n---\n", "these are no attributes"),
    ])
  func nearly(_ text: String, _ summary: String) throws {
    let marked = MarkedText(text)
    let diagnostics = parse(marked.text).diagnostics
    #expect(diagnostics.map(\.severity) == [.warning])
    #expect(diagnostics.map(\.location?.range) == marked.ranges)
    #expect(diagnostics.first?.summary.hasPrefix(summary) == true)
  }

  @Test("A caption that an empty line parts from its table is an error", arguments: [": Caption {#tab-a}", "Table: A"])
  func captions(_ caption: String) {
    let marked = MarkedText("| a |\n|---|\n| 1 |\n\n«\(caption)»\n")
    let found = parse(marked.text).diagnostics
    #expect(found.map(\.severity) == [.error])
    #expect(found.map(\.location?.range) == marked.ranges)
    #expect(found.first?.explanation?.contains("directly below it") == true)
  }

  @Test(
    "It is found wherever text stands",
    arguments: [
      "## A «\\ref{a}»\n", "Title «\\ref{a}»\n===\n", "- [ ] «\\ref{a}»\n", "> - a\n>   «\\ref{a}»\n",
      "| a |\n|---|\n| «\\ref{a}» |\n", "| a |\n|---|\n| 1 |\n: Caption «\\ref{a}»\n",
      "a[^b]\n\n[^b]: Note «\\ref{a}»\n",
      "::: note Title «\\ref{a}»\nText.\n:::\n", "::: note\n«\\ref{a}»\n:::\n", "Term «\\ref{a}»\n: What it is.\n",
      "Term\n: What «\\ref{a}» is.\n", "**bold «\\ref{a}»** [link](https://example.org)\n",
      "[text «\\ref{a}»](https://example.org)\n", "```swift {caption=\"A «\\ref{a}»\"}\n1\n```\n",
    ])
  func everywhere(_ text: String) {
    let marked = MarkedText(text)
    let found = parse(marked.text).diagnostics
    #expect(found.map(\.severity) == [.error])
    #expect(found.map(\.location?.range) == marked.ranges)
  }

  @Test(
    "A tag that is no element of HTML is one, a component or a type of Swift",
    arguments: ["«<Tabs>»\na\n</Tabs>\n", "An Array«<Element>» of.\n"])
  func components(_ text: String) {
    let marked = MarkedText(text)
    let found = parse(marked.text).diagnostics
    #expect(found.map(\.severity) == [.warning])
    #expect(found.map(\.location?.range) == marked.ranges)
    #expect(found.first?.summary.hasSuffix("is no element of HTML, and browsers would show nothing of it") == true)
  }

  @Test(
    "Options of other tools are reported with what is written here",
    arguments: [
      ("```python «linenums=\"1\" hl_lines=\"2 3\"»", ".numbers", Diagnostic.Severity.warning),
      ("```js «title=\"a.js\"»", "in braces", .warning), ("```js «showLineNumbers»", ".numbers", .warning),
      ("```swift «linenums=\"1\"»", ".numbers", .error), ("```swift {«.hide-input»}", ".fold", .error),
      ("```swift {«echo»=false}", ".fold", .error), ("```swift {«.hide-cell»}", ".hidden", .error),
      ("```python {«hl_lines»=\"2\"}", "lines=", .error),
    ])
  func options(_ opening: String, _ advice: String, _ severity: Diagnostic.Severity) {
    let marked = MarkedText("\(opening)\n1\n```\n")
    let found = parse(marked.text).diagnostics
    #expect(found.map(\.severity) == [severity])
    #expect(found.map(\.location?.range) == marked.ranges)
    #expect(found.first?.explanation?.contains(advice) == true, "\(found.first?.explanation ?? "")")
  }

  @Test("A fence without a language directly below a cell is as likely as not its output")
  func forgottenOutput() {
    let marked = MarkedText("```swift\n1 + 1\n```\n\n«```»\n2\n```\n")
    let found = parse(marked.text).diagnostics
    #expect(found.map(\.severity) == [.warning])
    #expect(found.map(\.location?.range) == marked.ranges)
    #expect(found.first?.explanation?.contains("```output") == true)
  }

  /// One of each in a text.
  private static let samples = [
    "{ref}", "{{#include a}}", "{{< a >}}", "{% a %}", "{{ a }}", "\\ref{a}", "\\begin{figure}", "==a==", "x^2^",
    "[[Page]]",
    "{: .a}", ":smile:", "^[a note]",
  ]

  @Test("It is text in code, in code that is shown, in formulas, in HTML and where it is escaped", arguments: samples)
  func literally(_ sample: String) {
    let escaped = sample.map { $0.isASCII && $0.isPunctuation || $0.isSymbol ? "\\\($0)" : "\($0)" }.joined()
    for text in [
      "A `\(sample)`.\n", "```text\n\(sample)\n```\n", "    \(sample)\n", "<pre>\n\(sample)\n</pre>\n",
      "<!-- \(sample) -->\n",
      "````markdown\n```{note}\n\(sample)\n```\n````\n", "$$\n\(sample)\n$$\n", "A <b title=\"\(sample)\">b</b>.\n",
      "A \(escaped) b.\n",
    ] { #expect(parse(text).diagnostics.map(\.summary) == [], "\(text)") }
  }

  @Test("Of many of one kind the first is shown, and the others are counted")
  func many() throws {
    let found = parse(String(repeating: "\\ref{a}\n\n", count: 8)).diagnostics
    #expect(found.count == 1)
    #expect(found[0].explanation?.hasSuffix("\nThe same holds for lines 3, 5, 7, 9, 11 and 2 more.") == true)
  }

  @Test(
    "What a chapter has, code, a formula and what is escaped are no warning",
    arguments: [
      "Ruby's {:a => 1} and {:b=>2}\n", "!!! important is this\n", "The class [^0-9] and [^a-zA-Z] of signs, [^,;].\n",
      "Of a[i][j], m[row][column] and [1][2] and [ab](c) and [x][y].\n", "the norm |error| of |x|\n",
      "C:\\alpha\\beta and \\(see there\\) and \\[x\\] and \\[sic\\].\n", "an array[1]_x\n", "import this from there\n",
      "@Image is a name, @Metadata too.\n", "<Details>a</Details> <BR> <b>x</b>\n",
      "```swift\n1\n```\n\nText.\n\n```\nx\n```\n", "```swift {.no-run}\n1\n```\n\n```\nx\n```\n",
      "```handlebars\n{{#include a}}\n```\n", "```python title\n1\n```\n",
      "a | b\n\n---\n", "`~~x~~` and `[^1]`\n", "$[^1]$ and $a~~b~~$\n", "\\~~x~~ and \\[^1]\n", "~~ x ~~\n",
      "a ~~ b\n",
      "f(x)[1](a.b c), [sic](e.g. so), [2](see p. 12) and [x](and so on.)\n",
      "- [x](u) link\n", "> [!NOTE](u) link\n", "[a](u~~b~~c)\n", "## Sets { 1 }\n", "## Closures `{ }` {\n",
      "## The {}\n",
      "- text\n\n  [ ] not first\n", "<del>x</del> <table><tr><td>a|b</td></tr></table>\n", "x^[1]\n",
      "a[^1]\n\n[^1]: b\n", "https://x.org/:y:/ <x://y/:z:>\n",
      "about ~5, ~6~7 and a~b~c\n",
      "f(x:y:z:) at 10:20:30, x :y: 1 `:y:`\n".replacing(":y: 1", with: "y"),
      "`https://x.org` and https:// and \\https\\://x.org\n",
      "[https://x.org](https://x.org) <a href=\"u\">https://x.org</a> ![http://x](http://x)\n", "a|b\nc-d\n",
      "| a | b |\n| - | - |\n| 1 | 2 |\n", "It is ~~gone~~, ~gone~.\n", "- [ ] open\n- [x] done\n",
      "> [!NOTE]\n> Text.\n",
      "See https://x.org/a_b, www.x.org and a@b.org.\n",
      "```text\n| a |\n|---|\n```\n", "[0.1](<=a[^1]>)\n",
      "a == b and c == d, a==b==c\n", "[[1, 2], [3, 4]] and [[1]]\n",
      "\\[not a link\\] \\(aside\\) C:\\include\\refs\n",
      "## Title {#id}\n", "![a](b.svg){#fig-a}\n", "A {b} of {1, 2}, {x | x > 0}.\n", "Wow !!! note that\n",
      "2^10 and 3^2\n",
      "| a |\n|---|\n: Caption {#tab-a}\n", "+++ a\n", "(a)=b\n", "A ... note:: b\n", "Table: a\n", "It is 3:30: go.\n",
    ])
  func silent(_ text: String) { #expect(parse(text).diagnostics == []) }
}
