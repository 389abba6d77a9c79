// `CellSupport` is what the code around a cell's statements calls: how a cell says where it is, and what it gave.
//
// The first source of a module that is compiled as a whole bears the module's name: `Package.swift` says why.
