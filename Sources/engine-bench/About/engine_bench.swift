// `engine-bench` measures the engine: the declared cases of its operations, and cases of its own.
//
// The first source of a module that is compiled as a whole bears the module's name: `Package.swift` says why.
