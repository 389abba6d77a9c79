// `OperationCases` is a declared case for each operation of the engine (`Cases`), and what such a case consists of.
//
// The first source of a module that is compiled as a whole bears the module's name: `Package.swift` says why.
