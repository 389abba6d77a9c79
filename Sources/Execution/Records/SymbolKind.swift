/// The kinds of symbols that have a name in code, by the numbers that the index has for them.
enum SymbolKind: Int, Sendable, Codable {
  case macro = 4
  case enumeration = 5
  case structure = 6
  case `class` = 7
  case `protocol` = 8
  /// Of a type that is another module's.
  case `extension` = 9
  case typeAlias = 11
  case function = 12
  case variable = 13
  case enumerationCase = 15
  case instanceMethod = 16
  case classMethod = 17
  case staticMethod = 18
  case instanceProperty = 19
  case classProperty = 20
  case staticProperty = 21
  case initialiser = 22
  case parameter = 25

  /// The word with which such a symbol is declared.
  var keyword: String {
    switch self {
    case .macro: "macro"
    case .enumeration: "enum"
    case .structure: "struct"
    case .class: "class"
    case .protocol: "protocol"
    case .extension: "extension"
    case .typeAlias: "typealias"
    case .enumerationCase: "case"
    case .function, .instanceMethod: "func"
    case .classMethod: "class func"
    case .staticMethod: "static func"
    case .variable, .instanceProperty, .parameter: "var"
    case .classProperty: "class var"
    case .staticProperty: "static var"
    case .initialiser: "init"
    }
  }
}
