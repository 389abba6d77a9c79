import Text

extension ForeignForm {
  private static let box: Set = [
    "abstract", "attention", "bug", "caution", "danger", "error", "example", "fail", "failure", "hint", "important",
    "info", "note", "question", "quote", "seealso", "success", "summary", "tip", "tldr", "todo", "warning",
  ]
  private static let contents = "Remove it: each page has the contents of the chapter, and those of the book."

  /// mdBook, Documenter, MkDocs, VitePress and their like.
  static let documentation: [ForeignForm] = [
    ForeignForm(
      .text(command(["#include", "#rustdoc_include", "#playground", "#playpen"])), "a command of mdBook",
      "Another file is included by ::: include {file=\"parts/setup.md\"}, its code by ```swift {include=\"code/train.swift\" part=\"loop\"}."
    ),
    ForeignForm(
      .text(command(["#title"])), "a command of mdBook",
      "Between --- lines at the beginning of the chapter write title: and the title."),
    ForeignForm(
      .code("{{#"), "a command of mdBook",
      "A fence takes the code of a file by an option, ```swift {include=\"code/train.swift\"}, and is otherwise empty."),
    ForeignForm(
      .codeLine("{{#include "), "a command of mdBook", mayBeText: true,
      "A fence takes the code of a file by an option, ```python {include=\"code/train.py\" part=\"loop\"}, and is otherwise empty."
    ),
    ForeignForm(
      .codeLine("{{#rustdoc_include "), "a command of mdBook", mayBeText: true,
      "A fence takes the code of a file by an option, ```rust {include=\"code/train.rs\" part=\"loop\"}, and is otherwise empty."
    ),
    ForeignForm(.fence(["admonish"]), "a directive of mdbook-admonish", boxAdvice),
    ForeignForm(
      .fence(["@example", "@repl", "@eval", "@setup"]), "a block of Documenter",
      "A cell is a fence of swift, ```swift; one that is not shown has the option .hidden. Other languages are only shown."
    ),
    ForeignForm(
      .fence(["@docs", "@autodocs", "@contents", "@index", "@meta", "@raw"]), "a block of Documenter",
      "There is none like it here: the contents and the index are made in any case, HTML stands as it is, and keys of a chapter between lines of --- at its beginning."
    ),
    ForeignForm(
      .fence(["jldoctest"]), "a test of Documenter", mayBeText: true,
      "Only Swift is run: write ```julia for code that is shown."),
    ForeignForm(
      .destination("@ref"), "a reference of Documenter",
      "A reference is a link to an id, [text](#id) or [text](chapter.md#id); without a text it is filled in."),
    ForeignForm(
      .destination("@id"), "an id of Documenter",
      "An id stands in braces behind what it names, as in ## Title {#id}."),
    ForeignForm(
      .destination("@cite"), "a citation of Documenter",
      "Works are cited as in [@key, p. 3], and as @key in a sentence."),
    ForeignForm(.line(admonition("!!! ")), "an admonition of MkDocs", boxAdvice),
    ForeignForm(.line(admonition("???+ ")), "an admonition of MkDocs", boxAdvice),
    ForeignForm(.line(admonition("??? ")), "an admonition of MkDocs", boxAdvice),
    ForeignForm(
      .line(.enclosed("=== \"", "\"")), "a tab of MkDocs",
      "Tabs are containers: :::: tabs, in which each begins with ::: tab Title."),
    ForeignForm(
      .line(.enclosed("=== '", "'")), "a tab of MkDocs",
      "Tabs are containers: :::: tabs, in which each begins with ::: tab Title."),
    ForeignForm(
      .line(.mark("--8<--")), "a snippet of MkDocs",
      "Another file is included by ::: include {file=\"parts/setup.md\"}, its code by ```swift {include=\"code/train.swift\"}."
    ),
    ForeignForm(
      .line(.mark("<<< @")), "a snippet of VitePress",
      "A fence takes the code of a file by an option: ```swift {include=\"code/train.swift\"}."),
    ForeignForm(.line(.wholeLine("[TOC]")), "a mark for contents", contents),
    ForeignForm(.line(.wholeLine("[toc]")), "a mark for contents", contents),
    ForeignForm(.line(.wholeLine("[[TOC]]")), "a mark for contents", contents),
    ForeignForm(.line(.wholeLine("[[toc]]")), "a mark for contents", contents),
    ForeignForm(.line(.wholeLine("[[_TOC_]]")), "a mark for contents", contents),
    ForeignForm(.container(["success", "question", "example"]), "an admonition", boxAdvice),
    ForeignForm(
      .fence(["mermaid", "{mermaid}", "plantuml", "{dot}", "{graphviz}"]), "a diagram of other tools", mayBeText: true,
      "Show an image of the diagram, or write 'text' for its language."),
  ]

  /// `!!! note`, `!!! note inline "Title"`. With other words behind it on its line it is a text.
  private static func admonition(_ opening: String) -> TextPattern {
    let words = TextPattern.words(opening, box)
    return TextPattern(opening) { bytes, start in
      guard let end = words.end(from: start - opening.utf8.count, in: bytes) else { return nil }
      let lineEnd = TextPattern.endOfRun(in: bytes, end) { !TextPattern.isLineEnd($0) }
      let title = bytes[end..<lineEnd].firstIndex(of: UInt8(ascii: "\"")) ?? lineEnd
      let rest = bytes[end..<title].split(whereSeparator: \.isBlank).map { String(decoding: $0, as: UTF8.self) }
      return rest.allSatisfy(["inline", "end", "annotate"].contains) ? end : nil
    }
  }

  /// `{{#include file}}`, with blanks or without.
  private static func command(_ names: [String]) -> TextPattern {
    .enclosed(
      "{{", "}}",
      where: { inside in
        let word = inside.drop(while: \.isBlank).prefix { !$0.isBlank }
        return names.contains { word.elementsEqual($0.utf8) }
      })
  }
}
