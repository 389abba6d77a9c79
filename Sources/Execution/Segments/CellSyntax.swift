/// What the planner and the generator need to know of a step's Swift, copied out of the syntax tree.
struct CellSyntax: Sendable {
  /// Whether the code does not parse by itself, so that nothing may be compiled together with it.
  var hasError = false
  /// Where it begins not to; nil where it does, or nobody knows.
  var errorOffset: Int?
  var items: [Item] = []
  /// The names of modules that are imported, and the statement that a later segment repeats where it cannot get the
  /// import from this one.
  var imports: [Import] = []
  var declared: [DeclaredName] = []
  /// Every word and operator of the code: whatever name it may refer to is among them.
  var mentioned: Set<String> = []
  /// Those of them that do more than say what a type conforms to: code that asks whether a type conforms to a protocol
  /// has the protocol's name among them.
  var mentionedBesideConformances: Set<String> = []
  /// Whether the code can change what stands above it without naming it: by a conformance of a type that is there already,
  /// a declaration of an operator or a precedence group, a macro, or another type of literals.
  var reachesUpward = false
  /// Names of members that it adds to types that are there already, and of operators: they change what stands above only
  /// where it mentions them.
  var memberNames: Set<String> = []
  /// Types that it declares with something that they inherit or conform to, and types that it extends. A member of an
  /// extension may be what such a type, or one that conforms to such a protocol, is asked for by code that is not here.
  var inheriting: Set<String> = []
  var extended: Set<String> = []
  /// Types and extensions at the top level.
  var types: [TypeSyntax] = []
  /// Functions at the top level.
  var functions: [FunctionSyntax] = []
  /// Constants at the top level and in types, and where the word `nonisolated` can stand before each.
  var constants: [DeclaredName] = []
  /// Constants at the top level that get their value from a statement further below, and variables that do.
  var constantsWithoutValue: [String] = []
  var variablesWithoutValue: [DeclaredName] = []
  /// Where each `as!` is, with the type after it.
  var forcedCasts: [DeclaredName] = []
  /// Where a variable is read in its own declaration, before it has a value, with its name.
  var selfReads: [DeclaredName] = []
  /// Where a top-level `await` is (`for await` and `async let` among them), if there is one.
  var awaiting: Int?
  /// Where each `defer` at the top level is.
  var defers: [Int] = []
  /// Where each `#sourceLocation` is.
  var sourceLocations: [Int] = []
  /// Where the name stands in each call of `print` that prints to the standard output, and whether something of the cell's own is
  /// called so.
  var printCalls: [Int] = []
  var declaresPrint = false
  /// What is changed in the author's code before it is compiled, in order. Every byte keeps its line, and its column but
  /// for what is inserted.
  var edits: [Edit] = []

  /// Whether the code is one expression other than an assignment. (Where there is none, whoever read it has said so.)
  var mayBeValue: Bool { items.isEmpty || items.count == 1 && items[0].isDisplayed }

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
    /// What it binds, where it is a `guard`.
    var binding: GuardSyntax?
    /// The function or type that it declares.
    var declaration: String?
    /// Every word of it.
    var words: Set<String> = []
  }

  struct Import: Sendable, Hashable {
    var module: String
    /// What it brings in, as it is written: `Foundation`, `struct Foundation.Date`.
    var path: String
    var offset: Int
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
  /// Functions, types and attributes through which a running program finds what it names in a text.
  private static let runtimeLookups: Set = [
    "_typeByName", "_getTypeByMangledNameInContext", "_getTypeByMangledNameInEnvironment", "_silgen_name", "_extern",
    "NSClassFromString", "NSProtocolFromString", "classNamed", "principalClass", "NSKeyedUnarchiver", "objc_getClass",
    "dlsym", "dlvsym", "dlfunc", "dladdr", "dl_iterate_phdr",
  ]

  /// Whether a declaration may be found by a name that the code has when it runs.
  var looksUpNames: Bool { !mentioned.isDisjoint(with: Self.runtimeLookups) }

  /// Whether it declares one of some names, or adds a member of such a name.
  func declares(anyOf names: Set<String>) -> Bool {
    !memberNames.isDisjoint(with: names) || declared.contains { names.contains($0.name) }
  }

  /// Whether it declares a constant or a variable that gets its value from a statement further below.
  func isWithoutValue(_ name: String) -> Bool {
    constantsWithoutValue.contains(name) || variablesWithoutValue.contains { $0.name == name }
  }

  var isWorthOptimizing: Bool { mentioned.contains("{") || mentioned.contains(".") }

  /// What stands before a name that a `guard` binds, until the variable of that name is declared after it.
  static let bindingMarker = ModuleName.reserved
}

/// What a `guard` at the top level binds.
///
/// To Swift such names belong to the file alone. So they are bound under another name, and variables of the module with
/// the author's names are declared after the statement: these all cells below can see.
struct GuardSyntax: Sendable, Hashable {
  /// Gives the names another one.
  var edits: [CellSyntax.Edit] = []
  /// The declarations that follow it.
  var declarations: [String] = []
  /// Where something is read that has the name of what is bound, as in `guard let name = name`: that of a cell above.
  var shadowed: [Shadowed] = []

  struct Shadowed: Sendable, Hashable {
    var name: String
    /// Where it is read; in `guard let name`, where the name ends.
    var offset: Int
    /// Whether the name stands for both, as in `guard let name`.
    var isShorthand: Bool
  }
}

/// A type or an extension of one, and where its declarations could be made public.
struct TypeSyntax: Sendable, Hashable {
  /// The type's name, or the first part of the name of the type that is extended.
  var name: String
  var extensionParts: ExtensionParts?
  /// Every word of it.
  var mentioned: Set<String>
  /// What it says that it inherits or conforms to, as it is written.
  var inherited: [String]
  /// The names of the members that it declares.
  var members: Set<String>
  /// Those of them that are private to the type.
  var privateMembers: Set<String>
  /// Whether it is a structure or, as an extension, has an initialiser that calls no other.
  var isStructure = false
  var initializesProperties = false
  /// Where an access level can be written for the declaration itself, if it has none and may have one, and for such
  /// declarations within it.
  var declarations: [Declaration]

  var isExtension: Bool { extensionParts != nil }
  /// Whether it is an extension that makes the type conform to something.
  var addsConformance: Bool { extensionParts?.conformances != nil }

  /// Where the parts of an extension are.
  struct ExtensionParts: Sendable, Hashable {
    var range: Range<Int>
    /// The list of protocols, after the type's name, with its colon.
    var conformances: Range<Int>?
    /// What stands between the braces.
    var members: Range<Int>
  }

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

/// A name that a cell declares at its top level, or another that stands somewhere in it.
struct DeclaredName: Sendable, Hashable {
  var name: String
  /// Where it is.
  var offset: Int
}
