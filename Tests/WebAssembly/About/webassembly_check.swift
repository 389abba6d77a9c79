// `webassembly-check` computes natively what is computed as WebAssembly too, and compares the two.
//
// The first source of a module that is compiled as a whole bears the module's name: `Package.swift` says why.
