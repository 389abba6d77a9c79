// `Markdown` is a text as a tree whose nodes know their bytes (`Document`, `Positions`), how it is read (`Parsing`), and what is
// read besides CommonMark (`Extensions`, `Attributes`).
//
// The first source of a module that is compiled as a whole bears the module's name: `Package.swift` says why.
