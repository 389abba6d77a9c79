/// What a template can ask for, by its name in double braces: a text, a yes or no, or a section with fields of its own.
struct TemplateField: Sendable {
  let name: String
  let documentation: String
  /// Of what a section holds; a list repeats it for each of its elements.
  var fields: [TemplateField] = []

  init(_ name: String, _ documentation: String, _ fields: [TemplateField] = []) {
    self.name = name
    self.documentation = documentation
    self.fields = fields
  }

  /// The fields and those in them, with the names of the sections that they are in: `metadata.names.content`.
  static func paths(_ fields: [TemplateField]) -> [(path: String, documentation: String)] {
    fields.flatMap { field in
      [(field.name, field.documentation)] + paths(field.fields).map { ("\(field.name).\($0)", $1) }
    }
  }

  /// The values that no field stands for, by their paths.
  static func unknown(in values: [String: Any], among fields: [TemplateField]) -> [String] {
    values.flatMap { name, value -> [String] in
      guard let field = fields.first(where: { $0.name == name }) else { return [name] }
      let elements = (value as? [Any]) ?? [value]
      return elements.compactMap { $0 as? [String: Any] }.flatMap { unknown(in: $0, among: field.fields) }
        .map { "\(name).\($0)" }
    }.sorted()
  }
}

/// The templates of the theme, each a file.
enum ThemeTemplate: String, CaseIterable, Sendable {
  case head, contents, entry, chapter, index, cover, list, reference, missing, redirect, drifts

  var file: String { rawValue + ".mustache" }

  /// What it makes.
  var documentation: String {
    switch self {
    case .head: "what each page begins with, up to its bar on a telephone"
    case .contents: "the book's contents beside a page; those of other chapters come from a script"
    case .entry: "the page's own chapter in the contents"
    case .chapter: "the page of a chapter"
    case .index: "the book's first page"
    case .cover: "what it shows beside the contents; exports begin with it too"
    case .list: "the bibliography and the index"
    case .reference: "the declarations of a module"
    case .missing: "`404.html`"
    case .redirect: "a page that leads to another"
    case .drifts: "the page of `check --report`"
    }
  }

  /// What it can ask for. A template that others include can ask for whatever these can.
  var fields: [TemplateField] {
    switch self {
    case .head, .contents: Self.page + Self.ofChapter + Self.ofIndex
    case .entry: Self.page + Self.ofEntry
    case .chapter: Self.page + Self.ofChapter
    case .index, .cover: Self.page + Self.ofIndex
    case .list, .reference: Self.page + Self.ofList
    case .missing: Self.page + Self.ofMissing
    case .redirect: Self.ofRedirect
    case .drifts: Self.ofDrifts
    }
  }

  // MARK: Fields of all pages

  static let page: [TemplateField] = [
    .init("language", "the language of the book, for `lang`"),
    .init("isRightToLeft", "whether lines run from right to left"),
    .init("bookTitle", "the title of the book"),
    .init("windowTitle", "the title of the page and of the book, for the window"),
    .init("windowHeading", "the title of the page"),
    .init("barTitle", "the title of the page, for the bar of a telephone"),
    .init("barPart", "the title of the part that the page's chapter belongs to; nothing where there is none"),
    .init("root", "what leads from the page to the folder of the site: nothing, or `../`"),
    .init("index", "the address of the first page"),
    .init("isIndex", "whether the page is the first one"),
    .init("page", "the path of the page in the site"),
    .init("icon", "the path of the icon in the site"),
    .init("logo", "the path of the logo; nothing where the book has none"),
    .init("policy", "the Content-Security-Policy; nothing where the author's HTML needs what it would forbid"),
    .init("hasMath", "whether there are formulas, and KaTeX's style sheet is needed"),
    .init("hasReferences", "whether there are references, and their script is needed"),
    .init(
      "questions", "the words of questions; nothing where there is none, and their script is not needed",
      [
        .init("answer", "of the field for an answer"), .init("check", "of the button that holds it against the output"),
        .init("right", "of an answer that is right"), .init("wrong", "of one that is not"),
      ]),
    .init(
      "figures", "the words of figures; nothing where there is none, and their script is not needed",
      [
        .init("hasSteps", "whether one of them has steps; else the script is loaded when the reader does something"),
        .init("steps", "of the slider"),
        .init("step", "which step is shown; # stands for its number, and for how many there are"),
        .init("back", "of the button to the step before"), .init("forward", "of that to the next"),
        .init("enlarge", "of the button that shows a picture as large as the window"),
        .init("save", "of the link that saves it"), .init("close", "of the button that closes it"),
      ]),
    .init(
      "paper", "the colour of the paper",
      [.init("light", "that of the light page"), .init("dark", "that of the dark page")]),
    .init(
      "metadata", "what the page says of itself to programs; nothing for `404.html`",
      [
        .init("names", "each `meta` with a name", [.init("name", "its name"), .init("content", "what it says")]),
        .init(
          "properties", "each `meta` with a property",
          [.init("name", "the property"), .init("content", "what it says")]),
        .init("canonical", "the address of the page; nothing without `url` in `book.yml`"),
      ]),
    .init("words", "words of the page in the language of the book", words),
    .init("entry", "the page's chapter in the contents; nothing for pages that are no chapter's", ofEntry),
  ]

  private static let ofEntry: [TemplateField] = [
    .init("href", "its address"), .init("number", "its number, or its letter"), .init("title", "its title"),
    .init("part", "the title of its part; nothing where there is none"),
    .init("partHref", "the address of the part's page; nothing where there is none"),
    .init("hasSections", "whether it has sections"),
    .init("sections", "each section", [.init("id", "its anchor"), .init("title", "its title")]),
  ]

