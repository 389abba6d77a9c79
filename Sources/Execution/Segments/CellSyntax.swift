/// What the planner and the generator need to know of a step's Swift, copied out of the syntax tree.
struct CellSyntax: Sendable {
  /// Whether the code does not parse by itself, so that nothing may be compiled together with it.
  var hasError = false
  var items: [Item] = []
  /// The names of modules that are imported, and the statement that a later segment repeats where it cannot get the
  /// import from this one.
  var imports: [Import] = []
  var declared: [DeclaredName] = []
  /// Every word and operator of the code: whatever name it may refer to is among them.
  var mentioned: Set<String> = []
  /// Whether the code can change what stands above it without naming it: by a conformance of a type that is there already,
  /// a declaration of an operator or a precedence group, a macro, or another type of literals.
  var reachesUpward = false
  /// Names of members that it adds to types that are there already, and of operators: they change what stands above only
  /// where it mentions them.
  var memberNames: Set<String> = []
  /// Types and extensions at the top level.
  var types: [TypeSyntax] = []
  /// Functions at the top level.
  var functions: [FunctionSyntax] = []
  /// Names that a `guard` binds to something of the same name: they belong to the file alone.
  var fileNames: [DeclaredName] = []
  /// Where a variable is read in its own declaration, before it has a value, with its name.
  var selfReads: [DeclaredName] = []
  /// Where a top-level `await` is (`for await` and `async let` among them), if there is one.
  var awaiting: Int?
  /// Where each `defer` at the top level is.
  var defers: [Int] = []
  /// What is changed in the author's code before it is compiled, in order. Every byte keeps its line, and its column but
  /// for what is inserted.
  var edits: [Edit] = []

  /// A statement, declaration or expression at the top level.
  struct Item: Sendable, Hashable {
    /// Its bytes in `code`, without the comments and blanks around it and without a semicolon.
    var range: Range<Int>
    /// Whether it is code that runs, rather than a declaration of a type, function or import.
    var runs: Bool
    /// Whether its value is displayed when it comes last.
    var isDisplayed: Bool
    /// Whether it is a call of `show`.
    var isShow: Bool
    /// The names of the values that it shows: of the expression itself, or of the arguments of `show`.
    var names: [String]
    /// The variables that it declares.
    var variables: [String] = []
    /// Declarations that follow it: of the variables that a `guard` binds, which would else belong to the file alone.
    var rebindings: [String] = []
    /// The function or type that it declares.
    var declaration: String?
    /// Every word of it.
    var words: Set<String> = []
  }

  struct Import: Sendable, Hashable {
    var module: String
    /// The statement, where later segments must repeat it; nil where they get the module from this one.
    var repeated: String?
  }

  enum Edit: Sendable, Hashable {
    /// Other text of the same length.
    case replace(Range<Int>, String)
    /// An attribute or a modifier that stands before what begins there.
    case prefix(String, at: Int)
    /// A modifier that stands within a declaration, after its attributes.
    case insert(String, at: Int)

    var offset: Int {
      switch self {
      case .replace(let range, _): range.lowerBound
      case .prefix(_, let offset), .insert(_, let offset): offset
      }
    }
  }
}

extension CellSyntax {
  var isWorthOptimizing: Bool { mentioned.contains("{") || mentioned.contains(".") }

  /// What stands before a name that a `guard` binds, until the variable of that name is declared after it.
  static let bindingMarker = "\u{E0FFF}"
}

/// A type or an extension of one, and where its declarations could be made public.
struct TypeSyntax: Sendable, Hashable {
  /// The type's name, or the first part of the name of the type that is extended.
  var name: String
  var isExtension: Bool
  /// Whether it is an extension that makes the type conform to something.
  var addsConformance: Bool
  /// Every word of it.
  var mentioned: Set<String>
  /// Where an access level can be written for the declaration itself, if it has none and may have one, and for such
  /// declarations within it.
  var declarations: [Declaration]

  struct Declaration: Sendable, Hashable {
    var offset: Int
    /// Whether attributes stand before it, so that nothing may come between them and it.
    var hasAttributes: Bool
  }
}

struct FunctionSyntax: Sendable, Hashable {
  var name: FunctionName
  /// Where the declaration begins.
  var offset: Int
}

/// What two functions must share for one to be declared again by the other.
struct FunctionName: Sendable, Hashable {
  var base: String
  /// The labels and types of its parameters, as they are written.
  var parameters: String
}

/// A name that a cell declares at its top level.
struct DeclaredName: Sendable, Hashable {
  var name: String
  /// Where it is.
  var offset: Int
}
