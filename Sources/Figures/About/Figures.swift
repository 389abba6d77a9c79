// `Figures` is pictures as values: a folder for each kind, and below those `Drawing`, which makes SVG of them.
//
// The first source of a module that is compiled as a whole bears the module's name: `Package.swift` says why.