  private static let words: [TemplateField] = [
    .init("skip", "of the link to the text"), .init("contents", "of the link to the contents"),
    .init("book", "of what the contents are those of"), .init("close", "of the link that closes the contents"),
    .init("allChapters", "of the link to the first page"), .init("colours", "of the choice of colours"),
    .init("light", "light colours"), .init("dark", "dark colours"), .init("system", "the system's colours"),
    .init("previous", "the chapter before"), .init("next", "the next chapter"),
    .init("neighbours", "both of these"), .init("source", "of the link to a chapter's Markdown"),
    .init("codeFile", "of the link to a chapter's code"), .init("copy", "of the button that copies code"),
    .init("copied", "of that button once it has"), .init("copyByHand", "of that button where it may not"),
    .init("search", "of the search"), .init("start", "of the link to the first chapter"),
    .init("edit", "of the link to where a chapter is changed"),
    .init("report", "of the link to where mistakes are reported"),
  ]

  // MARK: Fields of some pages

  static let ofChapter: [TemplateField] = [
    .init("heading", "HTML: the chapter's title"),
    .init("headingID", "the anchor of the title; nothing where it is no heading"),
    .init("label", "\"Chapter 2\", \"Appendix A\"; nothing for a chapter without a number"),
    .init("description", "what the chapter says that it is about; nothing where it does not"),
    .init("byline", "the chapter's own authors and its date; nothing where it says neither"),
    .init(
      "summary", "what the check found; nothing where there was nothing to check",
      [
        .init("sentence", "in a sentence"), .init("sign", "✓ or ✗"),
        .init("hasProblems", "whether something does not agree"),
      ]),
    .init("text", "HTML: the text"),
    .init("hasNeighbours", "whether there is another chapter"),
    .init(
      "previous", "the chapter before; nothing for the first",
      [.init("href", "its address"), .init("title", "its title")]),
    .init(
      "next", "the next chapter; nothing for the last", [.init("href", "its address"), .init("title", "its title")]),
    .init("facts", "what made the page, and how many outputs were checked"),
    .init("sourceHref", "the address of the chapter's Markdown"),
    .init("codeHref", "the address of the chapter's code; nothing where it runs none"),
    .init("edit", "where the chapter is changed; nothing without `edit` in `book.yml`"),
    .init("report", "where mistakes are reported; nothing without `report` in `book.yml`"),
  ]

  static let ofIndex: [TemplateField] = [
    .init("byline", "the authors of the book; nothing where there are none"),
    .init("date", "the date of the book; nothing where it has none"),
    .init("shownDate", "that date as the language of the book writes it"),
    .init("promise", "what the book is about; nothing where it does not say"),
    .init("coverPicture", "the address of the cover's picture; nothing where there is none"),
    .init("start", "where to start", [.init("href", "its address"), .init("title", "its title")]),
    .init("text", "HTML: the text of `index.md`; empty without one"),
    .init(
      "figure", "the book's first figure; nothing where the page has another picture",
      [
        .init("picture", "HTML: the picture"), .init("href", "the address of its cell"),
        .init("title", "the title of its chapter"),
      ]),
    .init(
      "cover", "each part, and chapters that belong to none",
      [
        .init("title", "its title; nothing of chapters that belong to none"),
        .init("href", "the address of its own page; nothing where it has none"),
        .init(
          "chapters", "each chapter of it",
          [
            .init("href", "its address"), .init("number", "its number, or its letter"), .init("title", "its title"),
            .init("description", "what it is about; nothing where it does not say"),
          ]),
      ]),
    .init("hasExtras", "whether there are pages behind the chapters"),
    .init("extras", "each of these, such as the index", [.init("href", "its address"), .init("title", "its title")]),
  ]

  static let ofList: [TemplateField] = [.init("heading", "the title"), .init("text", "HTML: the list")]

  static let ofMissing: [TemplateField] = [
    .init("explanation", "what a reader can do"),
    .init("isRooted", "whether the book's `url` is known, and with it where its files are"),
  ]

  static let ofRedirect: [TemplateField] = [
    .init("language", "the language of the book, for `lang`"),
    .init("isRightToLeft", "whether lines run from right to left"), .init("bookTitle", "the title of the book"),
    .init("destination", "where it leads"), .init("canonical", "the same, of a page of another site; else nothing"),
    .init("moved", "the words before the link"),
  ]

  static let ofDrifts: [TemplateField] = [
    .init("bookTitle", "the title of the book"), .init("heading", "how many drifts and errors there are"),
    .init("style", "the style sheet"), .init("generator", "what made the page"),
    .init("hasContents", "whether there are several files"),
    .init(
      "files", "each file with drifts or errors",
      [
        .init("id", "its anchor"), .init("name", "its name"), .init("count", "how many it has"),
        .init(
          "items", "each of them",
          [
            .init("severity", "`drift` or `error`"), .init("summary", "HTML: what is the case"),
            .init("location", "file, line and column"), .init("notes", "HTML: each note"),
            .init("explanation", "HTML: what to do"), .init("hasLines", "whether there are lines"),
            .init("isPair", "whether these are documented ones and fresh ones"),
            .init("linesLabel", "what they are, for those who cannot see them"),
            .init(
              "lines", "each line",
              [
                .init("line", "its number"), .init("documented", "HTML: as it is documented"),
                .init("fresh", "HTML: as it is now"),
              ]),
            .init("further", "how many lines differ besides; nothing where none do"),
            .init(
              "pictures", "a picture that differs",
              [
                .init(
                  "sides", "the documented one and the fresh one",
                  [.init("side", "which it is"), .init("picture", "HTML: the picture")])
              ]),
          ]),
      ]),
  ]
}
